"use strict";
// A click on a title sorts the table, a second click turns the order round. A long table begins with
// its first rows and is searched by any text in it; paper has every row that fits the text.
const language = document.documentElement.lang;
const compare = new Intl.Collator(language, { numeric: true }).compare;
// Letters as people type them: no accents, no capitals.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const FIRST = 50, LONG = 75, SEARCHED = 12;

const searched = (table, tools, more) => {
  const rows = () => [...table.tBodies[0].rows];
  const texts = new Map(rows().map((row) => [row, plain(row.textContent)]));
  const input = tools.querySelector("input"), told = tools.querySelector("output");
  let most = texts.size > LONG ? FIRST : Infinity;
  const apply = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    const fits = rows().filter((row) => words.every((word) => texts.get(row).includes(word)));
    for (const row of texts.keys()) row.className = "unfit";
    fits.forEach((row, at) => { row.className = at < most ? "" : "later"; });
    const shown = Math.min(most, fits.length);
    told.textContent = shown < texts.size ? told.dataset.told.replace("{}", shown).replace("{}", texts.size) : "";
    tools.classList.toggle("narrowed", words.length > 0);
    more.hidden = fits.length <= most;
  };
  input.addEventListener("input", apply);
  for (const button of more.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      most = button.dataset.rows ? most + FIRST : Infinity;
      apply();
    });
  }
  tools.hidden = texts.size <= SEARCHED;
  apply();
  return { apply, search: (text) => { input.value = text; apply(); } };
};

let mainTable;
for (const table of document.querySelectorAll("table")) {
  const section = table.closest("section.table");
  const tools = section && section.querySelector(".tools");
  const found = tools && searched(table, tools, section.querySelector(".more"));
  if (found) mainTable = found;
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
    if (found) found.apply();
  }));
}
// A person or case of a list without a page leads to its rows.
for (const link of document.querySelectorAll("a[data-search]")) {
  link.addEventListener("click", () => mainTable && mainTable.search(link.dataset.search));
}
