/* The list of schools. The grid is loaded when a reader comes near it. */
(function () {
  "use strict";
  const bilim = (window.bilim = window.bilim || {});
  bilim.drawers = bilim.drawers || {};
  const lang = document.documentElement.lang === "en" ? "en" : "ru";
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 0 });
  const kilometres = new Intl.NumberFormat(lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(lang, { style: "percent", maximumFractionDigits: 0 });
  const lists = new WeakMap();
  let library;

  function load(address) {
    library = library || new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = () => {
        library = undefined;
        reject(new Error(address));
      };
      document.head.append(script);
    });
    return library;
  }

  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  const near = new IntersectionObserver((entries) => {
    entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => {
      near.unobserve(target);
      lists.get(target).begin().catch((error) => {
        document.getElementById("connection-lost").hidden = false;
        throw error;
      });
    });
  }, { rootMargin: "400px" });

  class List {
    constructor(place, figure) {
      this.place = place;
      this.figure = figure;
      this.group = "";
      this.folded = new Set();
      near.observe(place);
    }

    async begin() {
      await load(this.figure.script);
      const { words } = this.figure;
      const room = element("div", { className: "list-grid" });
      this.place.replaceChildren(this.tools(words), room);
      const { createGrid, themeQuartz } = window.agGrid;
      this.grid = createGrid(room, {
        theme: themeQuartz.withParams({
          accentColor: "var(--accent)", backgroundColor: "var(--card)", foregroundColor: "var(--ink)",
          borderColor: "var(--line)", headerBackgroundColor: "var(--paper)", fontFamily: "inherit",
          fontSize: 13, rowHeight: 32, headerHeight: 52, wrapperBorderRadius: 6,
        }),
        columnDefs: this.figure.columns.map((column) => this.column(column)),
        defaultColDef: { sortable: true, filter: true, resizable: true, wrapHeaderText: true, autoHeaderHeight: true, minWidth: 70 },
        rowData: this.rows(),
        getRowId: ({ data }) => data.group || data.school,
        localeText: words.grid,
        enableCellTextSelection: true,
        suppressColumnVirtualisation: true,
        ...this.manner(),
        isFullWidthRow: ({ rowNode }) => Boolean(rowNode.data.group),
        fullWidthCellRenderer: ({ data }) => this.headOf(data),
        isExternalFilterPresent: () => this.folded.size > 0,
        doesExternalFilterPass: ({ data }) => !this.folded.has(data[this.group]),
        alwaysPassFilter: ({ data }) => Boolean(data.group),
        postSortRows: ({ nodes }) => this.inGroups(nodes),
        onSelectionChanged: ({ api }) => {
          this.only.disabled = !api.getSelectedNodes().length;
        },
      });
      this.place.dataset.drawn = String(this.figure.rows.length);
    }

    /* All rows stand below each other, and can be ticked. */
    manner() {
      return {
        domLayout: "autoHeight",
        rowSelection: {
          mode: "multiRow", headerCheckbox: false, enableClickSelection: false,
          isRowSelectable: ({ data }) => !data.group,
        },
        selectionColumnDef: { pinned: "left", width: 40 },
      };
    }

    update(figure) {
      this.figure = figure;
      if (this.grid) {
        this.grid.setGridOption("rowData", this.rows());
        this.place.dataset.drawn = String(figure.rows.length);
      }
    }

    column({ field, title, type, isPinned, isHidden, order: first = null }) {
      const column = {
        initialSort: first,
        field, headerName: title, headerTooltip: title, hide: Boolean(isHidden),
        pinned: isPinned ? "left" : null, width: 124,
      };
      const statuses = this.figure.statuses;
      const order = (code) => (code ? statuses[code].order : -1); /* heads of groups have none */
      const kinds = {
        link: () => ({
          width: 84,
          cellRenderer: ({ data, value }) => element("a", { href: data.href, textContent: value }),
        }),
        text: () => ({ comparator: (one, other) => (one || "").localeCompare(other || "", document.documentElement.lang) }),
        status: () => ({
          width: 160,
          valueFormatter: ({ value }) => statuses[value].text,
          filterValueGetter: ({ data }) => statuses[data.status]?.text,
          comparator: (one, other) => order(one) - order(other),
          cellRenderer: ({ value }) => {
            const { sign, text } = statuses[value];
            return element("span", { className: `status status-${value}`, textContent: `${sign} ${text}` });
          },
        }),
        stage: () => ({
          width: 142, minWidth: 142, flex: 1,
          filterValueGetter: ({ data }) => this.figure.stages[data[field]]?.text,
          cellRenderer: (cell) => this.stage(cell),
        }),
        number: () => ({
          width: 120, filter: "agNumberColumnFilter", type: "rightAligned",
          valueFormatter: ({ value }) => (value === null ? "–" : number.format(value)),
        }),
        kilometres: () => ({
          width: 130, filter: "agNumberColumnFilter", type: "rightAligned",
          valueFormatter: ({ value }) => (value === null ? "–" : kilometres.format(value)),
        }),
        share: () => ({
          width: 108, filter: "agNumberColumnFilter", type: "rightAligned",
          filterValueGetter: ({ data }) => data[field] && 100 * data[field],
          valueFormatter: ({ value }) => (value === null ? "–" : percent.format(value)),
        }),
      };
      return { ...column, ...kinds[type]() };
    }

    stage({ value, data, colDef }) {
      if (value === null) {
        return "–";
      }
      const { text, color } = this.figure.stages[value];
      const late = data[colDef.field.replace("stage_", "late_")];
      const fill = element("span", { className: "stage-fill" });
      fill.style.cssText = `width: ${25 * value}%; background: ${color}`;
      const bar = element("span", { className: "stage-line" }, fill);
      const days = late === null ? "" : bilim.filled(this.figure.words.late, { n: number.format(late) });
      const told = element("span", { className: "stage-words", textContent: late === null ? text : `▲ ${days} ${text}` });
      return element("span", { className: "stage-cell", title: `${text} ${days}` }, bar, told);
    }

    tools(words) {
      const groups = this.figure.columns.filter(({ field }) => ["region_name", "district_name", "status"].includes(field));
      const group = element("select", { className: "form-select form-select-sm" },
        new Option(words.noGroup, ""), ...groups.map(({ field, title }) => new Option(title, field)));
      group.addEventListener("change", () => {
        this.group = group.value;
        this.folded.clear();
        this.grid.setGridOption("rowData", this.rows());
      });
      this.only = element("button", { type: "button", className: "btn btn-sm btn-outline-secondary", textContent: words.only, disabled: true });
      this.only.addEventListener("click", () =>
        bilim.choose("schools", this.grid.getSelectedNodes().map(({ data }) => data.school).join(",")));
      return element("div", { className: "list-tools" },
        element("label", { className: "control" }, element("span", { textContent: words.group }), group),
        this.choice(words), this.only, this.saver(words));
    }

    saver(words) {
      const save = element("button", { type: "button", className: "btn btn-sm btn-outline-secondary", textContent: words.export });
      save.addEventListener("click", () => this.save());
      return save;
    }

    /* Which columns are shown, and which stay in sight when the list is moved sideways. */
    choice(words) {
      const rows = this.figure.columns.map(({ field, title, isPinned, isHidden }) => {
        const shown = element("input", { type: "checkbox", checked: !isHidden });
        const pinned = element("input", { type: "checkbox", checked: Boolean(isPinned) });
        pinned.setAttribute("aria-label", words.pin.replace("{column}", title));
        pinned.title = words.pin.replace("{column}", title);
        shown.addEventListener("change", () => this.grid.setColumnsVisible([field], shown.checked));
        pinned.addEventListener("change", () => this.grid.setColumnsPinned([field], pinned.checked ? "left" : null));
        return element("li", {}, element("label", {}, shown, ` ${title}`), element("label", { className: "pin" }, pinned, " ⇤"));
      });
      return element("details", { className: "columns-choice" },
        element("summary", { className: "btn btn-sm btn-outline-secondary", textContent: words.columns }), element("ul", {}, ...rows));
    }

    /* The schools and, where they are grouped, a row at the head of each group. */
    rows() {
      const { rows } = this.figure;
      const names = this.group ? new Set(rows.map((row) => row[this.group])) : [];
      return [...[...names].map((name) => ({ group: `${this.group} ${name}`, [this.group]: name })), ...rows];
    }

    /* Groups in the order of their names, or of status; within them the order asked for. */
    inGroups(nodes) {
      if (!this.group) {
        return;
      }
      const { comparator } = this.grid.getColumnDef(this.group);
      const sorted = [...nodes];
      sorted.sort((one, other) =>
        comparator(one.data[this.group], other.data[this.group])
        || Boolean(other.data.group) - Boolean(one.data.group)
        || nodes.indexOf(one) - nodes.indexOf(other));
      sorted.forEach((node, i) => {
        nodes[i] = node;
      });
    }

    headOf({ [this.group]: name }) {
      const schools = this.figure.rows.filter((row) => row[this.group] === name);
      const total = (field) => schools.reduce((sum, row) => sum + row[field], 0);
      const { packages } = this.figure.words;
      const title = this.group === "status" ? this.figure.statuses[name].text : name;
      const head = element("button", { type: "button", className: "group-head" },
        element("strong", { textContent: title }), ` ${number.format(schools.length)} · `,
        bilim.filled(packages, { n: number.format(total("accepted_count")), total: number.format(total("package_count")) }));
      head.setAttribute("aria-expanded", String(!this.folded.has(name)));
      head.addEventListener("click", () => {
        this.folded.delete(name) || this.folded.add(name);
        head.setAttribute("aria-expanded", String(!this.folded.has(name)));
        this.grid.onFilterChanged();
      });
      return head;
    }

    /* A file that a spreadsheet of the reader's language opens; what is folded is in it too. */
    save() {
      const { folded } = this;
      this.folded = new Set();
      this.grid.onFilterChanged();
      const file = new Blob(["\uFEFF", this.written()], { type: "text/csv" });
      this.folded = folded;
      this.grid.onFilterChanged();
      bilim.spreadsheet.save(file, this.figure.words.file);
    }

    written() {
      const { statuses, stages, columns, words } = this.figure;
      const types = new Map(columns.map(({ field, type }) => [field, type]));
      const decimal = (value) => (lang === "en" ? value : String(value).replace(".", ","));
      const told = { status: (value) => statuses[value].text, stage: (value) => stages[value].text, share: decimal, kilometres: decimal };
      const written = columns.filter(({ field, isInFile }) => isInFile || this.grid.getColumn(field).isVisible());
      return this.grid.getDataAsCsv({
        columnKeys: written.map(({ field }) => field),
        columnSeparator: lang === "en" ? "," : ";",
        prependContent: `"${words.about.replaceAll('"', '""')}"\n`,
        shouldRowBeSkipped: ({ node }) => Boolean(node.data.group),
        processCellCallback: ({ value, column }) => {
          const tell = told[types.get(column.getColId())];
          const cell = value === null || value === undefined ? "" : tell ? tell(value) : value;
          return typeof cell === "string" && /^[=+@\t\r-]/.test(cell) ? `'${cell}` : cell; /* No formula. */
        },
      });
    }
  }

  /* Ordinary schools with the innovative one that is nearest to each: thousands, so they come from
     the layer of the map and scroll inside the list. */
  class Nearest extends List {
    async begin() {
      await this.read();
      await super.begin();
    }

    async update(figure) {
      this.figure = figure;
      if (this.grid) {
        await this.read();
        if (this.figure === figure) {
          super.update(figure);
        }
      }
    }

    async read() {
      const { figure } = this;
      const columns = await bilim.everySchool(figure.layer);
      const { lang: words } = document.documentElement;
      figure.rows = columns.code
        .map((school, i) => ({
          school,
          href: figure.passport.replace("CODE", school),
          school_name: columns[`school_${words}`][i],
          district_name: columns[`district_${words}`][i],
          pupils: columns.pupils[i],
          nearest: columns.nearest[i],
          km: columns.km[i],
        }))
        .filter((_, i) => !columns.innovative[i] && !columns.closed[i]
          && (!figure.districts || figure.districts.includes(columns.district[i])));
    }

    manner() {
      return {};
    }

    column(told) {
      const column = super.column(told);
      return { ...column, flex: 1, minWidth: column.width };
    }

    tools(words) {
      return element("div", { className: "list-tools" }, this.saver(words));
    }
  }

  const drawer = (Kind) => (place, figure) => {
    if (lists.has(place)) {
      lists.get(place).update(figure);
    } else {
      lists.set(place, new Kind(place, figure));
    }
  };
  bilim.drawers.list = drawer(List);
  bilim.drawers.nearest = drawer(Nearest);
})();
