/* Charts are drawn from the figures that came with the page, and updated where they stand; one
   whose figure did not change is left alone. */
(function () {
  "use strict";
  const bilim = (window.bilim = window.bilim || {});
  const drawn = new WeakMap();
  const CONFIG = { displayModeBar: false, doubleClick: "reset", responsive: false };

  const fit = new ResizeObserver((changes) => {
    changes.forEach(({ target }) => {
      const { width, height } = target._fullLayout;
      const isFitting = width === target.offsetWidth && height === target.offsetHeight;
      if (target.offsetWidth && !isFitting && !document.documentElement.classList.contains("printing")) {
        window.Plotly.Plots.resize(target);
      }
    });
  });

  bilim.draw = (figures) => {
    document.querySelectorAll("[data-figure]").forEach((place) => {
      const figure = figures[place.dataset.figure];
      const words = JSON.stringify(figure);
      if (!figure || drawn.get(place) === words) {
        return;
      }
      drawn.set(place, words);
      if (figure.kind) {
        bilim.drawers[figure.kind](place, figure);
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
