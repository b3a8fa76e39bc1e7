/* Shows how far files have been sent; without this script the form works all the same. */
(function () {
  "use strict";

  document.addEventListener("submit", function (event) {
    const form = event.target.closest("form[data-upload]");
    if (!form) return;
    event.preventDefault();
    send(form);
  });

  /* Files that were chosen stay chosen, whatever else has to be mended. */
  function keepChosen(main, files) {
    const field = main.querySelector("form[data-upload] [type=file]");
    if (field) field.files = files;
  }

  function send(form) {
    const bar = form.querySelector("progress");
    const words = form.querySelector(".intake-words");
    const button = form.querySelector("button");
    const files = [...form.querySelector("[type=file]").files];
    if (files.reduce((sum, file) => sum + file.size, 0) > Number(form.dataset.upload)) {
      words.textContent = words.dataset.large;
      return;
    }
    const request = new XMLHttpRequest();
    button.disabled = true;
    bar.hidden = false;
    words.textContent = words.dataset.sending;
    request.upload.addEventListener("progress", function (sent) {
      if (sent.lengthComputable) bar.value = sent.loaded / sent.total;
    });
    request.upload.addEventListener("load", function () {
      bar.removeAttribute("value");
      words.textContent = words.dataset.checking;
    });
    request.addEventListener("load", function () {
      if (request.status === 200) {
        location.assign(request.responseURL);
        return;
      }
      const answer = new DOMParser().parseFromString(request.responseText, "text/html");
      const main = answer.getElementById("main");
      const { files } = form.querySelector("[type=file]");
      document.getElementById("main").replaceWith(main);
      keepChosen(main, files);
      (main.querySelector("[aria-invalid]") || main).focus();
    });
    request.addEventListener("error", function () {
      bar.hidden = true;
      button.disabled = false;
      words.textContent = words.dataset.lost;
    });
    request.open("POST", form.action);
    request.send(new FormData(form));
  }
})();
