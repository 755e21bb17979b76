"use strict";
// A click on a title sorts the table, a second click turns the order round.
const language = document.documentElement.lang;
const compare = new Intl.Collator(language, { numeric: true }).compare;
for (const table of document.querySelectorAll("table")) {
  const titles = [...table.tHead.rows[0].cells];
  titles.forEach((title, column) => title.querySelector("button").addEventListener("click", () => {
    const down = title.getAttribute("aria-sort") === "ascending";
    titles.forEach((other) => other.removeAttribute("aria-sort"));
    title.setAttribute("aria-sort", down ? "descending" : "ascending");
    const isNumber = title.classList.contains("number");
    const value = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
    const inOrder = (one, other) => {
      const [a, b] = [value(one), value(other)];
      // An empty cell is unknown: it stands last in both orders.
      if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
      const order = isNumber ? Number(a) - Number(b) : compare(a, b);
      return down ? -order : order;
    };
    const body = table.tBodies[0];
    body.append(...[...body.rows].sort(inOrder));
  }));
}
