/* The search of a school by name or code, in any of the three languages and forgiving of spelling. */
(function () {
  "use strict";
  const bilim = (window.bilim = window.bilim || {});
  const MOST = 11; /* So that a code with its last digit open, such as IS-1, shows all it can mean. */
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
      .replace(/\b([a-z])\1+\b|([a-z])\2+/g, (same, whole, letter) => whole ? same : letter)
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  };

  /* A code however it is written: IS-07, is7 and ИС 007 are the same. */
  const code = (folded) => folded.replace(/ /g, "").replace(/^([a-z]{2})0+(?=\d)/, "$1");

  /* Letters that are too many, missing, other or in each other's place, between a word and the
     nearest beginning of another one; `most` + 1 where there are more. */
  function distance(word, other, most) {
    let before = [];
    let row = Array.from({ length: other.length + 1 }, (_, j) => j);
    for (let i = 1; i <= word.length; i += 1) {
      const now = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const isSame = word[i - 1] === other[j - 1];
        now[j] = Math.min(row[j] + 1, now[j - 1] + 1, row[j - 1] + (isSame ? 0 : 1));
        if (i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1]) {
          now[j] = Math.min(now[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...now) > most) {
        return most + 1;
      }
      [before, row] = [row, now];
    }
    return Math.min(...row);
  }

  /* Slips that are forgiven: none in numbers and short words, for they would mean other ones. */
  const forgiven = (word) => (/\d/.test(word) || word.length < 4 ? 0 : word.length < 6 ? 1 : 2);

  /* What is meant by a word that no school has: those that begin nearly alike, with their slips. */
  function meant(index, word) {
    const most = forgiven(word);
    const found = new Map();
    for (const other of index.words) {
      const slips = distance(word, other.slice(0, word.length + most), most);
      if (slips <= most) {
        found.set(other, slips);
      }
    }
    return found;
  }

  /* The school whose code was asked for, and those whose longer codes begin so: after IS-1 a reader
     may type on, after IS-01 not. Or else those that hold every word: first those whose code or a
     name begins with it, innovative ones before others. Where there are none, slips are forgiven. */
  bilim.findSchools = (index, text, most = MOST) => {
    const sought = bilim.fold(text);
    const words = sought.split(" ").filter(Boolean);
    if (!words.length) {
      return [];
    }
    const asked = code(sought);
    const isCode = /^[a-z]{2}\d+$/.test(asked);
    const named = isCode && index.schools.find(({ short }) => short === asked);
    if (named) {
      const isWhole = sought.replace(/ /g, "") !== asked;
      const longer = index.schools.filter((each) => each !== named && each.short.startsWith(asked));
      return [named, ...(isWhole ? [] : longer)].slice(0, most);
    }
    const holds = (school) => (isCode && school.short.startsWith(asked)) || words.every((word) => school.key.includes(word));
    const place = ({ short, names, isInnovative }) => {
      if (isCode && short.startsWith(asked)) {
        return -1;
      }
      return (names.some((name) => name.startsWith(sought)) ? 0 : 2) + (isInnovative ? 0 : 1);
    };
    let ranked = index.schools.filter(holds).map((school) => [place(school), school]);
    if (!ranked.length) {
      const known = words.map((word) => (forgiven(word) && !index.text.includes(word) ? meant(index, word) : null));
      const slips = (school) => words.reduce((sum, word, i) => sum + (known[i] === null
        ? (school.key.includes(word) ? 0 : Infinity)
        : Math.min(...school.words.map((each) => known[i].get(each) ?? Infinity))), 0);
      ranked = index.schools.map((school) => [2 * slips(school) + (school.isInnovative ? 0 : 1), school])
        .filter(([rank]) => rank < Infinity);
    }
    return ranked.sort(([one], [other]) => one - other).slice(0, most).map(([, school]) => school);
  };

  bilim.schoolIndex = (columns) => {
    const { lang } = document.documentElement;
    const schools = columns.code.map((each, i) => {
      const names = ["ky", "ru", "en"].flatMap((lang_) => [columns[`school_${lang_}`][i], columns[`district_${lang_}`][i]]);
      const folded = [each, ...names].map(bilim.fold);
      const key = folded.join(" ");
      return {
        code: each,
        short: code(folded[0]),
        name: columns[`school_${lang}`][i],
        district: columns[`district_${lang}`][i],
        isInnovative: columns.innovative[i],
        isClosed: columns.closed[i],
        names: folded,
        words: [...new Set(key.split(" "))],
        key,
      };
    });
    const words = [...new Set(schools.flatMap((school) => school.words))].filter((word) => !/\d/.test(word));
    return { schools, words, text: words.join(" ") };
  };

  const input = document.getElementById("search");
  const list = document.getElementById("found");
  const count = document.getElementById("found-count");
  let index = { schools: [], words: [], text: "" };
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
    const isAsked = input.value.trim() !== "" && index.schools.length > 0;
    active = -1;
    list.replaceChildren(...schools.map((school, i) => {
      const entry = document.createElement("li");
      entry.id = `found-${i}`;
      entry.setAttribute("role", "option");
      entry.setAttribute("aria-selected", "false");
      entry.dataset.code = school.code;
      const name = document.createElement("strong");
      name.textContent = school.name;
      entry.append(name, ` ${school.district}`, school.isClosed ? ` · ${input.dataset.closed}` : "");
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
