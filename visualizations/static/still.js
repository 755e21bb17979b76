"use strict";
// Only says that the page stands: a map is SVG and an empty answer has no picture to wait for.
document.body.dataset.drawn = "true";
