// What is wrong with an open page on paper, as a list of sentences.
const faults = [];
const wide = document.documentElement.clientWidth;
for (const e of document.querySelectorAll("#picture, .sheets svg, table")) {
  const box = e.getBoundingClientRect();
  if (e.checkVisibility() && box.right > wide + 1) faults.push(`wider than the paper: ${e.tagName}`);
}
if (![...document.querySelectorAll("#picture, .sheets svg")].some((e) => e.checkVisibility())) {
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
    const box = text.getBBox();
    const fits = (sheet) => sheet.y <= box.y + 1 && box.y + box.height <= sheet.y + sheet.height + 1;
    if (!sheets.some(fits)) faults.push(`cut by the paper: ${text.textContent}`);
  }
}
return faults.slice(0, 5);
