"use strict";
// What the data says is read as JSON and handed over as text; nothing of it is parsed as markup.
const network = JSON.parse(document.getElementById("network").textContent);
const drawn = new vis.Network(
  document.getElementById("picture"),
  { nodes: new vis.DataSet(network.nodes), edges: new vis.DataSet(network.edges) },
  network.options,
);
drawn.once("afterDrawing", () => {
  drawn.fit();
  document.body.dataset.drawn = "true";
});
