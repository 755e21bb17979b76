// What is wrong with the letters and lines of an open page's drawing, as a list of sentences.
const svg = document.getElementById("picture");
const frame = svg.getBoundingClientRect();
const faults = [];
const seen = [...svg.querySelectorAll("text")]
  .filter((text) => text.textContent.trim() && getComputedStyle(text).display !== "none")
  .map((text) => [text, text.getBoundingClientRect()]);
const inside = (a, b) =>
  b.left - 1 <= a.left && a.right <= b.right + 1 && b.top - 1 <= a.top && a.bottom <= b.bottom + 1;
seen.forEach(([text, box], row) => {
  if (!inside(box, frame)) faults.push(`cut: ${text.textContent}`);
  for (const [other, b] of seen.slice(row + 1)) {
    // Lines of one text may share a pixel or two of their boxes, not of their letters.
    if (box.left < b.right - 1 && b.left < box.right - 1 && box.top < b.bottom - 2.5 && b.top < box.bottom - 2.5) {
      faults.push(`overlap: ${text.textContent} | ${other.textContent}`);
    }
  }
  const mark = text.closest(".stage, .place, .suspect, .person, .label");
  if (mark && ![...mark.querySelectorAll("path")].some((path) => inside(box, path.getBoundingClientRect()))) {
    faults.push(`outside its box: ${text.textContent}`);
  }
});
// A line of somebody meets no box but those that bear the key of the line.
const boxes = [...svg.querySelectorAll(".stage, .place, .suspect, .person")].map((mark) => [
  mark.dataset.keys.split(" "), mark.querySelector("path").getBoundingClientRect(), mark,
]);
for (const line of svg.querySelectorAll(".suspect .line, .pair .line, .way .ribbon")) {
  const keys = line.closest(".mark").dataset.keys.split(" ");
  const matrix = line.getScreenCTM();
  const length = line.getTotalLength();
  for (let at = 0; at <= length; at += 6) {
    const point = line.getPointAtLength(at).matrixTransform(matrix);
    for (const [own, box, mark] of boxes) {
      if (own.some((key) => keys.includes(key))) continue;
      if (box.left + 3 < point.x && point.x < box.right - 3 && box.top + 3 < point.y && point.y < box.bottom - 3) {
        faults.push(`line of ${keys} in the box ${mark.textContent.trim().slice(0, 20)}`);
        at = length;
        break;
      }
    }
  }
}
return faults.slice(0, 5);
