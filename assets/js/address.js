/* Choices change the address; the address is answered by the server. */
(function () {
  "use strict";
  /* A choice that makes another one meaningless takes it out of the address. */
  const takesAway = {
    region: ["district", "school"],
    district: ["region", "school"],
    as_of: ["period", "school"],
  };

  function merged(search, name, value) {
    const query = new URLSearchParams(search);
    if (value !== "all") {
      query.set(name, value);
    } else {
      query.delete(name);
    }
    (takesAway[name] || []).forEach((other) => query.delete(other));
    if (!query.has("lang")) {
      query.set("lang", document.documentElement.lang);
    }
    return "?" + query.toString();
  }

  function ask(search) {
    window.dash_clientside.set_props("address", { search: search });
  }

  document.addEventListener("change", (event) => {
    const choice = event.target.closest('select[data-control], select[id*="control"]');
    if (choice) {
      const name = choice.dataset.control || JSON.parse(choice.id).control;
      ask(merged(window.location.search, name, choice.value));
    }
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-choose]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    const [name, value] = link.dataset.choose.split("=");
    ask(merged(window.location.search, name, value));
  });

  function argumentOf(code) {
    if (/^\d{14}$/.test(code)) {
      return "district";
    }
    return code.startsWith("KG-") ? "region" : "school";
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    address: {
      merge: function (clicks) {
        const context = window.dash_clientside.callback_context;
        const triggered = context.triggered[0];
        const point = triggered && triggered.value && triggered.value.points[0];
        if (!point || typeof point.customdata !== "string" || !/^[A-Z\d-]+$/.test(point.customdata)) {
          return window.dash_clientside.no_update;
        }
        return merged(window.location.search, argumentOf(point.customdata), point.customdata);
      },
    },
  });
})();
