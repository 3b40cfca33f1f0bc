/* The Check advice view: the form, and the ways from a sentence to its reason and quote. */
(() => {
  "use strict";

  const { announce, byId, leaveDrawer, local } = window.advisorPage;
  const { read, title, view } = window.advisorRoutes;
  const { complain, forgive } = window.advisorNotes;

  let trigger = null;
  let chosen = [];
  let run = "";
  let last = null;
  let visited = false;

  const all = (selector) => [...document.querySelectorAll(`#oa-verify ${selector}`)];
  const form = () => all("form[data-do=verify-send]")[0];
  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const later = (act) => window.requestAnimationFrame(act);

  function arrive(element, block) {
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });
  }

  /* The form. */

  function choose(given) {
    const files = [...given]; // forgetting empties the list of the control
    if (!files.length) return;
    const limit = Number(all(".oa-drop")[0].dataset.limit);
    forgive(form());
    forget();
    if (files.reduce((sum, file) => sum + file.size, 0) > limit) {
      const text = `These files are too large: the limit here is ${limit / 1e6} MB. `
        + "Use the command `advisor verify FILE --against FILE`, or choose only what matters.";
      complain(form(), { errors: { files: text } });
      return;
    }
    chosen = files;
    byId("oa-verify-names").textContent = `Chosen: ${chosen.map((file) => file.name).join(", ")}`;
    all("[data-do=verify-forget]")[0].hidden = false;
  }

  function forget() {
    chosen = [];
    byId("oa-verify-files").value = "";
    byId("oa-verify-names").textContent = "";
    all("[data-do=verify-forget]")[0].hidden = true;
  }

  async function send(element) {
    if (element.dataset.running) return;
    forgive(element);
    running(true);
    const files = [];
    for (const file of chosen) {
      try {
        files.push({ name: file.name, content: await read(file, () => {}) });
      } catch {
        running(false);
        const text = `${file.name} could not be read. Check that it still exists.`;
        complain(element, { errors: { files: text } });
        return;
      }
    }
    run = Math.random().toString(36).slice(2);
    trigger("verify", { values: { text: byId("oa-verify-text").value, files, run } });
  }

  function stop(button) {
    button.disabled = true;
    button.textContent = "Stopping…";
    trigger("stop", { values: { run } });
  }

  function running(on) {
    const element = form();
    const stopping = all("[data-do=verify-stop]")[0];
    element.dataset.running = on ? "yes" : "";
    element.querySelector("[type=submit]").disabled = on;
    if (!on && stopping === document.activeElement) element.querySelector("[type=submit]").focus();
    stopping.hidden = !on;
    if (on) return;
    stopping.disabled = false;
    stopping.textContent = "Stop";
  }

  function said(element) {
    running(element.querySelector("[data-verifying]") !== null);
    const error = element.querySelector("[data-error]");
    if (error) complain(form(), { errors: { [error.dataset.error]: error.textContent } });
  }

  function shown(element) {
    const result = element.querySelector(".oa-verified");
    if (!result || result.dataset.seen) return;
    result.dataset.seen = "yes";
    last = null;
    arrive(result.querySelector("h3"), "start");
    announce(result.getAttribute("aria-label"));
  }

  /* From a sentence to its reason and back. */

  function open(chip, on) {
    chip.setAttribute("aria-expanded", String(on));
    byId(chip.getAttribute("aria-controls")).hidden = !on;
    const mark = all(`mark[data-at="${chip.id.replace("oa-verify-at-", "")}"]`)[0];
    if (mark) mark.toggleAttribute("data-open", on);
    if (on) last = chip;
  }

  const toggle = (chip) => open(chip, chip.getAttribute("aria-expanded") !== "true");

  function jump(button) {
    const chips = all(".oa-verify-chip");
    const of = chips.filter((chip) => chip.dataset.support === button.dataset.support);
    const next = of.find((chip) => chips.indexOf(chip) > chips.indexOf(last)) || of[0];
    if (!next) return;
    open(next, true);
    arrive(next, "center");
  }

  /* The view. */

  function enter() {
    if (view() !== "verify") {
      visited = visited || trigger !== null;
      return;
    }
    title("Check advice");
    const heading = all(".oa-verify-head h2")[0];
    if (!heading) return;
    leaveDrawer();
    if (visited) heading.focus({ preventScroll: true });
    visited = true;
  }

  function start(element, send_) {
    trigger = send_;
    element.addEventListener("change", (event) => {
      if (event.target.id === "oa-verify-files") choose(event.target.files);
    });
    enter();
  }

  Object.assign(local, {
    "verify-send": send,
    "verify-stop": stop,
    "verify-forget": () => { forget(); byId("oa-verify-files").focus(); },
    "verify-open": toggle,
    "verify-jump": jump,
  });

  document.addEventListener("click", (event) => {
    const mark = event.target.closest && event.target.closest("#oa-verify mark[data-at]");
    if (mark && window.getSelection().isCollapsed) toggle(byId(`oa-verify-at-${mark.dataset.at}`));
  });

  document.addEventListener("keydown", (event) => {
    const proof = event.target.closest && event.target.closest("#oa-verify .oa-verify-why");
    const chip = proof
      ? byId(proof.getAttribute("aria-labelledby"))
      : event.target.closest && event.target.closest("#oa-verify .oa-verify-chip");
    if (event.key !== "Escape" || !chip) return;
    open(chip, false);
    chip.focus();
  });

  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      const zone = event.target.closest && event.target.closest("#oa-verify .oa-drop");
      if (!zone) return;
      event.preventDefault();
      zone.toggleAttribute("data-over", name === "dragover");
      if (name === "drop") choose(event.dataTransfer.files);
    });
  }

  window.addEventListener("hashchange", enter);
  window.advisorVerify = {
    start,
    said: (element) => later(() => said(element)),
    shown: (element) => later(() => shown(element)),
  };
})();
