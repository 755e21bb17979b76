"use strict";
// The zoom of an SVG picture.
const svg = document.getElementById("picture");
const view = document.getElementById("view");

// Letters stay as large as one can read: a picture wider than the window is scrolled, not shrunk.
const [WIDTH, HEIGHT] = [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height];
const LONGEST = 2.5;
const SMALLEST = Number(svg.dataset.smallest || 0.86), MOST = 6, STEP = 1.3;
// A tall picture (the map) fits the height of the window too, as far as letters stay readable.
const tall = () => (svg.dataset.tall ? Math.max(0.8, (0.88 * window.innerHeight) / HEIGHT) : 1);
const fitting = () => Math.min(1, tall(), Math.max(SMALLEST, view.clientWidth / WIDTH));
let scale = fitting();
const zoomTo = (wanted, x = view.clientWidth / 2, y = view.clientHeight / 2) => {
  const before = scale;
  scale = Math.min(MOST, Math.max(Math.min(0.2, fitting()), wanted));
  svg.style.width = `${WIDTH * scale}px`;
  svg.style.height = `${HEIGHT * scale}px`;
  // A picture that is not wider than the window is scrolled with the page, unless it is so long that
  // nobody would find the table below it.
  const long = HEIGHT * scale > LONGEST * window.innerHeight;
  view.style.maxHeight = long || WIDTH * scale > view.clientWidth + 1 ? "" : "none";
  view.scrollLeft = (view.scrollLeft + x) * (scale / before) - x;
  view.scrollTop = (view.scrollTop + y) * (scale / before) - y;
};
const whole = () => Math.min(1, view.clientWidth / WIDTH);
for (const button of document.querySelectorAll("[data-zoom]")) {
  const to = { in: () => scale * STEP, out: () => scale / STEP, whole }[button.dataset.zoom];
  button.addEventListener("click", () => zoomTo(to()));
}
// A notch of a wheel is one step; a pinch is many small turns of a wheel, each a part of a step.
const PINCH = 40;
// The wheel alone scrolls the page; with Ctrl, or pinched on a touch pad, it changes the scale.
view.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  const at = view.getBoundingClientRect();
  zoomTo(scale * STEP ** Math.max(-1, Math.min(1, -event.deltaY / PINCH)), event.clientX - at.left, event.clientY - at.top);
}, { passive: false });
view.addEventListener("keydown", (event) => {
  const to = { "+": scale * STEP, "=": scale * STEP, "-": scale / STEP, 0: whole() }[event.key];
  if (to === undefined || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  zoomTo(to);
});
// The corner stays where it is, so that no resize scrolls the first lines out of view.
window.addEventListener("resize", () => zoomTo(fitting(), 0, 0));
zoomTo(scale);
// A drawing of somebody's network begins with that person in the middle of the window.
if (svg.dataset.start) {
  const [x, y] = svg.dataset.start.split(" ").map(Number);
  view.scrollLeft = x * scale - view.clientWidth / 2;
  view.scrollTop = (y - svg.viewBox.baseVal.y) * scale - view.clientHeight / 2;
}
document.body.dataset.drawn = "true";
