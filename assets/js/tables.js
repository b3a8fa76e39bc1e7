/* A table stands in its panel as words and is drawn when it is opened. Each number in it leads to
   its passport, which is named by the page, the release and the place of the cell. */
(function () {
  "use strict";

  function cell(kind, text, isNumber) {
    const element = document.createElement(kind);
    element.textContent = text;
    if (kind === "th") {
      element.scope = "col";
    }
    element.classList.toggle("number", isNumber);
    return element;
  }

  function row(kind, texts, head) {
    const element = document.createElement("tr");
    element.append(...texts.map((text, i) => cell(kind, text, head[i].isNumber)));
    return element;
  }

  /* Return what leads from a place in the tables of a panel to the passport of its number; the
     footer tells the whole question, with its release and quarter. */
  function passports(sheet) {
    const asked = document.querySelector("[data-asked]");
    const panel = sheet.closest(".panel");
    if (!asked || !panel) {
      return null;
    }
    return (...place) => {
      const query = new URLSearchParams(asked.dataset.asked);
      query.set("on", window.location.pathname);
      query.set("panel", panel.id.replace("panel-", ""));
      query.set("cell", place.map((each) => each + 1).join("."));
      return "/number?" + query.toString();
    };
  }

  function linked(element, address, title) {
    const link = document.createElement("a");
    link.className = "number-link";
    link.href = address;
    link.title = title;
    link.textContent = element.textContent;
    element.replaceChildren(link);
  }

  function drawn(words, at, passport, title) {
    const table = document.createElement("table");
    table.className = "table table-sm data-table";
    table.createCaption().textContent = words.caption;
    table.createTHead().append(row("th", words.head.map((column) => column.title), words.head));
    table.createTBody().append(...words.rows.map((texts) => row("td", texts, words.head)));
    if (passport) {
      [...table.tBodies[0].rows].forEach((line, i) =>
        words.head.forEach((column, j) => {
          if (column.isNumber && /\d/.test(line.cells[j].textContent)) {
            linked(line.cells[j], passport(at, i, j), title);
          }
        })
      );
    }
    return table;
  }

  function draw(sheet) {
    const passport = passports(sheet);
    const title = document.querySelector("[data-asked]")?.dataset.title;
    const tables = JSON.parse(sheet.dataset.tables);
    sheet.replaceChildren(...tables.map((words, i) => drawn(words, i, passport, title)));
  }

  document.addEventListener(
    "toggle",
    (event) => {
      if (event.target.matches(".table-behind[open]")) {
        draw(event.target.querySelector("[data-tables]"));
      }
    },
    true
  );
})();
