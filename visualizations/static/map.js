"use strict";
// The slider shows the strongest legs, with their places, up to the number that it stands at.
const slider = document.getElementById("legs");
slider?.addEventListener("input", () => {
  document.querySelector("output[for=legs]").textContent = slider.value;
  for (const part of svg.querySelectorAll("[data-rank]")) {
    part.toggleAttribute("hidden", Number(part.dataset.rank) >= Number(slider.value));
  }
});
