"use strict";
// A list that is folded opens when something leads to it, and on paper, where nobody can open it.
// On paper a link to another page is text: a PDF would hold the path of its file on this disk.
const opened = new Set(), unlinked = new Map();
const unfold = () => {
  const to = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let fold = to && to.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
  if (to) to.scrollIntoView();
};
const onPaper = (printing) => {
  if (printing) {
    for (const fold of document.querySelectorAll("details:not([open])")) {
      fold.open = true;
      opened.add(fold);
    }
    for (const link of document.querySelectorAll("a[href]:not([href^='#'])")) {
      unlinked.set(link, link.getAttribute("href"));
      link.removeAttribute("href");
    }
    return;
  }
  for (const [link, href] of unlinked) link.setAttribute("href", href);
  unlinked.clear();
  for (const fold of opened) fold.open = false;
  opened.clear();
};
// A second click on the same link changes no address, so the click itself opens its list too.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const to = link && (link.getAttribute("href") || "");
  if (to && to.startsWith("#")) {
    const fold = document.getElementById(to.slice(1))?.closest("details");
    if (fold) fold.open = true;
  }
});
window.addEventListener("hashchange", unfold);
window.addEventListener("beforeprint", () => onPaper(true));
window.addEventListener("afterprint", () => onPaper(false));
matchMedia("print").addEventListener("change", (event) => onPaper(event.matches));
unfold();
