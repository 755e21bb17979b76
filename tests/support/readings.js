// What is wrong with what an open page shows, as a list of sentences: letters that cannot be read,
// are cut or lie over something else, and lines through boxes that are not theirs.
// Chromium's checkVisibility() is true for a group of SVG that is not displayed.
const drawn = (element) => element.getClientRects().length > 0;
const faults = [];
const svg = document.getElementById("picture");
const luminance = (colour) => {
  const parts = colour.match(/[\d.]+/g).slice(0, 3).map((part) => part / 255);
  return parts
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
};
const contrast = (one, other) => {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};
const LEAST = 4.5;
const over = (a, b, dx = 1, dy = 1) =>
  a.left < b.right - dx && b.left < a.right - dx && a.top < b.bottom - dy && b.top < a.bottom - dy;
const inside = (a, b) =>
  b.left - 1 <= a.left && a.right <= b.right + 1 && b.top - 1 <= a.top && a.bottom <= b.bottom + 1;
const short = (element) => element.textContent.trim().slice(0, 24);

// The text of the page.
const behind = (element) => {
  for (let e = element; e; e = e.parentElement) {
    const colour = getComputedStyle(e).backgroundColor;
    if (!/, 0\)$|transparent/.test(colour)) return colour;
  }
  return "rgb(255, 255, 255)";
};
const wide = document.documentElement.clientWidth;
for (const e of document.querySelectorAll("body *:not(script):not(svg *)")) {
  const own = [...e.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  if (!own || !drawn(e)) continue;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  if (contrast(style.color, behind(e)) < LEAST) faults.push(`pale: ${e.tagName} ${short(e)}`);
  const more = e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1;
  if (style.overflow === "hidden" && more) faults.push(`clipped: ${e.tagName} ${short(e)}`);
  if (!e.closest(".scroll") && (box.right > wide + 1 || box.left < -1)) {
    faults.push(`outside the window: ${e.tagName} ${short(e)}`);
  }
}
if (document.documentElement.scrollWidth > wide + 1) faults.push("the page is wider than the window");
for (const cell of document.querySelectorAll("td")) {
  const range = document.createRange();
  range.selectNodeContents(cell);
  if (range.getBoundingClientRect().right > cell.getBoundingClientRect().right + 1) {
    faults.push(`outside its cell: ${short(cell)}`);
  }
}
if (!svg || !drawn(svg)) return faults.slice(0, 8);

// The letters of the drawing. The box of a suspect is the path that is filled.
const frame = svg.getBoundingClientRect();
const filled = (mark) =>
  [...mark.querySelectorAll("path")].filter((path) => path.getAttribute("fill") !== "none");
const boxOf = (mark) =>
  (mark.classList.contains("suspect") ? filled(mark).at(-1) : mark.querySelector("path"))
    .getBoundingClientRect();
const nodes = [...svg.querySelectorAll(".stage, .place, .suspect, .person, .label")]
  .map((mark) => [mark, boxOf(mark)]);
nodes.forEach(([mark, box], row) => {
  if (!inside(box, frame)) faults.push(`node cut: ${short(mark)}`);
  for (const [other, b] of nodes.slice(row + 1)) {
    if (over(box, b)) faults.push(`nodes overlap: ${short(mark)} | ${short(other)}`);
  }
});
const dots = [...svg.querySelectorAll("circle")]
  .filter((dot) => drawn(dot))
  .map((dot) => [dot, dot.getBoundingClientRect()]);
const texts = [...svg.querySelectorAll("text")]
  .filter((text) => text.textContent.trim() && drawn(text))
  .map((text) => [text, text.getBoundingClientRect()]);
texts.forEach(([text, box], row) => {
  if (!inside(box, frame)) faults.push(`cut: ${short(text)}`);
  // Lines of one text may share a pixel or two of their boxes, not of their letters.
  for (const [other, b] of texts.slice(row + 1)) {
    if (over(box, b, 1, 2.5)) faults.push(`overlap: ${short(text)} | ${short(other)}`);
  }
  const mark = text.closest(".mark");
  for (const [other, b] of nodes) {
    if (other !== mark && over(box, b, 1, 2)) {
      faults.push(`over a foreign node: ${short(text)} | ${short(other)}`);
    }
  }
  for (const [dot, b] of dots) {
    if (over(box, b, 2, 3)) faults.push(`over a dot: ${short(text)} | ${dot.dataset.tip}`);
  }
  const own = text.closest(".stage, .place, .suspect, .person, .label");
  const paths = own ? [...own.querySelectorAll("path")] : [];
  if (own && !paths.some((path) => inside(box, path.getBoundingClientRect()))) {
    faults.push(`outside its box: ${short(text)}`);
  }
  const under = mark
    ? filled(mark).filter((path) => (path.getAttribute("opacity") ?? 1) > 0.5 &&
        inside(box, path.getBoundingClientRect())).at(-1)
    : null;
  const back = under ? getComputedStyle(under).fill : "rgb(255, 255, 255)";
  if (contrast(getComputedStyle(text).fill, back) < LEAST) faults.push(`pale: ${short(text)}`);
});

// A line meets no box but those that bear the key of the line, and no letters.
const boxes = nodes.filter(([mark]) => !mark.classList.contains("label"));
for (const line of svg.querySelectorAll(".suspect .line, .pair .line, .way .ribbon, .order .line")) {
  const keys = line.closest(".mark").dataset.keys.split(" ");
  const matrix = line.getScreenCTM(), length = line.getTotalLength(), met = new Set();
  for (let at = 0; at <= length; at += 5) {
    const point = line.getPointAtLength(at).matrixTransform(matrix);
    const holds = (box, air) =>
      box.left + air < point.x && point.x < box.right - air &&
      box.top + air < point.y && point.y < box.bottom - air;
    for (const [mark, box] of boxes) {
      const own = mark.dataset.keys.split(" ").some((key) => keys.includes(key));
      if (!own && holds(box, 3)) met.add(`line of ${keys} in the box ${short(mark)}`);
    }
    if (line.classList.contains("ribbon")) continue;
    for (const [text, box] of texts) {
      const stands = text.closest(".label, .person, .stage");
      if (!stands && holds(box, 2)) met.add(`line of ${keys} through ${short(text)}`);
    }
  }
  faults.push(...met);
}
return faults.slice(0, 8);
