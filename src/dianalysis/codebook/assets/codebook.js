"use strict";
(function () {
  const box = document.getElementById("search");
  const found = document.getElementById("found");
  const sections = Array.from(document.querySelectorAll("main section"));
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const rows = sections.map((section) =>
    Array.from(section.querySelectorAll("tbody tr")).map((row) => ({ row, text: fold(row.textContent) })));

  function show() {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    let total = 0;
    sections.forEach((section, index) => {
      let here = 0;
      for (const item of rows[index]) {
        const hit = words.every((word) => item.text.includes(word));
        item.row.hidden = !hit;
        here += hit ? 1 : 0;
      }
      section.hidden = here === 0;
      total += here;
    });
    found.textContent = words.length ? total + " " + found.dataset.word : "";
  }

  box.closest(".search").hidden = false;
  box.addEventListener("input", show);
})();
