/* Each number in a table of a panel has a passport, which is named by the page, the release and the
   place of the cell: table, row and column. Figures elsewhere in the panel that stand in its tables
   too say in which cell, and lead to the same passport. */
(function () {
  "use strict";
  const bilim = (window.bilim = window.bilim || {});

  /* Return where the number of a cell comes from; `element` stands in the panel. The footer tells
     the whole question, with its release and quarter. */
  bilim.passport = (element, cell) => {
    const asked = document.querySelector("[data-asked]");
    const panel = element.closest(".panel");
    if (!asked || !panel) {
      return null;
    }
    const query = new URLSearchParams(asked.dataset.asked);
    query.set("on", window.location.pathname);
    query.set("panel", panel.id.replace("panel-", ""));
    query.set("cell", cell);
    return "/number?" + query.toString();
  };

  bilim.linkNumbers = () => {
    const title = document.querySelector("[data-asked]")?.dataset.title;
    document.querySelectorAll("a[data-cell]").forEach((link) => {
      const address = bilim.passport(link, link.dataset.cell);
      if (address) {
        link.href = address;
        link.title = title;
      }
    });
  };

  bilim.linkNumbers();
})();
