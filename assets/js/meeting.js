/* The meeting: one panel after the other fills the screen, moved by keyboard or clicker. Everything
   that slides need is there before they start: from then on nothing is asked of the server. */
(function () {
  "use strict";
  const bilim = (window.bilim = window.bilim || {});
  const root = document.documentElement;
  const main = document.getElementById("main");
  const words = JSON.parse(main.dataset.words);
  const byId = (name) => document.getElementById(name);
  const SMALLEST = 15;
  const STEP = 0.94;
  let figures = {};
  let drawn = () => {};
  let at = -1;
  let plain = 0;

  const slides = () => [...main.querySelectorAll(".slide")];
  const isRunning = () => at >= 0;
  const openDialog = () => main.querySelector("dialog[open]");
  const chartOf = (slide) => slide.querySelector("[data-figure]");

  function tell(text) {
    byId("told").textContent = text;
  }

  /* A figure for the back of a room: letters, signs, lines and margins grow together. */
  const GROWING = { marker: ["size"], line: ["width"], margin: ["l", "r", "t", "b"] };
  const ANYWHERE = ["standoff", "xshift", "yshift", "ax", "ay"];

  function grows(parent, name) {
    const isLetter = parent.endsWith("font") && name === "size";
    return isLetter || ANYWHERE.includes(name) || (GROWING[parent] || []).includes(name);
  }

  function enlarged(part, by, parent) {
    if (Array.isArray(part)) {
      return part.map((each) => (isPart(each) ? enlarged(each, by, parent) : each));
    }
    const larger = (value) => (typeof value === "number" ? value * by : value);
    return Object.fromEntries(
      Object.entries(part).map(([name, value]) => {
        if (grows(parent, name)) {
          return [name, Array.isArray(value) ? value.map(larger) : larger(value)];
        }
        return [name, isPart(value) ? enlarged(value, by, name) : value];
      })
    );
  }

  function isPart(value) {
    return typeof value === "object" && value !== null;
  }

  /* Letters are as large as the room wants; where a slide does not fit so, smaller ones. */
  function wanted() {
    return Math.min(44, Math.max(SMALLEST, Math.min(window.innerWidth / 46, window.innerHeight / 26)));
  }

  function isOver(slide) {
    const boxes = slide.querySelectorAll(".panel, .panel-body, .scrolled, .tile, .panel h2");
    return [...boxes].some(
      (box) => box.scrollHeight > box.clientHeight + 2 || box.scrollWidth > box.clientWidth + 2
    );
  }

  function fit(slide) {
    const least = Math.max(SMALLEST, wanted() * 0.55);
    let size = wanted();
    root.style.fontSize = `${size}px`;
    while (size * STEP >= least && isOver(slide)) {
      size *= STEP;
      root.style.fontSize = `${size}px`;
    }
    const body = slide.querySelector(".panel-body");
    byId("more").textContent = body.scrollHeight > body.clientHeight + 2 ? words.more : "";
    body.tabIndex = byId("more").textContent ? 0 : -1;
    return size;
  }

  function draw(slide, by) {
    const chart = chartOf(slide);
    if (chart) {
      const name = chart.dataset.figure;
      drawn({ [name]: by === 1 ? figures[name] : enlarged(figures[name], by, "") });
    }
  }

  function show(to) {
    const all = slides();
    at = Math.min(Math.max(to, 0), all.length - 1);
    darken(false);
    const isFocused = document.activeElement.closest(".slide") || document.activeElement === document.body;
    all.forEach((slide, i) => slide.classList.toggle("shown", i === at));
    const slide = all[at];
    const size = fit(slide);
    draw(slide, Math.min(2.4, Math.max(1, size / plain)));
    byId("number").textContent = `${at + 1} / ${all.length}`;
    const title = slide.dataset.title;
    tell(bilim.filled(words.now, { n: at + 1, total: all.length, title }));
    if (isFocused) {
      slide.focus({ preventScroll: true });
    }
  }

  function start(from) {
    if (isRunning()) {
      return;
    }
    plain = parseFloat(getComputedStyle(root).fontSize);
    byId("connection-lost").hidden = true;
    root.classList.add("presenting");
    if (document.fullscreenEnabled) {
      root.requestFullscreen().catch(() => tell(words.window));
    }
    document.activeElement.blur();
    show(from);
  }

  function leave() {
    const slide = slides()[at];
    at = -1;
    darken(false);
    root.classList.remove("presenting");
    root.style.fontSize = "";
    slides().forEach((each) => each.classList.remove("shown"));
    slides().forEach((each) => draw(each, 1));
    tell("");
    if (document.fullscreenElement) {
      document.exitFullscreen();
    }
    slide.querySelector(".show-alone").focus();
  }

  function darken(isDark) {
    byId("dark").hidden = !isDark;
    if (isDark) {
      tell(words.dark);
    }
  }

  function scroll(way) {
    const body = slides()[at].querySelector(".panel-body");
    body.scrollBy(0, way * body.clientHeight * 0.7);
  }

  function toggle(dialog) {
    if (dialog.open) {
      dialog.close();
    } else if (!openDialog()) {
      dialog.showModal();
    }
  }

  const MOVES = {
    ArrowRight: () => show(at + 1),
    PageDown: () => show(at + 1),
    " ": () => show(at + 1),
    ArrowLeft: () => show(at - 1),
    PageUp: () => show(at - 1),
    ArrowDown: () => scroll(1),
    ArrowUp: () => scroll(-1),
    Home: () => show(0),
    End: () => show(slides().length - 1),
    b: () => darken(byId("dark").hidden),
    ".": () => darken(byId("dark").hidden),
    Escape: leave,
  };
  const ALWAYS = {
    n: () => bilim.openNotes(slides()[Math.max(at, 0)]),
    "?": () => toggle(byId("keys")),
  };
  /* Keys of the Kyrgyz and Russian layouts where the Latin letters are. */
  const LATIN = { и: "b", т: "n", а: "f", ю: "." };

  function onKey(event) {
    const isTyped = event.target.closest("input, select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || isTyped || openDialog()) {
      return;
    }
    const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const key = LATIN[pressed] || pressed;
    const isForButton = (key === " " || key === "Enter") && event.target.closest("a, button, summary");
    if (isForButton) {
      return;
    }
    const isBegin = key === "f" || (key === "Enter" && [document.body, main].includes(event.target));
    const act = isRunning() ? MOVES[key] || ALWAYS[key] : isBegin ? () => start(0) : ALWAYS[key];
    if (act) {
      event.preventDefault();
      act();
    }
  }

  function onClick(event) {
    const link = event.target.closest(".slide a[href]");
    if (link) {
      /* A link leads away in a window of its own: the slides stay. */
      event.stopPropagation();
      if (link.getAttribute("href").startsWith("#")) {
        /* What it leads to may be on no slide, and a new address would be asked about anew. */
        event.preventDefault();
      } else {
        link.target = "_blank";
      }
      return;
    }
    const alone = event.target.closest(".show-alone");
    if (alone) {
      start(slides().indexOf(alone.closest(".slide")));
    }
  }

  const BUTTONS = {
    start: () => start(0),
    back: () => show(at - 1),
    next: () => show(at + 1),
    leave,
    "open-notes": ALWAYS.n,
    "bar-notes": ALWAYS.n,
    "bar-keys": ALWAYS["?"],
    dark: () => darken(false),
  };

  function isDrawn(chart) {
    const isMap = figures[chart.dataset.figure].data.some((trace) => trace.type === "choropleth");
    return chart.querySelector(isMap ? ".choroplethlocation" : ".main-svg") !== null;
  }

  /* Says when all charts stand, with the boundaries of their maps, and the letters are there. */
  let watched = 0;
  function watch() {
    const mine = ++watched;
    byId("ready").textContent = words.loading;
    main.dataset.ready = "no";
    const look = () => {
      const charts = [...main.querySelectorAll("[data-figure]")];
      if (mine !== watched) {
        return;
      }
      if (charts.every(isDrawn)) {
        byId("ready").textContent = words.ready;
        main.dataset.ready = "yes";
      } else {
        window.setTimeout(look, 150);
      }
    };
    document.fonts.ready.then(look);
  }

  function connected() {
    byId("offline").hidden = navigator.onLine;
  }

  document.addEventListener("DOMContentLoaded", () => {
    figures = JSON.parse(byId("figures").textContent);
    drawn = bilim.draw;
    bilim.draw = (newest) => {
      figures = newest;
      drawn(newest);
      watch();
    };
    bilim.chooseFromMap = () => {};
    watch();
    connected();
    Object.entries(BUTTONS).forEach(([name, act]) => byId(name).addEventListener("click", act));
  });
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick, true);
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && isRunning() && !openDialog()) {
      leave();
    }
  });
  window.addEventListener("resize", () => isRunning() && show(at));
  window.addEventListener("online", connected);
  window.addEventListener("offline", connected);
  window.addEventListener("beforeunload", (event) => {
    if (!navigator.onLine) {
      event.preventDefault();
    }
  });
})();
