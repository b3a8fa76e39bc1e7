/* Words, lists and small bars of an answer arrive as text and are set where they belong. What a
   reader had opened stays open, and the keyboard stays where it was, or where its choice led. */
(function () {
  "use strict";
  const bilim = (window.bilim = window.bilim || {});
  const CHOICES = "[data-control], [data-choose], summary";
  const shown = new Map();
  let isLost = false;

  function set(slot, html) {
    if (shown.get(slot) === html) {
      return;
    }
    shown.set(slot, html);
    const wasOpen = slot.querySelector("details[open]") !== null;
    const folds = [...slot.querySelectorAll("details[id]")].map((each) => [each.id, each.open]);
    const active = slot.contains(document.activeElement) ? document.activeElement : null;
    const kept = active && active.closest(CHOICES);
    slot.innerHTML = html;
    const details = slot.querySelector("details");
    if (wasOpen && details) {
      details.open = true;
    }
    folds.forEach(([id, isOpen]) => {
      const fold = slot.querySelector(`details[id="${id}"]`);
      if (fold) {
        fold.open = isOpen;
      }
    });
    if (active) {
      const same = [...slot.querySelectorAll(CHOICES)].find((each) => isSame(each, kept));
      (same || details?.querySelector("summary") || slot).focus();
      isLost = document.activeElement === document.body;
    }
  }

  function isSame(one, other) {
    return (
      other !== null &&
      one.tagName === other.tagName &&
      one.id === other.id &&
      (one.id !== "" ||
        (one.dataset.control === other.dataset.control &&
          one.dataset.choose === other.dataset.choose))
    );
  }

  /* Entries that wrapped into the column that is cut off are out of reach of the keyboard too. */
  function hideWhatFindsNoRoom(slot) {
    slot.querySelectorAll(".matters").forEach((list) => {
      const entries = [...list.querySelectorAll(":scope > li")];
      const hidden = entries.map((entry) => entry.offsetLeft > list.offsetLeft + 4);
      entries.forEach((entry, i) => {
        if (entry.inert !== hidden[i]) {
          entry.inert = hidden[i];
        }
      });
    });
  }

  /* Words from the server with their places, such as {n}, filled. */
  bilim.filled = (words, places) => words.replace(/\{(\w+)\}/g, (_, name) => places[name]);

  /* A slider says in words where it stands; return the choice it stands for. */
  bilim.tellSlider = (slider) => {
    const [value, words] = JSON.parse(slider.dataset.options)[slider.value];
    slider.nextElementSibling.value = words;
    slider.setAttribute("aria-valuetext", words);
    return value;
  };

  /* Where the next choice of a select element goes: under its heading, if it has one. */
  function under(select, heading) {
    if (!heading || select.lastElementChild?.label === heading) {
      return heading ? select.lastElementChild : select;
    }
    const group = document.createElement("optgroup");
    group.label = heading;
    select.append(group);
    return group;
  }

  /* Choices of a select element stay where they stand unless there are others now. */
  function offer(select, control) {
    if (control.is_slider) {
      const options = [...control.options].reverse();
      select.dataset.options = JSON.stringify(options);
      select.max = options.length - 1;
      select.value = options.findIndex(([value]) => value === control.value);
      bilim.tellSlider(select);
      return;
    }
    if (control.bounds) {
      if (select.validity.valid) {
        select.value = control.value;
      }
      return;
    }
    const words = JSON.stringify(control.options);
    if (shown.get(select) !== words) {
      shown.set(select, words);
      select.replaceChildren();
      control.options.forEach(([value, label]) => {
        under(select, control.headings[value]).append(new Option(label, value));
      });
    }
    select.value = control.value;
  }

  bilim.fill = (slots, controls) => {
    document.querySelectorAll("[data-slot]").forEach((slot) => {
      if (slot.dataset.slot in slots) {
        set(slot, slots[slot.dataset.slot]);
      }
    });
    document.querySelectorAll(".controls [data-control]").forEach((select) => {
      if (select.dataset.control in controls) {
        offer(select, controls[select.dataset.control]);
      }
    });
  };

  /* What can only be seen once the page is laid out anew. */
  bilim.settle = () => {
    document.querySelectorAll("[data-slot]").forEach(hideWhatFindsNoRoom);
    /* The list that held the choice is gone: go where the choice led, or to the figures. */
    const active = document.activeElement;
    if (isLost || (active && active !== document.body && active.offsetParent === null)) {
      isLost = false;
      (document.querySelector(".panel-school .close") || document.getElementById("main")).focus();
    }
  };

  /* What was asked about a school stands in sight, wherever it was asked; the keyboard stays. */
  bilim.showCard = () => document.querySelector(".panel-school")?.scrollIntoView({ block: "nearest" });

  const sizes = new ResizeObserver((changes) => {
    changes.forEach((change) => hideWhatFindsNoRoom(change.target));
  });
  document.querySelectorAll("[data-slot]").forEach((slot) => sizes.observe(slot));
})();
