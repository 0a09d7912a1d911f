/* The question that the form asks every few seconds (templates/components/kehadiran.html): which cell is open here, no
   question while nobody looks, and where the news fell. The answers' parts are swapped by htmx. */
(() => {
  "use strict";
  const open = () => {
    const form = document.querySelector("#f-sel");
    return form ? form.getAttribute("action").split("/penyuntingan/")[1].replaceAll("/", ".") : "";
  };
  const ours = (e) => e.detail.ctx?.sourceElement?.id === "kabar-sop";
  let asked = "";

  document.addEventListener("htmx:config:request", (e) => {
    if (!ours(e)) return;
    if (document.hidden) {
      e.preventDefault();
      return;
    }
    asked = open();
    e.detail.ctx.request.body.set("sel", asked);
  });
  /* A cell was opened or closed while the answer was on its way: it is asked for again in a moment. */
  document.addEventListener("htmx:before:swap", (e) => { if (ours(e) && open() !== asked) e.preventDefault(); });
  document.addEventListener("htmx:after:swap", (e) => {
    if (!ours(e)) return;
    e.stopImmediatePropagation(); /* whoever moves the focus after a swap leaves it alone: this one was nobody's act */
    const { sorot = "", sidik = "" } = document.querySelector("#kabar-sop")?.dataset || {};
    /* What is shown now is what an act on the whole (moving or deleting a step) has seen. */
    if (sidik) {
      document.querySelectorAll("input[name=digest]").forEach((field) => { field.value = sidik; });
      document.querySelectorAll("[data-digest]").forEach((place) => { place.dataset.digest = sidik; });
    }
    for (const place of sorot.split("|").filter(Boolean))
      document.querySelectorAll(place).forEach((cell) => {
        cell.dataset.baru = "";
        setTimeout(() => delete cell.dataset.baru, 8000);
      });
  }, true);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) htmx.trigger("#kabar-sop", "kembali");
  });
})();
