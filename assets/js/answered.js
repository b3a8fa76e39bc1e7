/* The first HTML holds layout and callbacks: hand them to Dash instead of asking the server again,
   and say so in the page when the server cannot be reached. */
(function () {
  "use strict";
  const ready = {
    "_dash-layout": "answered-layout",
    "_dash-dependencies": "answered-dependencies",
  };
  const ask = window.fetch.bind(window);

  function standingAnswer(address) {
    const name = Object.keys(ready).find((each) => address.endsWith(each));
    const element = name && document.getElementById(ready[name]);
    if (!element) {
      return null;
    }
    const text = element.textContent;
    element.remove();
    return new Response(text, { headers: { "Content-Type": "application/json" } });
  }

  function showConnection(isLost) {
    const line = document.getElementById("connection-lost");
    if (line) {
      line.hidden = !isLost;
    }
  }

  window.fetch = function (resource, options) {
    const address = typeof resource === "string" ? resource : resource.url;
    const answer = standingAnswer(address.split("?")[0]);
    if (answer) {
      return Promise.resolve(answer);
    }
    return ask(resource, options).then(
      (response) => {
        showConnection(response.status >= 500);
        return response;
      },
      (error) => {
        showConnection(true);
        throw error;
      }
    );
  };

  /* A page or a line marked data-retry asks again by itself and reloads when the answer is back:
     a page that is refused or not found would only be refused again. */
  window.setInterval(() => {
    const line = document.getElementById("connection-lost");
    if (!document.querySelector("[data-retry]") && (!line || line.hidden)) {
      return;
    }
    ask(window.location.href, { method: "HEAD", cache: "no-store" }).then(
      (response) => {
        if (response.status < 400) {
          window.location.reload();
        } else if (response.status < 500) {
          showConnection(false);
        }
      },
      () => showConnection(true)
    );
  }, 4000);
})();
