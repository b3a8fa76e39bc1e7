/* What was typed stays in this tab until it has been sent: whoever has to sign in first, because
   their session ended meanwhile, finds it in the form again. Passwords and files are never kept. */
(function () {
  "use strict";
  const KEY = "typed";
  const NEVER = new Set(["password", "file", "hidden", "submit", "button"]);
  const isSigningIn = window.location.pathname.startsWith("/sign-in");
  const store = window.sessionStorage;

  const path = (form) => new URL(form.action).pathname;
  const fields = (form) => [...form.elements].filter((each) => each.name && !NEVER.has(each.type));
  const isSwitch = (field) => field.type === "checkbox" || field.type === "radio";

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (form.method === "post" && !isSigningIn) {
        const typed = fields(form).map(({ name, value, checked }) => ({ name, value, checked }));
        store.setItem(KEY, JSON.stringify({ path: path(form), typed }));
      }
    },
    true
  );

  function fill({ path: sentTo, typed }) {
    const form = [...document.forms].find((each) => path(each) === sentTo);
    if (!form) {
      return;
    }
    const places = fields(form);
    typed.forEach(({ name, value, checked }, i) => {
      if (places[i]?.name !== name) {
        return;
      }
      if (isSwitch(places[i])) {
        places[i].checked = checked;
      } else {
        places[i].value = value;
      }
    });
    for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    places[0]?.focus();
  }

  const kept = JSON.parse(store.getItem(KEY));
  if (kept && isSigningIn) {
    store.setItem(KEY, JSON.stringify({ ...kept, hasSignedIn: true }));
  } else if (kept) {
    store.removeItem(KEY);
    if (kept.hasSignedIn) {
      fill(kept);
    }
  }
})();
