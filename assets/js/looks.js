/* The other look on request, the hatching of areas without data, tables that close again, paper. */
(function () {
  "use strict";
  const root = document.documentElement;

  function drawHatching() {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "hatching");
    svg.setAttribute("aria-hidden", "true");
    svg.innerHTML =
      '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" ' +
      'patternTransform="rotate(45)"><rect width="6" height="6" class="hatch-ground"/>' +
      '<line x1="0" y1="0" x2="0" y2="6" class="hatch-line"/></pattern></defs>';
    document.body.append(svg);
  }

  drawHatching();

  document.addEventListener("click", (event) => {
    if (event.target.closest("#theme")) {
      root.dataset.bsTheme = root.dataset.bsTheme === "dark" ? "light" : "dark";
      window.localStorage.setItem("theme", root.dataset.bsTheme);
    }
    document.querySelectorAll("details.table-behind[open]").forEach((open) => {
      if (!open.contains(event.target)) {
        open.open = false;
      }
    });
  });

  /* Paper is always light; charts are drawn anew in the size that they have on it. */
  function fitCharts(isFixed) {
    document.querySelectorAll(".js-plotly-plot").forEach((chart) => {
      const room = chart.parentElement.getBoundingClientRect();
      const size = isFixed ? { width: room.width, height: room.height } : { width: null, height: null };
      window.Plotly.relayout(chart, { ...size, autosize: !isFixed });
    });
  }

  let theme = root.dataset.bsTheme;
  window.addEventListener("beforeprint", () => {
    theme = root.dataset.bsTheme;
    root.dataset.bsTheme = "light";
    root.classList.add("printing");
    fitCharts(true);
  });
  window.addEventListener("afterprint", () => {
    root.dataset.bsTheme = theme;
    root.classList.remove("printing");
    fitCharts(false);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      return;
    }
    document.querySelectorAll("details.table-behind[open]").forEach((open) => {
      open.open = false;
      open.querySelector("summary").focus();
    });
  });
})();
