/* Another school or another area is another path. It is answered where the page stands, so that the
   keyboard stays on the choice. On paper the whole page is one sheet, where a source is told once:
   its letters get smaller until it is. */
(function () {
  "use strict";
  const LARGEST = 10;
  const SMALLEST = 6;

  document.addEventListener(
    "change",
    (event) => {
      const choice = event.target.closest(":is(.control-school, .control-area) select");
      if (!choice) {
        return;
      }
      event.stopPropagation();
      const folder = window.location.pathname.replace(/[^/]*$/, "");
      const query = new URLSearchParams(window.location.search);
      query.set("lang", document.documentElement.lang);
      window.history.pushState(null, "", `${folder}${choice.value}?${query}`);
      window.dispatchEvent(new PopStateEvent("popstate"));
    },
    true
  );

  function tellSourcesOnce() {
    const told = new Set();
    document.querySelectorAll(".source > span").forEach((line) => {
      line.classList.toggle("is-repeated", told.has(line.textContent));
      told.add(line.textContent);
    });
  }

  function fit() {
    tellSourcesOnce();
    const root = document.documentElement;
    const sheet = document.getElementById("page");
    let size = LARGEST;
    do {
      root.style.fontSize = `${size}px`;
      size -= 0.2;
    } while (size >= SMALLEST && sheet.scrollHeight > sheet.clientHeight + 1);
  }

  /* The rules of paper come with the class that assets/js/looks.js sets: first of all. */
  document.addEventListener("DOMContentLoaded", () => {
    window.addEventListener("beforeprint", fit);
    window.addEventListener("afterprint", () => {
      document.documentElement.style.fontSize = "";
    });
  });
})();
