/* Only what HTML cannot do: keys, focus after a swap, nothing typed lost. Everything works without this file. */
(() => {
  "use strict";
  const find = (selector) => document.querySelector(selector);
  const typing = (t) => /^(INPUT|TEXTAREA|SELECT)$/.test(t.tagName);

  document.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey) && e.target.form) {
      e.preventDefault();
      e.target.form.requestSubmit();
    } else if (e.key === "Escape") {
      const account = find(".akun[open]");
      if (account) {
        account.open = false;
        account.firstElementChild.focus();
      }
    } else if (e.key === "/" && !e.ctrlKey && !e.metaKey && !e.altKey && !typing(e.target)) {
      const search = find("main input[type=search]") || find(".bilah input[type=search]");
      if (search?.offsetParent) {
        e.preventDefault();
        search.focus();
      }
    }
  });

  document.addEventListener("click", (e) => {
    document.querySelectorAll(".akun[open]").forEach((d) => { if (!d.contains(e.target)) d.open = false; });
  }, true);

  /* After a swap: the message that needs reading, else the open field. The form has more to say (sunting.js). */
  document.addEventListener("htmx:after:swap", () => requestAnimationFrame(() => {
    const target = find("[data-fokus]") || find("#sel [autofocus]");
    if (target && !find("#lembar")) target.focus();
    const news = find("[data-kabar]");
    if (news && find("#kabar").textContent !== news.dataset.kabar) find("#kabar").textContent = news.dataset.kabar;
  }));
  find("[data-fokus]")?.focus();

  /* A second click while the first is under way would only be answered from the store; spare it. */
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.dataset.terkirim) {
      e.preventDefault();
    } else if (form.method === "post" && !form.hasAttribute("hx-post")) {
      form.dataset.terkirim = "1";
    }
  });
  addEventListener("pageshow", () => document.querySelectorAll("[data-terkirim]").forEach((f) => delete f.dataset.terkirim));
})();
