/* Decisions and actions of a meeting: kept in this browser, handed over as a workbook of
   commitments, or sent to the import by those who may bring data in. */
(function () {
  "use strict";
  const bilim = (window.bilim = window.bilim || {});
  const PLACE = "bilim-meeting";
  const SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  const lang = document.documentElement.lang;
  const words = JSON.parse(document.getElementById("main").dataset.words);
  const byId = (name) => document.getElementById(name);

  /* Kept: the sign of this browser, the last number of each day, and the notes. Where the browser
     keeps nothing, they live as long as the page. */
  let inHand = null;
  let isKept = true;

  function kept() {
    if (!isKept && inHand) {
      return inHand;
    }
    const fresh = { browser: sign(), numbers: {}, notes: [] };
    try {
      inHand = JSON.parse(window.localStorage.getItem(PLACE)) || inHand || fresh;
    } catch (error) {
      inHand = inHand || fresh;
      lose(error);
    }
    return inHand;
  }

  function keep(all) {
    inHand = all;
    try {
      window.localStorage.setItem(PLACE, JSON.stringify(all));
      isKept = true;
    } catch (error) {
      lose(error);
    }
  }

  function lose(error) {
    isKept = false;
    window.console.info(`notes are not kept: ${error.name}`);
  }

  function sign() {
    const drawn = window.crypto.getRandomValues(new Uint8Array(4));
    return [...drawn].map((each) => SIGNS[each % SIGNS.length]).join("");
  }

  function today() {
    const now = new Date();
    const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
    return parts.map((each) => String(each).padStart(2, "0")).join("-");
  }

  function inWords(day) {
    const [year, month, date] = day.split("-");
    if (lang !== "en") {
      return `${date}.${month}.${year}`;
    }
    const name = new Date(year, month - 1).toLocaleDateString("en-GB", { month: "short" });
    return `${Number(date)} ${name} ${year}`;
  }

  function tell(text) {
    byId("note-told").textContent = isKept ? text : `${text} ${words.unkept}`.trim();
  }

  /* What the import door takes: one line, no letter after a question mark, nothing in front that
     a spreadsheet would calculate. */
  function tidy(text) {
    const line = text.replace(/\s+/g, " ").replace(/^[=+\-@ ]+/, "").trim();
    return line.replace(/\?(?=\p{L})/gu, "? ");
  }

  function noted(form) {
    const { kind, text, slide, owner, due, indicator } = form.elements;
    const all = kept();
    const day = today();
    const number = (all.numbers[day] || 0) + 1;
    const isDone = kind.value === "decision";
    const note = {
      code: `MT-${day.replaceAll("-", "")}-${all.browser}-${number}`,
      kind: kind.value,
      text: tidy(text.value),
      due_on: isDone ? day : due.value,
      done_on: isDone ? day : "",
      owner: owner.value,
      ownerName: owner.selectedOptions[0].textContent,
      indicator: indicator.value,
      evidence: bilim.filled(words.evidence, { day: inWords(day), slide: slide.value }),
    };
    keep({ ...all, numbers: { ...all.numbers, [day]: number }, notes: [...all.notes, note] });
    return note;
  }

  function item(note) {
    const line = document.createElement("li");
    const text = document.createElement("strong");
    text.textContent = note.text;
    const facts = document.createElement("span");
    const due = note.done_on ? inWords(note.done_on) : bilim.filled(words.due, { day: inWords(note.due_on) });
    facts.textContent = [words[note.kind], note.ownerName, due, note.indicator, note.evidence, note.code]
      .filter(Boolean)
      .join(" · ");
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "btn btn-sm btn-outline-secondary";
    remove.textContent = words.remove;
    remove.dataset.note = note.code;
    remove.setAttribute("aria-label", bilim.filled(words.removeNote, { text: note.text }));
    line.append(text, facts, remove);
    return line;
  }

  function list() {
    const { notes } = kept();
    byId("note-list").replaceChildren(...notes.map(item));
    byId("hand-over").disabled = notes.length === 0;
    document.querySelectorAll("#send-notes button").forEach((button) => {
      button.disabled = notes.length === 0;
    });
    byId("open-notes").dataset.count = notes.length || "";
    byId("bar-notes").dataset.count = notes.length || "";
  }

  function workbook(notes) {
    const headings = JSON.parse(byId("note-list").dataset.sheet);
    const rows = notes.map((note) => {
      const named = { name_ky: note.text, name_ru: note.text, name_en: note.text };
      const row = { ...note, ...named, kind: note.kind === "decision" ? "decision" : "meeting" };
      return Object.keys(headings).map((field) => row[field]);
    });
    return bilim.spreadsheet.file([Object.values(headings), ...rows]);
  }

  const FILE = "commitments";

  function handOver() {
    const { notes } = kept();
    bilim.spreadsheet.save(workbook(notes), FILE);
    tell(bilim.filled(words.handed, { n: notes.length }));
  }

  /* The answer is the page of what was brought; without one, the notes stay as they are. */
  async function send(form) {
    const body = new FormData(form);
    body.append("files", workbook(kept().notes), `${FILE}.csv`);
    const button = form.querySelector("button");
    button.disabled = true;
    tell(words.sending);
    try {
      const answer = await window.fetch(form.action, { method: "POST", body });
      const { pathname } = new URL(answer.url);
      if (answer.ok && pathname.startsWith("/data/")) {
        window.location.assign(answer.url);
        return;
      }
      tell(pathname.startsWith("/sign-in") ? words.late : words.refused);
    } catch (error) {
      tell(words.unsent);
    }
    button.disabled = false;
  }

  function isActionChosen(form) {
    const isAction = form.elements.kind.value === "action";
    form.elements.due.required = isAction;
    form.elements.due.closest(".field").hidden = !isAction;
  }

  function chooseSlide(form, slide) {
    const shown = [...document.querySelectorAll(".slide")];
    const titles = shown.map((each) => new Option(each.dataset.title));
    form.elements.slide.replaceChildren(...titles);
    form.elements.slide.selectedIndex = shown.indexOf(slide);
    form.elements.indicator.value = slide.dataset.indicator;
  }

  bilim.openNotes = (slide) => {
    const form = byId("note");
    chooseSlide(form, slide);
    isActionChosen(form);
    list();
    tell(kept().notes.length ? "" : words.none);
    byId("notes").showModal();
    form.elements.text.focus();
  };

  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (!form || form.id !== "note") {
      return;
    }
    isActionChosen(form);
    if (event.target.name === "slide") {
      const slide = document.querySelectorAll(".slide")[event.target.selectedIndex];
      form.elements.indicator.value = slide.dataset.indicator;
    }
  });

  document.addEventListener("submit", (event) => {
    if (event.target.id === "send-notes") {
      event.preventDefault();
      send(event.target);
    }
    if (event.target.id === "note") {
      event.preventDefault();
      if (!tidy(event.target.elements.text.value)) {
        event.target.elements.text.value = "";
        event.target.reportValidity();
        return;
      }
      const note = noted(event.target);
      event.target.elements.text.value = "";
      list();
      tell(bilim.filled(words.noted, { code: note.code }));
      event.target.elements.text.focus();
    }
  });

  document.addEventListener("click", (event) => {
    const code = event.target.dataset && event.target.dataset.note;
    if (code) {
      const all = kept();
      keep({ ...all, notes: all.notes.filter((note) => note.code !== code) });
      list();
      tell(bilim.filled(words.removed, { code }));
      byId("note").elements.text.focus();
    }
    if (event.target.id === "hand-over") {
      handOver();
    }
  });

  document.addEventListener("DOMContentLoaded", list);
})();
