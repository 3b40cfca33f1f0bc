/* The library: pages by the address after "#/", search as you type, own documents. */
(() => {
  "use strict";

  const { announce, byId, copyText, leaveDrawer, local, save } = window.advisorPage;
  const { missing, read, route, show, title, view } = window.advisorRoutes;
  const TYPING_MS = 120;

  let server = null;
  let turn = 0;
  let timer = 0;
  let shown = "";
  let followed = false;
  let visited = false;
  const offsets = new Map();

  const scroller = () => byId("oa-library");
  const field = () => byId("oa-search");

  const call = (name, request) => window.advisorRoutes.call(server, name, request);

  async function open() {
    const path = view() === "library" ? route() : "";
    show();
    if (shown && scroller()) offsets.set(shown, scroller().scrollTop);
    if (!path) {
      shown = "";
      visited = visited || server !== null;
      return;
    }
    if (!server) return;
    leaveDrawer();
    const mine = ++turn;
    const leaf = await call("library_page", { route: path });
    if (mine === turn) fill(leaf.error ? missing(leaf.error) : leaf, path);
  }

  function fill(leaf, path) {
    const place = byId("oa-leaf");
    const from = shown;
    place.innerHTML = leaf.html;
    place.dataset.route = path;
    shown = path;
    title(leaf.title);
    byId("oa-count").textContent = leaf.count;
    markMenu(leaf.section);
    const query = path.startsWith("search/") ? path.slice("search/".length) : "";
    if (document.activeElement !== field()) field().value = query;
    arrive(leaf, from);
  }

  function markMenu(section) {
    const menu = document.querySelector(".oa-menu");
    for (const link of menu.querySelectorAll("a")) {
      if (link.dataset.section !== section) {
        link.removeAttribute("aria-current");
        continue;
      }
      link.setAttribute("aria-current", "page");
      menu.scrollLeft = link.offsetLeft - (menu.clientWidth - link.offsetWidth) / 2;
    }
  }

  /* A followed link begins at the top; going back returns to where the reader was. */
  function arrive(leaf, from) {
    const place = byId("oa-leaf");
    const target = leaf.target ? byId(leaf.target) : null;
    const typing = document.activeElement === field();
    const back = !followed && offsets.has(shown);
    followed = false;
    scroller().scrollTop = back ? offsets.get(shown) : 0;
    if (target) target.scrollIntoView({ block: "start" });
    const first = !visited;
    visited = true;
    if (typing || first) return;
    const left = back ? [...place.querySelectorAll("a")].find((link) =>
      decodeURIComponent(link.hash) === `#/${from}`) : null;
    const focus = target || left || place.querySelector("h2");
    if (focus) focus.focus({ preventScroll: true });
  }

  /* Search: the first letter adds a step to go back to, the next ones change it. */
  function typed() {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      const query = field().value.trim();
      const searching = route().startsWith("search/");
      if (!query && !searching) return;
      const hash = query ? `#/search/${encodeURIComponent(query)}` : "#/library";
      window.history[searching ? "replaceState" : "pushState"](window.history.state, "", hash);
      open();
    }, TYPING_MS);
  }

  function firstResult() {
    const result = document.querySelector("#oa-leaf .oa-result");
    if (result) result.focus();
  }

  async function copyLink(button) {
    const label = button.querySelector("span");
    const address = new URL(button.dataset.href, window.location.href).href;
    try {
      await copyText(address);
      label.textContent = "Copied";
      announce("Link copied");
    } catch {
      label.textContent = "Not copied";
      announce("The browser did not allow copying");
    }
    window.setTimeout(() => { label.textContent = "Copy link"; }, 2000);
  }

  async function downloadTemplate(button) {
    const { template, format } = button.dataset;
    const file = await call("library_download", { template, format });
    if (file.error) announce(file.error);
    else save(file);
  }

  function jump(button) {
    const target = byId(button.dataset.target);
    target.scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  }

  /* Own documents: read here, sent as base64 in a call, never as an upload. */

  function say(text, working) {
    const place = byId("oa-own-said");
    if (!place) return;
    place.textContent = text;
    place.toggleAttribute("data-working", Boolean(working));
  }

  function complain(text) {
    const place = byId("oa-own-errors");
    if (!place) return;
    const line = document.createElement("p");
    line.textContent = text;
    place.append(line);
  }

  function forgive() {
    const place = byId("oa-own-errors");
    if (place) place.replaceChildren();
  }

  function change(answer) {
    const list = byId("oa-own-list");
    if (!answer.error && list) list.innerHTML = answer.html;
    return !answer.error;
  }

  async function addOne(file, limit) {
    if (file.size > limit) {
      const size = Math.ceil(file.size / 1e6);
      return `${file.name} is too large: ${size} MB, and the limit here is ${limit / 1e6} MB. `
        + "Add a part of it, or use the command `advisor knowledge add FILE`.";
    }
    let content = "";
    try {
      content = file.size ? await read(file, (part) => say(`Reading ${file.name}: ${part} %`, true)) : "";
    } catch {
      return `${file.name} could not be read by the browser. Check that it still exists.`;
    }
    say(`Adding ${file.name}…`, true);
    const answer = await call("own_add", { name: file.name, content });
    if (!change(answer)) return answer.error;
    say(answer.said, false);
    return "";
  }

  let adding = Promise.resolve();

  async function addAll(files, limit) {
    forgive();
    for (const file of files) {
      const wrong = await addOne(file, limit);
      if (wrong) {
        say("", false);
        complain(wrong);
      }
    }
  }

  function add(files) {
    const input = byId("oa-own-file");
    if (!input || !files.length) return;
    const chosen = [...files];
    const limit = Number(input.dataset.limit);
    adding = adding.then(() => addAll(chosen, limit));
    input.value = "";
  }

  function askToRemove(button) {
    const dialog = byId("oa-remove");
    dialog.querySelector("form").dataset.document = button.dataset.document;
    dialog.querySelector("[data-name]").textContent = button.dataset.title;
    dialog.showModal();
  }

  async function remove(form) {
    const answer = await call("own_remove", { document: form.dataset.document });
    forgive();
    if (change(answer)) say(answer.said, false);
    else complain(answer.error);
    const input = byId("oa-own-file");
    if (input) input.focus();
  }

  Object.assign(local, {
    "copy-link": copyLink,
    "download-template": downloadTemplate,
    "first-result": firstResult,
    "remove-dialog": askToRemove,
    "remove-own": remove,
    jump,
    print: () => window.print(),
  });

  function start(element, functions) {
    server = functions;
    element.addEventListener("input", (event) => {
      if (event.target === field()) typed();
    });
    element.addEventListener("change", (event) => {
      if (event.target.id === "oa-own-file") add(event.target.files);
    });
    for (const name of ["dragover", "dragleave", "drop"]) {
      element.addEventListener(name, (event) => {
        const zone = event.target.closest(".oa-drop");
        if (!zone) return;
        event.preventDefault();
        zone.toggleAttribute("data-over", name === "dragover");
        if (name === "drop") add(event.dataTransfer.files);
      });
    }
    open();
  }

  /* What is closed on the screen is open on paper. */
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("#oa-leaf details:not([open])")];
    for (const part of opened) part.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const part of opened) part.open = false;
    opened = [];
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#/"]');
    if (link) followed = link.hash !== window.location.hash;
  }, true);
  window.addEventListener("hashchange", open);
  window.advisorLibrary = { start };
})();
