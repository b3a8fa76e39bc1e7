/* A table stands in its panel as words and is drawn when it is opened. Each number in it leads to
   its passport, and all of them can be taken along as a file. */
(function () {
  "use strict";
  const bilim = (window.bilim = window.bilim || {});

  /* A code such as CR-03-0041: one word with a digit, not so long that a narrow screen ends first. */
  const CODE = /^(?=\S*\d)\S{1,16}$/;

  function cell(kind, text, isNumber) {
    const element = document.createElement(kind);
    element.textContent = text;
    if (kind === "th") {
      element.scope = "col";
    }
    element.classList.toggle("number", isNumber);
    element.classList.toggle("code", CODE.test(text));
    return element;
  }

  function row(kind, texts, head) {
    const element = document.createElement("tr");
    element.append(...texts.map((text, i) => cell(kind, text, head[i].isNumber)));
    return element;
  }

  function linked(element, address, title) {
    const link = document.createElement("a");
    link.className = "number-link";
    link.href = address;
    link.title = title;
    link.textContent = element.textContent;
    element.replaceChildren(link);
  }

  function drawn(words, at, sheet, title) {
    const table = document.createElement("table");
    table.className = "table table-sm data-table";
    table.createCaption().textContent = words.caption;
    table.createTHead().append(row("th", words.head.map((column) => column.title), words.head));
    table.createTBody().append(...words.rows.map((texts) => row("td", texts, words.head)));
    [...table.tBodies[0].rows].forEach((line, i) =>
      words.head.forEach((column, j) => {
        const address = bilim.passport(sheet, [at + 1, i + 1, j + 1].join("."));
        if (address && column.isNumber && /\d/.test(line.cells[j].textContent)) {
          linked(line.cells[j], address, title);
        }
      })
    );
    return table;
  }

  function draw(sheet) {
    const title = document.querySelector("[data-asked]")?.dataset.title;
    const tables = JSON.parse(sheet.dataset.tables);
    const save = document.createElement("button");
    save.type = "button";
    save.className = "btn btn-sm btn-outline-secondary sheet-save";
    save.textContent = sheet.dataset.save;
    save.addEventListener("click", () => saved(sheet, tables));
    sheet.replaceChildren(save, ...tables.map((words, i) => drawn(words, i, sheet, title)));
  }

  /* A file says where it is from before its tables: the source, and the address that asks again. */
  function saved(sheet, tables) {
    const panel = sheet.closest(".panel");
    const asked = document.querySelector("[data-asked]");
    const address = window.location.origin + window.location.pathname + (asked?.dataset.asked || "");
    const about = [...panel.querySelectorAll(".demo-mark, .panel-foot .source span")];
    const rows = tables.flatMap(({ caption, head, rows: body }) => [
      [],
      [caption],
      head.map((column) => column.title),
      ...body.map((texts) =>
        texts.map((text, i) => (head[i].isNumber ? bilim.spreadsheet.number(text) : text))
      ),
    ]);
    const words = about.map((each) => each.title || each.textContent);
    const file = bilim.spreadsheet.file([[...words, address], ...rows]);
    const question = new URLSearchParams(asked?.dataset.asked);
    const parts = ["period", "region", "district"].map((name) => question.get(name)).filter(Boolean);
    bilim.spreadsheet.save(file, [panel.id.replace("panel-", "bilim-"), ...parts].join("-"));
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
