"use strict";
// What the data says is read as JSON and handed over as text; nothing of it is parsed as markup.
const network = JSON.parse(document.getElementById("network").textContent);
const drawn = new vis.Network(
  document.getElementById("picture"),
  { nodes: new vis.DataSet(network.nodes), edges: new vis.DataSet(network.edges) },
  network.options,
);
// Boxes have their sizes only after the first drawing, and the scroll bar takes its room after that.
const fit = () => {
  drawn.fit({ animation: false });
  drawn.moveTo({ scale: Math.min(drawn.getScale() * 0.88, 1.2), animation: false });
};
drawn.on("resize", fit);
drawn.once("afterDrawing", () => requestAnimationFrame(() => {
  fit();
  document.body.dataset.drawn = "true";
}));
