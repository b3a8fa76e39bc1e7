/* What the bench asks of a page: when was everything drawn, and how long did a change take? */
(() => {
  const QUIET = 250;
  const PATIENCE = 20000;

  /* Milliseconds from the start of the navigation to the frame in which all shapes stand. */
  window.untilDrawn = (shapes) =>
    new Promise((resolve) => {
      const look = () => {
        const isDrawn = Object.entries(shapes).every(
          ([selector, count]) => document.querySelectorAll(selector).length >= count
        );
        requestAnimationFrame(isDrawn ? () => resolve(performance.now()) : look);
      };
      look();
    });

  /* Milliseconds from a change to the frame after the last thing that it moved: a chart has been
     drawn again, and nothing in the page changes any more. */
  window.untilSettled = (change) =>
    new Promise((resolve, reject) => {
      const begun = performance.now();
      let isDrawn = false;
      let last = begun;
      let isFrameAwaited = false;
      const note = () => {
        if (!isFrameAwaited) {
          isFrameAwaited = true;
          requestAnimationFrame(() => {
            isFrameAwaited = false;
            last = performance.now();
          });
        }
      };
      const moves = new MutationObserver(note);
      moves.observe(document.body, {
        subtree: true, childList: true, attributes: true, characterData: true,
      });
      document.querySelectorAll(".js-plotly-plot").forEach((chart) =>
        chart.once("plotly_afterplot", () => {
          isDrawn = true;
          note();
        })
      );
      const timer = setInterval(() => {
        const now = performance.now();
        const isSettled = isDrawn && !isFrameAwaited && now - last > QUIET;
        if (isSettled || now - begun > PATIENCE) {
          clearInterval(timer);
          moves.disconnect();
          isSettled ? resolve(last - begun) : reject(new Error("the page did not settle"));
        }
      }, 20);
      change();
    });

  window.choose = ([name, value]) =>
    window.untilSettled(() => {
      const select = document.querySelector(`.control-${name} select`);
      select.value = value;
      select.dispatchEvent(new Event("input", { bubbles: true }));
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });

  /* An empty round trip, then the figures given to the standing charts. */
  window.redraw = (figures) =>
    window.untilSettled(async () => {
      await (await fetch("/health", { cache: "no-store" })).text();
      for (const [key, figure] of Object.entries(figures)) {
        const chart = document.querySelector(`[data-figure=${key}]`);
        Plotly.react(chart, figure.data, { ...figure.layout, autosize: true });
      }
    });

  /* Milliseconds that the last answer of the server took on its way, from asking to the last byte. */
  window.lastAnswer = () => {
    const answers = performance
      .getEntriesByType("resource")
      .filter((entry) => entry.name.includes("/answer/"));
    const last = answers[answers.length - 1];
    return last.responseEnd - last.startTime;
  };
})();
