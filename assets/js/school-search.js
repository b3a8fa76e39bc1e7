/* The search of a school by name or code, in any of the three languages and forgiving of spelling. */
(function () {
  "use strict";
  const bilim = (window.bilim = window.bilim || {});
  const MOST = 8;
  const LATIN = {
    а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ж: "j", з: "z", и: "i", к: "k", л: "l", м: "m",
    н: "n", ң: "n", о: "o", ө: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ү: "u", ф: "f", х: "h",
    ц: "c", ч: "ch", ш: "sh", щ: "sh", ъ: "", ы: "i", ь: "", э: "e", ю: "iu", я: "ia",
  };
  const SAME = [[/dzh|dj|zh/g, "j"], [/kh|x/g, "h"], [/ts/g, "c"], [/ng/g, "n"], [/y/g, "i"], [/w/g, "v"], [/q/g, "k"]];

  /* The same letters for the same sound: ң is н, ө is о, ү is у, and Cyrillic is Latin. */
  bilim.fold = (text) => {
    const bare = text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
    const latin = bare.replace(/[а-яөүң]/g, (letter) => LATIN[letter] ?? letter);
    return SAME.reduce((folded, [from, to]) => folded.replace(from, to), latin)
      .replace(/([a-z])\1+/g, "$1")
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  };

  /* Schools that hold every word; those whose code or a name begins with them come first. */
  bilim.findSchools = (index, text, most = MOST) => {
    const sought = bilim.fold(text);
    const words = sought.split(" ").filter(Boolean);
    if (!words.length) {
      return [];
    }
    const found = index.filter(({ key }) => words.every((word) => key.includes(word)));
    const rank = ({ names, isInnovative }) =>
      (names.some((name) => name.startsWith(sought)) ? 0 : 2) + (isInnovative ? 0 : 1);
    return found.map((school) => [rank(school), school])
      .sort(([one], [other]) => one - other).slice(0, most).map(([, school]) => school);
  };

  bilim.schoolIndex = (columns) =>
    columns.code.map((code, i) => {
      const names = ["ky", "ru", "en"].flatMap((lang) => [columns[`school_${lang}`][i], columns[`district_${lang}`][i]]);
      const { lang } = document.documentElement;
      const folded = [code, ...names].map(bilim.fold);
      return {
        code,
        name: columns[`school_${lang}`][i],
        district: columns[`district_${lang}`][i],
        isInnovative: columns.innovative[i],
        names: folded,
        key: folded.join(" "),
      };
    });

  const input = document.getElementById("search");
  const list = document.getElementById("found");
  const count = document.getElementById("found-count");
  let index = [];
  let indexed;
  let active = -1;

  /* Another release knows other schools. */
  async function prepare() {
    const columns = await bilim.everySchool();
    if (indexed !== columns) {
      indexed = columns;
      index = bilim.schoolIndex(columns);
    }
    show();
  }

  function show() {
    const schools = bilim.findSchools(index, input.value);
    const isAsked = input.value.trim() !== "" && index.length > 0;
    active = -1;
    list.replaceChildren(...schools.map((school, i) => {
      const entry = document.createElement("li");
      entry.id = `found-${i}`;
      entry.setAttribute("role", "option");
      entry.setAttribute("aria-selected", "false");
      entry.dataset.code = school.code;
      const name = document.createElement("strong");
      name.textContent = school.name;
      entry.append(name, ` ${school.district}`);
      return entry;
    }));
    const said = schools.length ? `${input.dataset.found} ${schools.length}` : input.dataset.nothing;
    count.textContent = isAsked ? said : "";
    if (isAsked && !schools.length) {
      const nothing = document.createElement("li");
      nothing.textContent = input.dataset.nothing;
      nothing.setAttribute("role", "option");
      nothing.setAttribute("aria-disabled", "true");
      nothing.setAttribute("aria-selected", "false");
      list.append(nothing);
    }
    list.hidden = !isAsked;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  function mark(step) {
    const entries = [...list.querySelectorAll("[data-code]")];
    if (!entries.length) {
      return;
    }
    active = (active + step + entries.length) % entries.length;
    entries.forEach((entry, i) => entry.setAttribute("aria-selected", String(i === active)));
    input.setAttribute("aria-activedescendant", entries[active].id);
  }

  function take(entry) {
    if (entry?.dataset.code) {
      input.value = "";
      show();
      bilim.showSchool(entry.dataset.code);
      bilim.choose("school", entry.dataset.code);
    }
  }

  input.addEventListener("focus", prepare);
  input.addEventListener("input", () => prepare());
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) {
        show();
      }
      mark(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !list.hidden) {
      take(list.querySelectorAll("[data-code]")[Math.max(active, 0)]);
    } else if (event.key === "Escape") {
      input.value = "";
      show();
    }
  });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    take(event.target.closest("li"));
  });
  input.addEventListener("blur", () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  });
})();
