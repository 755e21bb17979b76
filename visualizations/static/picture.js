"use strict";
// Tooltips, lit lines and zoom of an SVG picture. Every text of the data is set as text.
const svg = document.getElementById("picture");
const view = document.getElementById("view");
const tip = document.getElementById("tip");

const marks = [...svg.querySelectorAll("[data-keys]")];
const keysOf = (mark) => (mark.dataset.keys || "").split(" ").filter(Boolean);
const light = (mark) => {
  const keys = mark ? keysOf(mark) : [];
  svg.classList.toggle("lit", keys.length > 0);
  for (const other of marks) {
    other.classList.toggle("on", keysOf(other).some((key) => keys.includes(key)));
  }
};
// Lines of a tooltip: a group has a hundred names, and the table has them all.
const AWAY = 14, MOST_LINES = 14;
const show = (mark, x, y) => {
  const lines = mark.dataset.tip.split("\n");
  const more = lines.length > MOST_LINES ? [`… +${lines.length - MOST_LINES}`] : [];
  tip.textContent = [...lines.slice(0, MOST_LINES), ...more].join("\n");
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  const [right, bottom] = [document.documentElement.clientWidth, window.innerHeight];
  tip.style.left = `${Math.max(4, Math.min(x + AWAY, right - width - 4))}px`;
  const below = y + AWAY + height < bottom;
  tip.style.top = `${below ? y + AWAY : Math.max(4, y - AWAY - height)}px`;
};
const hide = () => {
  tip.hidden = true;
  light(null);
};
svg.addEventListener("pointermove", (event) => {
  const mark = event.target.closest("[data-tip], [data-keys]");
  if (!mark) return hide();
  light(mark);
  if (mark.dataset.tip) show(mark, event.clientX, event.clientY);
  else tip.hidden = true;
});
svg.addEventListener("pointerleave", hide);
svg.addEventListener("focusin", (event) => {
  const mark = event.target.closest("[data-tip]") || event.target.querySelector("[data-tip]");
  if (!mark) return;
  const at = mark.getBoundingClientRect();
  light(mark);
  show(mark, at.left + at.width / 2, at.bottom - AWAY / 2);
});
svg.addEventListener("focusout", hide);
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());

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
