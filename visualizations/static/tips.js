"use strict";
// Tooltips and lit lines of the drawings of a page. Every text of the data is set as text.
const tip = document.getElementById("tip");
const pictures = [...document.querySelectorAll("svg[role=group]")];
const keysOf = (mark) => (mark.dataset.keys || "").split(" ").filter(Boolean);
const light = (picture, mark) => {
  const keys = mark ? keysOf(mark) : [];
  picture.classList.toggle("lit", keys.length > 0);
  for (const other of picture.querySelectorAll("[data-keys]")) {
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
  for (const picture of pictures) light(picture, null);
};
for (const picture of pictures) {
  picture.addEventListener("pointermove", (event) => {
    const mark = event.target.closest("[data-tip], [data-keys]");
    if (!mark) return hide();
    light(picture, mark);
    if (mark.dataset.tip) show(mark, event.clientX, event.clientY);
    else tip.hidden = true;
  });
  picture.addEventListener("pointerleave", hide);
  picture.addEventListener("focusin", (event) => {
    const mark = event.target.closest("[data-tip]") || event.target.querySelector("[data-tip]");
    if (!mark) return;
    const at = mark.getBoundingClientRect();
    light(picture, mark);
    show(mark, at.left + at.width / 2, at.bottom - AWAY / 2);
  });
  picture.addEventListener("focusout", hide);
}
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
