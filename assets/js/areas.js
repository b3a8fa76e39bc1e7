/* The list of regions and districts: a click on the head of a column sorts by it, and the search
   leaves the rows whose names hold what was typed. */
(function () {
  "use strict";
  const lang = document.documentElement.lang;

  function valueOf(row, column) {
    const cell = row.cells[column];
    return "order" in cell.dataset ? Number(cell.dataset.order) : null;
  }

  /* What is not told stands last, whichever way the others go. */
  function compared(one, other, column, isNumber, way) {
    if (!isNumber) {
      const texts = [one, other].map((row) => row.cells[column].textContent);
      return way * texts[0].localeCompare(texts[1], lang);
    }
    const [a, b] = [valueOf(one, column), valueOf(other, column)];
    if (a === null || b === null) {
      return (a === null) - (b === null);
    }
    return way * (a - b);
  }

  function sort(head) {
    const table = head.closest("table");
    const isNumber = head.classList.contains("number");
    const before = head.getAttribute("aria-sort");
    const isDown = before ? before === "ascending" : isNumber;
    table.querySelectorAll("th[aria-sort]").forEach((each) => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = [...body.rows].sort((one, other) =>
      compared(one, other, head.cellIndex, isNumber, isDown ? -1 : 1)
    );
    body.append(...rows);
    table.classList.add("is-sorted");
  }

  function search(field) {
    const typed = field.value.trim().toLocaleLowerCase(lang);
    const rows = [...document.querySelectorAll(".area-list tbody tr")];
    rows.forEach((row) => {
      const names = `${row.cells[0].textContent} ${row.cells[1].textContent}`;
      row.hidden = !names.toLocaleLowerCase(lang).includes(typed);
    });
    const told = document.querySelector(".found-areas");
    const shown = rows.filter((row) => !row.hidden).length;
    told.textContent = typed ? told.dataset.shown.replace("#", shown) : "";
  }

  document.addEventListener("click", (event) => {
    const head = event.target.closest(".area-list thead th");
    if (head) {
      sort(head);
    }
  });

  document.addEventListener("input", (event) => {
    if (event.target.id === "search-areas") {
      search(event.target);
    }
  });
})();
