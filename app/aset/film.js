/* Replay: play, keys, the line of the timeline that is looked at, a click on a cell. Without this file links do it all. */
(() => {
  "use strict";
  const find = (selector) => document.querySelector(selector);
  const player = find("#pemutar");
  const button = find("#putar");
  if (!player || !find("#film")) return;
  let timer = 0;
  let focused = "";
  player.hidden = false;

  const playing = () => button.getAttribute("aria-pressed") === "true";
  const film = () => find("#film");
  const now = () => Number(film().dataset.versi);
  const last = () => Number(film().dataset.jumlah);
  const address = (version) => {
    const url = new URL(find("#film .geser-film").action);
    url.searchParams.set("peristiwa", version);
    return url.pathname + url.search;
  };
  const show = (version) => {
    const url = address(Math.min(Math.max(version, 1), last()));
    history.replaceState(history.state, "", url);
    htmx.ajax("GET", url, { source: "#film", target: "#film", swap: "outerHTML" });
  };
  const next = () => {
    const step = find("#lompat").value;
    if (step !== "tonggak") return now() + Number(step);
    const link = find("#tonggak-nanti");
    return link ? Number(new URL(link.href).searchParams.get("peristiwa")) : last();
  };

  const stop = () => {
    clearTimeout(timer);
    button.setAttribute("aria-pressed", "false");
    button.lastElementChild.textContent = "Putar";
  };
  const tick = () => {
    if (now() >= last()) return stop();
    show(next());
  };
  const start = () => {
    button.setAttribute("aria-pressed", "true");
    button.lastElementChild.textContent = "Jeda";
    if (now() >= last()) show(1);
    else tick();
  };
  button.addEventListener("click", () => (playing() ? stop() : start()));

  document.addEventListener("keydown", (e) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName);
    if (typing || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === " " && !/^(BUTTON|A|SUMMARY)$/.test(e.target.tagName)) {
      e.preventDefault();
      if (playing()) stop();
      else start();
    } else if (!e.target.closest(".gulir") && /^Arrow(Left|Right)$/.test(e.key)) {
      const link = find(e.key === "ArrowLeft" ? "#sebelumnya" : "#berikutnya");
      if (link) {
        e.preventDefault();
        stop();
        show(now() + (e.key === "ArrowLeft" ? -1 : 1));
      }
    }
  });

  /* The cell itself leads to where it came from; its row's number is the link for the keyboard. */
  document.addEventListener("click", (e) => {
    const cell = e.target.closest("#film td[data-k]");
    const link = cell?.closest("tr").querySelector(".asal");
    if (link && !e.target.closest("a") && String(getSelection()) === "") location.assign(link.href);
  });

  const mark = () => {
    const line = document.getElementById(`k-${now()}`)?.closest("li");
    document.querySelectorAll("#garis .kini").forEach((li) => {
      if (li === line) return;
      li.classList.remove("kini");
      li.removeAttribute("aria-current");
    });
    line?.classList.add("kini");
    line?.setAttribute("aria-current", "true");
    const fold = line?.closest("details");
    if (fold && !playing()) fold.open = true;
  };
  /* The line that is looked at, in the middle of its own list; the page itself stays where it is. */
  const reveal = () => {
    const list = find(".kejadian");
    const chosen = list?.querySelector(".kini");
    if (chosen) list.scrollTop += chosen.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
  };
  /* After another zoom or filter: back to where it was chosen. */
  const timeline = () => {
    if (document.activeElement === document.body) find(".zum [aria-current]")?.focus({ preventScroll: true });
  };
  const frame = () => {
    const narrow = matchMedia("(max-width: 1180px)").matches;
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    else if (narrow && !playing()) film().scrollIntoView();
    if (!playing()) reveal();
    find("#kabar").textContent = playing() ? "" : find("#geser").getAttribute("aria-valuetext");
    clearTimeout(timer);
    if (playing()) timer = setTimeout(tick, Number(find("#laju").value));
  };
  let shown = film();
  document.addEventListener("htmx:before:swap", () => {
    focused = film().contains(document.activeElement) || player.contains(document.activeElement) ? document.activeElement.id : "";
  });
  document.addEventListener("htmx:after:swap", () => requestAnimationFrame(() => {
    if (!film()) return;
    mark();
    if (film() === shown) return timeline();
    shown = film();
    frame();
  }));
  document.addEventListener("htmx:error", stop);
  mark();
  reveal();
})();
