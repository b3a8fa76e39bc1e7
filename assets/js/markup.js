/* Words, lists and small bars of an answer arrive as text and are set where they belong. */
(function () {
  "use strict";

  function set(place) {
    if (place.shown === place.dataset.markup) {
      return;
    }
    const choice = place.contains(document.activeElement) && document.activeElement.dataset.control;
    place.shown = place.dataset.markup;
    place.innerHTML = place.dataset.markup;
    if (choice) {
      place.querySelector(`[data-control="${choice}"]`)?.focus();
    }
  }

  new MutationObserver((changes) => {
    changes.forEach((change) => {
      if (change.type === "attributes") {
        set(change.target);
      }
      change.addedNodes.forEach((node) => {
        if (node.nodeType === Node.ELEMENT_NODE) {
          node.querySelectorAll("[data-markup]").forEach(set);
        }
      });
    });
  }).observe(document.documentElement, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-markup"],
  });
})();
