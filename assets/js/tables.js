/* A table stands in its panel as words and is drawn when it is opened. */
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

  function drawn(words) {
    const table = document.createElement("table");
    table.className = "table table-sm data-table";
    table.createCaption().textContent = words.caption;
    table.createTHead().append(row("th", words.head.map((column) => column.title), words.head));
    table.createTBody().append(...words.rows.map((texts) => row("td", texts, words.head)));
    return table;
  }

  function draw(sheet) {
    sheet.replaceChildren(...JSON.parse(sheet.dataset.tables).map(drawn));
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
