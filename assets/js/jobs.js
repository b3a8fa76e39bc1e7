/* How far work in the background is: asked only while the page shows a job that is running. The bar
   moves with every answer; words change, and are read out, at each tenth and at the end. */
(function () {
  "use strict";
  const EVERY = 2000;
  let tenth = null;

  function show(job, { state, done, parts, words }) {
    const told = job.querySelector("[role=status]");
    if (state !== "running") {
      job.removeAttribute("data-job");
      tenth = null;
      told.textContent = words;
      /* The end is read out before the answer takes its place. */
      window.setTimeout(() => window.dispatchEvent(new PopStateEvent("popstate")), 1000);
      return;
    }
    job.querySelector("progress").max = Math.max(parts, 1);
    job.querySelector("progress").value = done;
    const now = Math.floor((10 * done) / Math.max(parts, 1));
    if (now !== tenth) {
      tenth = now;
      told.textContent = words;
    }
  }

  async function look() {
    const job = document.querySelector("[data-job]");
    if (!job) {
      return;
    }
    try {
      const response = await fetch(job.dataset.job, { cache: "no-store" });
      if (response.ok) {
        show(job, await response.json());
      }
    } catch (error) {
      document.getElementById("connection-lost").hidden = false;
    }
  }

  window.setInterval(look, EVERY);
  document.addEventListener("DOMContentLoaded", look);
})();
