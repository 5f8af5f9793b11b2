// The search keeps the words it looked for; the theme does not mark them on the page it leads to. Mark them, and
// where one stands in a closed block, open the block and go there; code stays folded.
"use strict";
const openFound = () => {
  const found = [...document.querySelectorAll("details:not(.hide) span.highlighted")];
  for (const word of found) {
    for (let block = word.closest("details"); block; block = block.parentElement.closest("details")) {
      block.open = true;
    }
  }
  if (found.length) found[0].scrollIntoView({ block: "center" });
};
window.addEventListener("load", () => {
  if (document.getElementById("search-results")) return;
  if (!document.querySelector("span.highlighted")) SphinxHighlight.highlightSearchWords();
  window.setTimeout(openFound, 50);
});
