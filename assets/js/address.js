/* Choices change the address; the server answers the address; the answer changes the page. */
(function () {
  "use strict";
  const bilim = (window.bilim = window.bilim || {});
  /* A choice that makes another one meaningless takes it out of the address. */
  const takesAway = JSON.parse(document.documentElement.dataset.takesAway);
  const line = document.getElementById("connection-lost");
  const page = document.getElementById("page");
  let asking = new AbortController();
  /* The question that the page answers, or is about to. */
  let asked = window.location.search;

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
    return "?" + query.toString().replaceAll("%2C", ",");
  }

  bilim.choose = (name, value) => {
    asked = merged(asked, name, value);
    ask(asked, true).then(() => name === "school" && bilim.showCard());
  };

  /* To change the address takes the browser as long as half of the answer, so charts go first. */
  function remember(search, isNew) {
    if (isNew) {
      window.setTimeout(() => window.history.pushState(null, "", search));
    }
  }

  /* Only the newest question is answered; until it is, the page says that it will change. */
  async function ask(search, isNew) {
    asking.abort();
    asking = new AbortController();
    const question = fetch("/answer" + window.location.pathname + search, {
      signal: asking.signal, cache: "no-store",
    });
    page.setAttribute("aria-busy", "true");
    let answer;
    try {
      const response = await question;
      answer = await response.json();
    } catch (error) {
      if (error.name !== "AbortError") {
        line.hidden = false;
        page.removeAttribute("aria-busy");
        remember(search, isNew);
      }
      return;
    }
    line.hidden = true;
    bilim.fill(answer.slots, answer.controls);
    bilim.linkNumbers();
    bilim.draw(answer.figures);
    bilim.settle();
    page.removeAttribute("aria-busy");
    remember(search, isNew);
  }

  window.addEventListener("popstate", () => {
    asked = window.location.search;
    ask(asked, false);
  });

  document.addEventListener("change", (event) => {
    const choice = event.target.closest("select[data-control]");
    if (choice) {
      bilim.choose(choice.dataset.control, choice.value);
    }
    const number = event.target.closest("input[type=number][data-control]");
    if (number && isSound(number)) {
      bilim.choose(number.dataset.control, number.value);
    }
  });

  /* What was typed stays, with what is wrong with it. */
  function isSound(field) {
    const { valid } = field.validity;
    const error = document.getElementById(field.getAttribute("aria-describedby"));
    error.textContent = valid ? "" : error.dataset.words;
    field.setAttribute("aria-invalid", String(!valid));
    return valid;
  }

  /* A slider is answered while it is moved, once it has rested for a moment. */
  let resting;
  document.addEventListener("input", (event) => {
    const slider = event.target.closest("input[type=range][data-control]");
    if (slider) {
      const value = bilim.tellSlider(slider);
      window.clearTimeout(resting);
      resting = window.setTimeout(() => bilim.choose(slider.dataset.control, value), 120);
    }
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-choose]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    const [name, value] = link.dataset.choose.split("=");
    bilim.choose(name, value);
  });

  function argumentOf(code) {
    if (/^\d{14}$/.test(code)) {
      return "district";
    }
    return code.startsWith("KG-") ? "region" : "school";
  }

  bilim.chooseFromMap = (code) => {
    if (typeof code === "string" && /^[A-Z\d-]+$/.test(code)) {
      bilim.choose(argumentOf(code), code);
    }
  };

  /* A page or a line marked data-retry asks again by itself and reloads when the answer is back:
     a page that is refused or not found would only be refused again. */
  window.setInterval(() => {
    if (!document.querySelector("[data-retry]") && line.hidden) {
      return;
    }
    fetch(window.location.href, { method: "HEAD", cache: "no-store" }).then(
      (response) => {
        if (response.status < 400) {
          window.location.reload();
        } else if (response.status < 500) {
          line.hidden = true;
        }
      },
      () => {
        line.hidden = false;
      }
    );
  }, 4000);
})();
