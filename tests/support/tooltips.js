// What is wrong with the tooltips of an open page, as a list of sentences: they appear under the
// pointer and at the focus, inside the window and whole.
// Chromium's checkVisibility() is true for a group of SVG that is not displayed.
const drawn = (element) => element.getClientRects().length > 0;
const marks = [...document.querySelectorAll("svg[role=group] [data-tip]")].filter(e => drawn(e));
const tip = document.getElementById("tip"), faults = [];
const look = (how, mark) => {
  const box = tip.getBoundingClientRect(), style = getComputedStyle(tip);
  if (!drawn(tip) || style.position !== "fixed") faults.push(`${how}: hidden`);
  if (!tip.textContent.startsWith(mark.dataset.tip.split("\n")[0])) faults.push(`${how}: other`);
  const [right, bottom] = [document.documentElement.clientWidth, innerHeight];
  if (box.left < 0 || box.right > right + 1 || box.top < 0 || box.bottom > bottom + 1) {
    faults.push(`${how}: outside the window: ${tip.textContent.slice(0, 30)}`);
  }
  if (tip.scrollHeight > tip.clientHeight + 1) faults.push(`${how}: clipped`);
};
const every = Math.ceil(marks.length / 12);
for (const mark of marks.filter((_, at) => at % every === 0)) {
  mark.scrollIntoView({ block: "center" });
  const box = mark.getBoundingClientRect();
  const at = { bubbles: true, clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
  mark.dispatchEvent(new PointerEvent("pointermove", at));
  look("hover", mark);
  mark.closest("svg[role=group]").dispatchEvent(new PointerEvent("pointerleave"));
  if (drawn(tip)) faults.push("left: still there");
  if (!mark.hasAttribute("tabindex")) continue;
  mark.focus();
  look("focus", mark);
  mark.blur();
}
return [marks.length === 0 ? "no tooltip" : "", ...faults].filter(Boolean).slice(0, 5);
