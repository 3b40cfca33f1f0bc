/* The Review view: the form, accepting and skipping, the ways between verdicts and quotes. */
(() => {
  "use strict";

  const { announce, byId, copyText, leaveDrawer, local, save } = window.advisorPage;
  const { read, title, view } = window.advisorRoutes;
  const { complain, forgive, valuesOf } = window.advisorNotes;
  const DRAFT = "oa-brief";

  let trigger = null;
  let chosen = null;
  let turn = 0;
  let run = "";
  let fills = {};
  let camefrom = null;
  let wanted = false;
  let visited = false;
  let inView = false;

  const all = (selector) => [...document.querySelectorAll(`#oa-review ${selector}`)];
  const form = () => all("form[data-do=review-send]")[0];
  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const later = (act) => () => window.requestAnimationFrame(act);
  const scroll = (element, block) =>
    element.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });

  function arrive(element, block) {
    element.focus({ preventScroll: true });
    scroll(element, block);
  }

  /* The form: what was pasted outlives errors, reviews and a reload. */

  function keepDraft(area) {
    try { window.sessionStorage.setItem(DRAFT, area.value); } catch { /* More than it holds. */ }
  }

  function choose(file) {
    if (!file) return;
    const limit = Number(all(".oa-drop")[0].dataset.limit);
    forgive(form());
    forget();
    if (file.size > limit) {
      const text = `${file.name} is too large: the limit here is ${limit / 1e6} MB. `
        + "Review it with the command `advisor review FILE`, or choose only the pages that matter.";
      complain(form(), { errors: { file: text } });
      return;
    }
    chosen = file;
    byId("oa-review-name").textContent = `Chosen: ${file.name}`;
    all("[data-do=review-forget]")[0].hidden = false;
  }

  function forget() {
    chosen = null;
    byId("oa-review-file").value = "";
    byId("oa-review-name").textContent = "";
    all("[data-do=review-forget]")[0].hidden = true;
  }

  async function send(element) {
    if (element.dataset.running) return;
    forgive(element);
    const { text, trade } = valuesOf(element);
    const values = { text, trade };
    if (chosen) {
      const name = byId("oa-review-name");
      try {
        values.content = await read(chosen, (part) => { name.textContent = `Reading: ${part} %`; });
      } catch {
        complain(element, {
          errors: { file: `${chosen.name} could not be read. Check that it still exists.` },
        });
        return;
      }
      values.name = chosen.name;
      values.text = "";
      name.textContent = `Chosen: ${chosen.name}`;
    }
    begin("review", values);
  }

  function begin(what, values) {
    run = Math.random().toString(36).slice(2);
    running(true);
    trigger(what, { values: { ...values, run } });
  }

  function stop(button) {
    button.disabled = true;
    button.textContent = "Stopping…";
    trigger("stop", { values: { run } });
  }

  function running(on) {
    const element = form();
    element.dataset.running = on ? "yes" : "";
    for (const button of all("[data-do=review-again], [data-do=review-send] [type=submit]")) {
      button.disabled = on;
    }
    const stop = all("[data-do=review-stop]")[0];
    if (!on && stop === document.activeElement) element.querySelector("[type=submit]").focus();
    stop.hidden = !on;
    if (on) return;
    stop.disabled = false;
    stop.textContent = "Stop";
  }

  function said(element) {
    const error = element.querySelector("[data-error]");
    const going = element.querySelector("[data-reviewing]") !== null;
    running(going);
    if (going && !inView && element.querySelector(".oa-read")) scroll(element, "nearest");
    inView = going && element.querySelector(".oa-read") !== null;
    if (!error) return;
    all(".oa-review-form")[0].open = true;
    complain(form(), { errors: { [error.dataset.error]: error.textContent } });
    if (!error.dataset.error) scroll(form().querySelector(".oa-alert"), "center");
  }

  function shown(element) {
    const result = element.querySelector(".oa-reviewed");
    if (!result || result.dataset.seen) return;
    result.dataset.seen = "yes";
    fills = {};
    camefrom = null;
    all(".oa-review-form")[0].open = false;
    arrive(result, "start");
    announce("The review is ready");
  }

  /* Accept or skip each gap. */

  const accepted = () =>
    all("[data-do=review-accept][aria-pressed=true]").map((button) => button.dataset.finding);

  function decide(button, choice) {
    const card = button.closest(".oa-gap");
    const on = button.getAttribute("aria-pressed") !== "true";
    for (const other of card.querySelectorAll("[aria-pressed]")) {
      other.setAttribute("aria-pressed", String(other === button && on));
    }
    card.dataset.choice = on ? choice : "";
    const count = accepted().length;
    byId("oa-accepted").hidden = count === 0;
    byId("oa-accepted-count").textContent = `${count} ${count === 1 ? "text" : "texts"} accepted`;
    if (byId("oa-review-changed").querySelector(".oa-changed")) write(false);
  }

  function chosenTexts() {
    const now = {};
    for (const input of all(".oa-fill")) {
      const { finding } = input.dataset;
      now[finding] = [...(now[finding] || []), input.value];
    }
    fills = { ...fills, ...now };
    return { accepted: accepted(), fills };
  }

  function write(show) {
    wanted = show;
    trigger("write", { values: chosenTexts() });
    if (show) byId("oa-accepted").hidden = true;
    const there = byId("oa-review-changed").querySelector(".oa-changed h3");
    if (show && there) arrive(there, "start");
  }

  function changed(element) {
    const heading = element.querySelector("h3");
    if (heading && wanted) {
      const first = element.querySelector("ins");
      if (first) first.parentElement.parentElement.scrollTop = first.offsetTop - 48;
      arrive(heading, "start");
    }
    wanted = false;
  }

  function again() {
    byId("oa-accepted").hidden = true;
    begin("again", chosenTexts());
    scroll(byId("oa-review-said"), "center");
  }

  function newText() {
    const copy = document.querySelector(".oa-new-text .oa-brief-text").cloneNode(true);
    for (const label of copy.querySelectorAll(".oa-inserted, .oa-end-mark")) label.remove();
    for (const input of copy.querySelectorAll(".oa-fill")) {
      input.replaceWith(input.value.trim() || `[${input.placeholder}]`);
    }
    return copy.textContent;
  }

  async function copy(button) {
    const label = button.querySelector("span");
    const before = label.textContent;
    try {
      await copyText(newText());
      label.textContent = "Copied";
      announce("Copied to the clipboard");
    } catch {
      label.textContent = "Not copied";
      announce("The browser did not allow copying");
    }
    window.setTimeout(() => { label.textContent = before; }, 2000);
  }

  /* From a verdict to its quote and back. */

  function pane(name) {
    byId("oa-columns").dataset.pane = name;
    for (const button of all("[data-do=review-pane]")) {
      button.setAttribute("aria-pressed", String(button.dataset.pane === name));
    }
  }

  function activate(elements) {
    for (const element of all(".oa-active")) element.classList.remove("oa-active");
    for (const element of elements) element.classList.add("oa-active");
  }

  function toQuote(button) {
    const { spot } = button.dataset;
    const label = byId(`oa-spot-${spot}`);
    if (!label) return;
    camefrom = button;
    pane("brief");
    activate([label, ...all(`mark[data-spots~="${spot}"]`)]);
    arrive(label, "center");
  }

  function toPlace(button) {
    const place = byId(`oa-place-${button.dataset.place}`);
    if (!place) return;
    camefrom = button;
    pane("brief");
    activate([place]);
    arrive(place, "center");
  }

  function toVerdict(number) {
    const row = byId(`oa-verdict-${number}`);
    if (!row) return;
    pane("verdicts");
    activate([row, ...all(`mark[data-topic="${number}"]`)]);
    arrive(row.querySelector(".oa-topic-head"), "center");
  }

  function toChange(button) {
    const change = byId(`oa-change-${button.dataset.change}`);
    if (change) arrive(change.querySelector(".oa-fill") || change, "center");
  }

  /* Files. */

  function download(button) {
    turn += 1;
    byId("oa-review-file-error").textContent = "";
    const values = { kind: button.dataset.kind, turn: String(turn), ...chosenTexts() };
    trigger("download", { values });
  }

  function file(element) {
    const made = element.querySelector("[data-turn]");
    if (!made || made.dataset.turn !== String(turn)) return;
    const { name, mime, content, error } = made.dataset;
    made.remove();
    if (!error) {
      save({ name, mime, content });
      return;
    }
    announce(error);
    byId("oa-review-file-error").textContent = error;
  }

  /* The view. */

  function open() {
    if (view() !== "review") {
      visited = visited || trigger !== null;
      return;
    }
    title("Review a brief");
    const heading = all(".oa-review-head h2")[0];
    if (!heading) return;
    leaveDrawer();
    if (visited) heading.focus({ preventScroll: true });
    visited = true;
  }

  function start(element, send_) {
    trigger = send_;
    const area = byId("oa-review-text");
    area.value = window.sessionStorage.getItem(DRAFT) || "";
    element.addEventListener("input", (event) => {
      if (event.target === area) {
        keepDraft(area);
        forget();
      } else if (event.target.id === "oa-review-file") {
        choose(event.target.files[0]);
      }
    });
    open();
  }

  Object.assign(local, {
    "review-send": send,
    "review-stop": stop,
    "review-forget": () => { forget(); byId("oa-review-file").focus(); },
    "review-accept": (button) => decide(button, "accepted"),
    "review-skip": (button) => decide(button, "skipped"),
    "review-write": () => write(true),
    "review-again": again,
    "review-copy": copy,
    "review-quote": toQuote,
    "review-place": toPlace,
    "review-verdict": (button) => toVerdict(button.dataset.topic),
    "review-change": toChange,
    "review-pane": (button) => pane(button.dataset.pane),
    "review-file": download,
  });

  document.addEventListener("click", (event) => {
    const mark = event.target.closest && event.target.closest("#oa-brief mark");
    if (mark && window.getSelection().isCollapsed) toVerdict(mark.dataset.topic);
  });

  document.addEventListener("keydown", (event) => {
    const inside = event.target.closest && event.target.closest("#oa-brief");
    if (event.key !== "Escape" || !inside || !camefrom || !camefrom.isConnected) return;
    if (camefrom.closest(".oa-pane-verdicts")) pane("verdicts");
    arrive(camefrom, "center");
    camefrom = null;
  });

  document.addEventListener("input", (event) => {
    const { target } = event;
    if (target.matches && target.matches(".oa-fill")) {
      target.size = Math.max(4, Math.min(40, (target.value || target.placeholder).length + 2));
    }
  });

  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      const zone = event.target.closest && event.target.closest("#oa-review .oa-drop");
      if (!zone) return;
      event.preventDefault();
      zone.toggleAttribute("data-over", name === "dragover");
      if (name === "drop") choose(event.dataTransfer.files[0]);
    });
  }

  window.addEventListener("hashchange", open);
  window.advisorReview = {
    start,
    said: (element) => later(() => said(element))(),
    shown: (element) => later(() => shown(element))(),
    changed: (element) => later(() => changed(element))(),
    file: (element) => later(() => file(element))(),
  };
})();
