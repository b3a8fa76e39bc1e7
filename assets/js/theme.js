/* Light or dark, before anything is seen. */
(function () {
  "use strict";
  const wanted = window.localStorage.getItem("theme");
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.bsTheme = wanted || (dark ? "dark" : "light");
})();
