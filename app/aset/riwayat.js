/* Only what HTML cannot do: keys, focus after a swap, nothing typed lost. Everything works without this file. */
(() => {
  "use strict";
  const find = (selector) => document.querySelector(selector);
  const typing = (t) => /^(INPUT|TEXTAREA|SELECT)$/.test(t.tagName);

  let discard = false;

  document.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey) && e.target.form) {
      e.preventDefault();
      e.target.form.requestSubmit();
    } else if (e.key === "Escape") {
      const account = find(".akun[open]");
      const cancel = find("[data-batal]");
      if (account) {
        account.open = false;
        account.firstElementChild.focus();
      } else if (cancel) {
        e.preventDefault();
        discard = true;
        cancel.click();
        discard = false;
      }
    } else if (e.key === "/" && !e.ctrlKey && !e.metaKey && !e.altKey && !typing(e.target)) {
      const search = find("main input[type=search]") || find(".bilah input[type=search]");
      if (search?.offsetParent) {
        e.preventDefault();
        search.focus();
      }
    }
  });

  /* The open cell: changed since it was drawn, or refused and not saved yet. */
  const edited = (field) => {
    if (/^(hidden|submit)$/.test(field.type)) return false;
    if (/^(checkbox|radio)$/.test(field.type)) return field.checked !== field.defaultChecked;
    if (!field.options) return field.value !== field.defaultValue;
    return field.selectedIndex !== Math.max([...field.options].findIndex((o) => o.defaultSelected), 0);
  };
  const unsaved = () => {
    const form = find("#f-sel");
    return form && (find("[data-gagal]") || [...form.elements].some(edited)) ? form : null;
  };

  /* Opening another cell saves the one that is open, and so does Selesai; a click anywhere in a row opens the row. */
  document.addEventListener("click", (e) => {
    document.querySelectorAll(".akun[open]").forEach((d) => { if (!d.contains(e.target)) d.open = false; });
    const link = e.target.closest("[data-buka], [data-batal=simpan]");
    const form = link && !discard && unsaved();
    if (form) {
      e.preventDefault();
      e.stopPropagation();
      const next = form.elements.lanjut || form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "lanjut" }));
      next.value = link.dataset.buka || "";
      form.requestSubmit();
    } else if (!link && getSelection().isCollapsed) {
      e.target.closest("[data-baris]")?.querySelector(".buka").click();
    }
  }, true);

  let leaving = false;
  addEventListener("beforeunload", (e) => { if (!leaving && unsaved()) e.preventDefault(); });

  /* The chosen event of the riwayat, in the middle of its own list. */
  const reveal = () => {
    const list = find(".kejadian");
    const chosen = list?.querySelector(".kini");
    if (chosen) list.scrollTop += chosen.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
  };

  /* After a swap: the message that needs reading, else the open field, else where one was. */
  let was = find("#lembar")?.dataset.sel;
  document.addEventListener("htmx:after:swap", () => requestAnimationFrame(() => {
    const target = find("[data-fokus]") || find("#sel [autofocus]") || (was && find(`[data-buka="${CSS.escape(was)}"]`)) || (document.activeElement === document.body && find(".garis-waktu .kini a"));
    if (target) target.focus();
    reveal();
    if (find(".bingkai") && matchMedia("(max-width: 1180px)").matches) find(".bingkai").scrollIntoView();
    was = find("#lembar")?.dataset.sel;
    const news = find("[data-kabar]");
    if (news) find("#kabar").textContent = news.dataset.kabar;
  }));
  find("[data-fokus]")?.focus();
  reveal();

  /* A second click while the first is under way would only be answered from the store; spare it. */
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.dataset.terkirim) {
      e.preventDefault();
    } else if (form.method === "post" && !form.hasAttribute("hx-post")) {
      form.dataset.terkirim = "1";
      leaving = true;
    }
  });
  addEventListener("pageshow", () => document.querySelectorAll("[data-terkirim]").forEach((f) => delete f.dataset.terkirim));
})();
