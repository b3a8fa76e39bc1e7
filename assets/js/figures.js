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

  function draw(place, figure) {
    if (figure.kind) {
      bilim.drawers[figure.kind](place, figure);
      return;
    }
    const isNew = !place.data;
    const layout = { ...figure.layout, autosize: true };
    window.Plotly.react(place, bilim.hinted(figure.data), layout, CONFIG);
    if (isNew) {
      bilim.listen(place);
      fit.observe(place);
    }
  }

  bilim.draw = (figures) => {
    document.querySelectorAll("[data-figure]").forEach((place) => {
      const figure = figures[place.dataset.figure];
      const words = JSON.stringify(figure);
      if (figure && drawn.get(place) !== words) {
        drawn.set(place, words);
        draw(place, figure);
      }
      if (place.data) {
        bilim.offerPoints(place);
      }
    });
  };

  bilim.draw(JSON.parse(document.getElementById("figures").textContent));
})();
