/* Words, lists and small bars of an answer arrive as text and are set where they belong. What a
   reader had opened stays open, and the keyboard stays where it was, or where its choice led. */
(function () {
  "use strict";

  const CHOICES = "[data-control], [data-choose], summary";

  function set(place) {
    if (place.shown === place.dataset.markup) {
      return;
    }
    const wasOpen = place.querySelector("details[open]") !== null;
    const active = place.contains(document.activeElement) ? document.activeElement : null;
    const kept = active && active.closest(CHOICES);
    place.shown = place.dataset.markup;
    place.innerHTML = place.dataset.markup;
    const details = place.querySelector("details");
    if (wasOpen && details) {
      details.open = true;
    }
    if (active) {
      const same = [...place.querySelectorAll(CHOICES)].find((each) => isSame(each, kept));
      (same || details?.querySelector("summary") || place).focus();
      lost = document.activeElement === document.body;
    }
    hideWhatFindsNoRoom(place);
  }

  let lost = false;

  function isSame(one, other) {
    return (
      other !== null &&
      one.tagName === other.tagName &&
      one.dataset.control === other.dataset.control &&
      one.dataset.choose === other.dataset.choose
    );
  }

  /* Entries that wrapped into the column that is cut off are out of reach of the keyboard too. */
  function hideWhatFindsNoRoom(place) {
    place.querySelectorAll(".matters").forEach((list) => {
      list.querySelectorAll(":scope > li").forEach((entry) => {
        entry.inert = entry.offsetLeft > list.offsetLeft + 4;
      });
    });
  }

  const sizes = new ResizeObserver((changes) => {
    changes.forEach((change) => hideWhatFindsNoRoom(change.target));
  });

  new MutationObserver((changes) => {
    changes.forEach((change) => {
      if (change.type === "attributes") {
        set(change.target);
      }
      change.addedNodes.forEach((node) => {
        if (node.nodeType === Node.ELEMENT_NODE) {
          node.querySelectorAll("[data-markup]").forEach((place) => {
            set(place);
            sizes.observe(place);
          });
        }
      });
    });
    /* The list that held the choice is gone: go where the choice led, or to the figures. */
    const active = document.activeElement;
    if (lost || (active && active !== document.body && active.offsetParent === null)) {
      lost = false;
      (document.querySelector(".panel-school .close") || document.getElementById("main")).focus();
    }
  }).observe(document.documentElement, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-markup"],
  });
})();
