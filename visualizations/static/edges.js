"use strict";
// A box with more beside it says so in its first line, and fades towards the edge that hides it.
const marked = (box) => {
  const rest = box.scrollWidth - box.clientWidth;
  box.classList.toggle("wider", rest > 2);
  box.classList.toggle("onward", box.scrollLeft < rest - 2);
  box.classList.toggle("before", box.scrollLeft > 2);
};
const sized = new ResizeObserver((seen) => {
  for (const { target } of seen) marked(target.closest(".scroll"));
});
for (const box of document.querySelectorAll(".scroll")) {
  box.dataset.onward = document.querySelector("main").dataset.onward;
  box.addEventListener("scroll", () => marked(box), { passive: true });
  for (const part of [box, ...box.children]) sized.observe(part);
  marked(box);
}
