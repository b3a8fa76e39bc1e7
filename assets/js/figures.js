/* Charts are drawn from the figures that came with the page, and updated where they stand. */
(function () {
  "use strict";
  const bilim = (window.bilim = window.bilim || {});
  const CONFIG = { displayModeBar: false, doubleClick: "reset", responsive: false };

  const fit = new ResizeObserver((changes) => {
    changes.forEach(({ target }) => {
      const drawn = target._fullLayout;
      const isFitting = drawn.width === target.offsetWidth && drawn.height === target.offsetHeight;
      if (target.offsetWidth && !isFitting && !document.documentElement.classList.contains("printing")) {
        window.Plotly.Plots.resize(target);
      }
    });
  });

  bilim.draw = (figures) => {
    document.querySelectorAll("[data-figure]").forEach((place) => {
      const figure = figures[place.dataset.figure];
      if (!figure) {
        return;
      }
      const isNew = !place.data;
      window.Plotly.react(place, figure.data, { ...figure.layout, autosize: true }, CONFIG);
      if (isNew) {
        place.on("plotly_click", (event) => bilim.chooseFromMap(event.points[0].customdata));
        fit.observe(place);
      }
    });
  };

  bilim.draw(JSON.parse(document.getElementById("figures").textContent));
})();
