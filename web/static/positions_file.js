/* Read a file of live positions into the field beside it; the file itself is sent nowhere. */
(function () {
  "use strict";

  document.querySelectorAll("[data-file-for]").forEach((label) => {
    const input = label.querySelector("input[type=file]");
    const field = document.getElementById(label.dataset.fileFor);
    label.hidden = false;
    input.addEventListener("change", () => {
      if (input.files.length) {
        input.files[0].text().then((text) => { field.value = text; });
      }
    });
  });
})();
