// What is wrong with an open page on paper, as a list of sentences.
// Chromium's checkVisibility() is true for a group of SVG that is not displayed.
const drawn = (element) => element.getClientRects().length > 0;
const faults = [];
const wide = document.documentElement.clientWidth;
for (const e of document.querySelectorAll("#picture, .sheets svg")) {
  const box = e.getBoundingClientRect();
  if (drawn(e) && box.right > wide + 1) faults.push(`wider than the paper: ${e.tagName}`);
}
if (![...document.querySelectorAll("#picture, .sheets svg")].some((e) => drawn(e))) {
  faults.push("no picture");
}
for (const box of document.querySelectorAll(".scroll")) {
  if (getComputedStyle(box).overflow !== "visible") faults.push("cut");
}
for (const title of document.querySelectorAll("th")) {
  if (getComputedStyle(title, "::before").content.length < 3) faults.push("no title");
}
const sheets = [...document.querySelectorAll(".sheets svg")].map((sheet) => sheet.viewBox.baseVal);
const whole = document.getElementById("picture").viewBox.baseVal;
if (sheets.length) {
  const high = sheets.reduce((sum, sheet) => sum + sheet.height, 0);
  if (Math.abs(high - whole.height) > 1) faults.push("a part is on no sheet");
  for (const text of document.querySelectorAll("#picture text")) {
    // The picture itself is not displayed on paper, so its letters have no boxes to ask for.
    const moved = text.closest("[transform]")?.getAttribute("transform").match(/[-\d.]+/g)[1] ?? 0;
    const line = Number(text.getAttribute("y")) + Number(moved);
    const size = Number(text.getAttribute("font-size"));
    const fits = (sheet) =>
      sheet.y <= line - size && line + 0.3 * size <= sheet.y + sheet.height;
    if (!sheets.some(fits)) faults.push(`cut by the paper: ${text.textContent}`);
  }
}
return faults.slice(0, 5);
