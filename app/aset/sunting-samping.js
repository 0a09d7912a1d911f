/* Beside the cells of the form: advice while a time is typed, and the panels of the pages that stand next to it. */
(() => {
  "use strict";
  const find = (selector, within = document) => within.querySelector(selector);

  /* ---- A time that cannot be measured is said while it is typed; what can be written instead is one click away. */
  const UNITS = /^\d{1,6}([.,]\d{1,3})?(\s*(-|–|s\.d\.|sampai)\s*\d{1,6}([.,]\d{1,3})?)?\s*(menit|jam|hari kerja|hari|minggu|bulan|tahun)?$/i;
  document.addEventListener("input", (e) => {
    if (e.target.name !== "lama") return;
    const text = e.target.value.trim();
    const vague = text.length > 2 && !/^\d/.test(text) || /^\d/.test(text) && /[a-z]{6,}/i.test(text) && !UNITS.test(text);
    const advice = find("#saran-waktu");
    advice.hidden = !vague;
    if (vague) find("span", advice).textContent = `Waktu “${text}” belum terukur. Tulis angka dan satuan. Pakai:`;
    const unit = UNITS.exec(text)?.[5]?.toLowerCase().replace(" ", "_");
    if (unit) find("#s-satuan").value = unit;
    find("#s-satuan").tabIndex = unit ? -1 : 0;
  });
  document.addEventListener("click", (e) => {
    const button = e.target.closest("#saran-waktu button");
    if (!button) return;
    e.preventDefault();
    const [value, unit] = button.value.split(" ");
    [find("#s-lama").value, find("#s-satuan").value] = [value, unit];
    find("#saran-waktu").hidden = true;
    find("#s-lama").focus();
  });

  /* ---- What stands beside the form: the panel of the page that its tab leads to, fresh after each save. */
  const tabs = () => [...document.querySelectorAll("[data-panel]")];
  const load = (link) => {
    tabs().forEach((t) => t.toggleAttribute("aria-current", t === link));
    if (link) htmx.ajax("GET", link.href, { source: "#panel-isi", target: "#panel-isi", swap: "innerHTML" });
  };
  const current = () => find("[data-panel][aria-current]");
  document.addEventListener("click", (e) => {
    const link = e.target.closest("[data-panel]");
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    load(link);
  });
  document.addEventListener("sop-tersimpan", () => load(current()));
  addEventListener("DOMContentLoaded", () => load(tabs()[0]));
})();
