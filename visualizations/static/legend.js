"use strict";
// Colours come from the ontology's legend; set here because the page forbids inline styles in markup.
for (const sign of document.querySelectorAll(".sign")) {
  sign.style.color = sign.dataset.colour;
}
