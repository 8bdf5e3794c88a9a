/* Say that an answer is being worked out, and for how long already; a second press sends nothing. */
(function () {
  "use strict";

  document.querySelectorAll("form[data-busy]").forEach((form) => {
    const said = document.createElement("p");
    const words = document.createElement("span");
    const clock = document.createElement("span");
    let ticking = 0;
    said.className = "busy";
    said.setAttribute("role", "status");
    clock.setAttribute("aria-hidden", "true");
    said.append(words, clock);
    form.append(said);

    function rest() {
      window.clearInterval(ticking);
      ticking = 0;
      form.removeAttribute("aria-busy");
      words.textContent = "";
      clock.textContent = "";
    }

    form.addEventListener("submit", (event) => {
      if (ticking) {
        event.preventDefault();
        return;
      }
      const begun = Date.now();
      form.setAttribute("aria-busy", "true");
      words.textContent = form.dataset.busy;
      ticking = window.setInterval(() => { clock.textContent = " " + Math.round((Date.now() - begun) / 1000) + " s"; }, 1000);
    });
    window.addEventListener("pageshow", rest); /* also when the browser leads back to a page that it has kept */
  });
})();
