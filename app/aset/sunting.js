/* The form as an editing surface: which cell is open, keys, dragging, what stands beside it. Without this file every
   cell is a link and every form a form. */
(() => {
  "use strict";
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const state = () => find("#keadaan")?.dataset || {};
  const typing = (t) => /^(INPUT|TEXTAREA|SELECT)$/.test(t.tagName);
  const form = () => find("#f-sel");
  const FIELDS = ["kegiatan", "pelaksana", "kelengkapan", "lama", "output", "keterangan"];

  /* ---- The open cell: changed since it was drawn, or refused and not saved yet. */
  const edited = (field) => {
    if (/^(hidden|submit)$/.test(field.type)) return false;
    if (/^(checkbox|radio)$/.test(field.type)) return field.checked !== field.defaultChecked;
    if (!field.options) return field.value !== field.defaultValue;
    return field.selectedIndex !== Math.max([...field.options].findIndex((o) => o.defaultSelected), 0);
  };
  const unsaved = () => form() && ("gagal" in state() || [...form().elements].some(edited));

  let column = 0;
  const save = (next) => {
    const hidden = form().elements.lanjut || form().appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "lanjut" }));
    if (next !== undefined) hidden.value = next;
    form().requestSubmit();
  };
  const open = (href) => htmx.ajax("GET", href.split("#")[0], { source: "#lembar", target: "#lembar", swap: "outerHTML" });
  const leave = (link, keep) => (keep && unsaved() ? save(link.dataset.buka || "") : open(link.href));

  /* What the server is told that this page shows: it answers with what differs. */
  document.addEventListener("htmx:config:request", (e) => {
    const { action, headers } = e.detail.ctx.request;
    if (!find("#keadaan") || !action.includes("/penyuntingan")) return;
    headers.Sel = state().sel;
    headers.Rangka = state().rangka;
  });

  document.addEventListener("click", (e) => {
    if (e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
    const link = e.target.closest("[data-buka], [data-batal]");
    if (link) {
      e.preventDefault();
      leave(link, !link.matches("[data-batal='']"));
      return;
    }
    const row = getSelection().isCollapsed && !e.target.closest("a, button") && e.target.closest("[data-baris]");
    if (row) {
      column = columnOf(e.target.closest("td"));
      find(".buka", row).click();
    }
  });

  let leaving = false;
  addEventListener("beforeunload", (e) => { if (!leaving && unsaved()) e.preventDefault(); });
  addEventListener("pageshow", () => { leaving = false; });
  document.addEventListener("submit", (e) => { leaving = e.target.method === "post" && !e.target.hasAttribute("hx-post"); });

  /* ---- After a swap: the message that needs reading, else the open field, else the cell where one was. */
  let was = state().sel;
  const columnOf = (cell) => {
    const row = cell?.closest("[data-baris]");
    if (!row) return 0;
    const at = [...row.cells].indexOf(cell);
    return row.cells.length === 6 && at > 1 ? at : Math.max(at - 1, 0);
  };
  const cellOf = (link) => {
    const row = link?.closest("[data-baris]");
    const cell = row && column ? row.cells[row.cells.length === 6 ? column : column + 1] : null;
    return cell || link;
  };
  const focus = (target) => {
    if (!target) return;
    if (target.tagName === "TD") target.tabIndex = -1;
    target.focus();
  };
  let shown = state().sel;
  const settle = () => {
    const now = state().sel;
    const lost = document.activeElement === document.body;
    const alert = find("#lembar [data-fokus]");
    if (alert && "gagal" in state()) focus(alert);
    else if (now && (lost || now !== shown)) {
      const wanted = column && find(`#sel [name="${FIELDS[column]}"]`);
      focus(find("#sel [aria-invalid=true]") || wanted || find("#sel [autofocus]"));
    } else if (!now && lost && was) focus(cellOf(find(`[data-buka="${CSS.escape(was)}"]`)));
    if (!now) column = 0;
    was = now || was;
    shown = now;
    rove();
  };
  document.addEventListener("htmx:after:swap", (e) => {
    if (e.detail.ctx?.target?.id !== "panel-isi") requestAnimationFrame(settle);
  });

  /* ---- A lost connection keeps what was typed, says so at the cell, and tries again. */
  let again = 0;
  const final = (status) => status < 500 && status !== 429;
  const failed = (e) => {
    const source = e.detail.ctx?.sourceElement;
    if (!form() || source !== form() || final(e.detail.ctx.response?.status || 500)) return;
    find("#putus").hidden = false;
    clearTimeout(again);
    again = setTimeout(() => form() && !find("#putus").hidden && form().requestSubmit(), 10000);
  };
  document.addEventListener("htmx:error", failed);
  document.addEventListener("htmx:response:error", failed);

  /* ---- Moving: rows and columns, by keys and by dragging. */
  const move = (url, after) => htmx.ajax("POST", url, {
    source: "#lembar", target: "#lembar", swap: "outerHTML",
    values: { csrf: find("[name=csrf]").value, perintah: crypto.randomUUID(), digest: state().digest, arah: after },
  });
  const base = location.pathname.replace(/\/$/, "");
  const address = (item) => (item.dataset.kolom ? `${base}/pelaksana/${item.dataset.kolom}` : `${base}/langkah/${item.id.slice(2)}`) + "/perpindahan";

  document.addEventListener("pointerdown", (e) => {
    const handle = e.target.closest("[data-pegang]");
    if (!handle || e.button) return;
    e.preventDefault();
    const item = handle.closest("[data-baris], [data-kolom]");
    const kind = item.dataset.kolom ? "[data-kolom]" : "[data-baris]";
    let over = null, below = true;
    const drag = (ev) => {
      if (ev.clientY > innerHeight - 50) scrollBy(0, 16);
      if (ev.clientY < 110) scrollBy(0, -16);
      if (over) delete over.dataset.tujuan;
      over = document.elementFromPoint(ev.clientX, ev.clientY)?.closest(kind);
      if (!over || over === item) { over = null; return; }
      const r = over.getBoundingClientRect();
      below = kind === "[data-kolom]" ? ev.clientX > r.x + r.width / 2 : ev.clientY > r.y + r.height / 2;
      over.dataset.tujuan = below ? "sesudah" : "sebelum";
    };
    const stop = (ev) => {
      removeEventListener("pointermove", drag);
      removeEventListener("pointerup", stop);
      removeEventListener("pointercancel", stop);
      delete item.dataset.diseret;
      if (over) delete over.dataset.tujuan;
      if (!over || ev.type === "pointercancel" || unsaved()) return;
      const order = all(kind);
      const after = below ? over : order[order.indexOf(over) - 1];
      if (after === item) return;
      addEventListener("click", (c) => { c.preventDefault(); c.stopPropagation(); }, { capture: true, once: true });
      setTimeout(() => move(address(item), after ? after.dataset.kolom || after.id.slice(2) : ""));
    };
    item.dataset.diseret = "";
    addEventListener("pointermove", drag);
    addEventListener("pointerup", stop);
    addEventListener("pointercancel", stop);
  });

  /* ---- Keys. Arrows go to the nearest cell in their direction, over all tables of the form. */
  const stops = () => all("#lembar .buka, #lembar .tambah, #lembar [data-baris] > td:not(.no, .e)").filter((s) => s.offsetParent);
  const AHEAD = {
    ArrowRight: (a, b) => [b.left - a.right, b.top - a.top, a.top < b.bottom && b.top < a.bottom],
    ArrowLeft: (a, b) => [a.left - b.right, b.top - a.top, a.top < b.bottom && b.top < a.bottom],
    ArrowDown: (a, b) => [b.top - a.bottom, b.left - a.left, true],
    ArrowUp: (a, b) => [a.top - b.bottom, b.left - a.left, true],
  };
  const nearest = (from, key) => {
    const a = from.getBoundingClientRect();
    let best = null, least = Infinity;
    for (const s of stops()) {
      const [ahead, aside, level] = AHEAD[key](a, s.getBoundingClientRect());
      const far = ahead * 3 + Math.abs(aside);
      if (s !== from && ahead >= -3 && level && far < least) [best, least] = [s, far];
    }
    return best;
  };

  const single = () => localStorage.getItem("pintas") !== "mati";
  const KEYS = {
    n: () => find(".baru .tambah")?.click(),
    p: () => find("#kolom-pelaksana .tambah")?.click(),
    m: () => find("[data-panel][href*='/masukan']")?.click(),
    "?": () => { find("#pintasan").open = true; find("#pintasan summary").focus(); },
  };

  document.addEventListener("keydown", (e) => {
    const row = e.target.closest?.("[data-baris]");
    const bare = !e.ctrlKey && !e.metaKey && !e.altKey;
    let done = true;
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey) && form()) {
      const plain = e.target.form && e.target.form !== form();
      if (plain) done = false;
      else save(form().elements.lanjut ? undefined : "berikut");
    } else if (e.key === "Escape" && form()) {
      open(find("[data-batal]").href);
    } else if (form()?.contains(e.target) || e.target.form === form() && form()) {
      done = inOpenRow(e);
    } else if (e.altKey && row && /^Arrow(Up|Down)$/.test(e.key)) {
      [was, column] = [`langkah.${row.id.slice(2)}`, columnOf(e.target.closest("td"))];
      move(address(row), e.key === "ArrowUp" ? "naik" : "turun");
    } else if (e.key.toLowerCase() === "z" && (e.ctrlKey || e.metaKey) && !typing(e.target)) {
      const undo = find("#f-batalkan");
      done = Boolean(undo) && !find("[name=ulangi]", undo);
      if (done) undo.requestSubmit();
    } else if (bare && AHEAD[e.key] && e.target.matches(".buka, .tambah, [data-baris] > td")) {
      focus(nearest(e.target, e.key));
    } else if (bare && AHEAD[e.key] && e.target === document.body) {
      focus(stops()[0]);
    } else if (bare && e.key === "Enter" && e.target.matches("[data-baris] > td")) {
      column = columnOf(e.target);
      find(".buka", row).click();
    } else if (bare && single() && !typing(e.target) && KEYS[e.key.toLowerCase()]) {
      KEYS[e.key.toLowerCase()]();
    } else {
      done = false;
    }
    if (done) {
      e.preventDefault();
      e.stopImmediatePropagation();
    }
  }, true);

  /* In the open row: who does it, by number (and on to the next field) or letter; a decision. */
  const people = () => all(".pilih-pelaksana input");
  const choose = (box, more) => {
    if (!more) people().forEach((p) => { if (p !== box) p.checked = false; });
    box.checked = more ? !box.checked : true;
  };
  const inOpenRow = (e) => {
    const digit = /^Digit([1-9])$/.exec(e.code)?.[1];
    const group = e.target.closest(".pilih-pelaksana");
    if (e.altKey && digit && people()[digit - 1]) {
      choose(people()[digit - 1], e.shiftKey);
      if (!e.shiftKey && e.target.name === "kegiatan") find("#s-kelengkapan").select();
    } else if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "d" && find("[name=simbol][value=keputusan]")) {
      decide();
    } else if (group && /^Arrow/.test(e.key)) {
      const order = people(), step = /Right|Down/.test(e.key) ? 1 : -1;
      order[(order.indexOf(e.target) + step + order.length) % order.length].focus();
    } else if (group && /^[a-z]$/i.test(e.key) && !e.ctrlKey && !e.altKey && !e.metaKey) {
      const order = people(), from = order.indexOf(e.target);
      const next = [...order.slice(from + 1), ...order.slice(0, from + 1)].find((p) => p.parentElement.title.toLowerCase().startsWith(e.key.toLowerCase()));
      if (!next) return false;
      choose(next, e.shiftKey);
      next.focus();
    } else {
      return false;
    }
    rove();
    return true;
  };
  const decide = () => {
    find("[name=simbol][value=keputusan]").checked = true;
    ["Ya", "Tidak"].forEach((label, n) => { const f = find(`#cl${n}`); if (!f.value) f.value = label; });
    find("#ck1").focus();
  };
  /* One stop for Tab in the group of pelaksana: the chosen one, else the first. */
  const rove = () => {
    const order = people();
    const stop = order.find((p) => p === document.activeElement) || order.find((p) => p.checked) || order[0];
    order.forEach((p) => { p.tabIndex = p === stop ? 0 : -1; });
  };
  document.addEventListener("focusin", (e) => { if (e.target.closest(".pilih-pelaksana")) rove(); });

  const off = find("[data-pintas]");
  if (off) {
    off.hidden = false;
    find("input", off).checked = !single();
    off.addEventListener("change", () => localStorage.setItem("pintas", find("input", off).checked ? "mati" : "hidup"));
  }
  rove();
})();
