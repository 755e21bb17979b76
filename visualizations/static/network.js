"use strict";
// What the data says is read as JSON and handed over as text; nothing of it is parsed as markup.
const network = JSON.parse(document.getElementById("data").textContent);
const picture = document.getElementById("network");
const drawn = new vis.Network(
  picture,
  { nodes: new vis.DataSet(network.nodes), edges: new vis.DataSet(network.edges) },
  network.options,
);
// Letters stay as large as one can read: what is wider than the window is scrolled, not shrunk.
const SMALLEST = 0.85, LARGEST = 1, EDGE = 28;
const fit = () => {
  const boxes = network.nodes.map((node) => drawn.getBoundingBox(node.id));
  const least = (side) => Math.min(...boxes.map((box) => box[side]));
  const most = (side) => Math.max(...boxes.map((box) => box[side]));
  const [left, right, top, bottom] = [least("left"), most("right"), least("top"), most("bottom")];
  const room = picture.parentElement.clientWidth - 2 * EDGE;
  const scale = Math.max(SMALLEST, Math.min(LARGEST, room / (right - left)));
  const width = Math.max(room, (right - left) * scale) + 2 * EDGE;
  const height = (bottom - top) * scale + 2 * EDGE;
  picture.style.height = `${Math.ceil(height)}px`;
  drawn.setSize(`${Math.floor(width)}px`, `${Math.ceil(height)}px`);
  const position = { x: (left + right) / 2, y: (top + bottom) / 2 };
  drawn.moveTo({ position, scale, animation: false });
  drawn.redraw();
};
window.addEventListener("resize", fit);
// Boxes have their sizes only after the first drawing, and the scroll bar takes its room after that.
drawn.once("afterDrawing", () => requestAnimationFrame(() => {
  fit();
  document.body.dataset.drawn = "true";
}));
