/* Clicks, forms, panels and downloads of the page. Everything that matters is kept by the server. */
(() => {
  "use strict";

  const WIDE = { sidebar: "(min-width: 900px)", sources: "(min-width: 1180px)" };
  const byId = (id) => document.getElementById(id);
  const panel = (name) => byId(`oa-${name}`);
  const docked = (name) => window.matchMedia(WIDE[name]).matches;
  const busy = () => document.querySelector("[data-busy]") !== null;
  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const scroll = (element, block) =>
    element.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });

  /* How the running question was cancelled, if the user did it: "stopped", "left" or "".
     `about` is the id of the engagement that questions are about, `opened` hears of each
     conversation that is shown: both are of the notes. */
  const page = { cancelled: "", about: () => "", opened: () => {} };
  let returnTo = null;
  let citedFrom = null;
  let shown = "";
  let said = "";

  function announce(text) {
    const region = byId("oa-announce");
    if (region) region.textContent = text;
  }

  /* A drawer takes the focus only once it is painted. */
  function focusWhenShown(element, then = () => {}) {
    window.requestAnimationFrame(() => window.requestAnimationFrame(() => {
      element.focus({ preventScroll: true });
      then();
    }));
  }

  /* Panels: docked where there is room, otherwise a drawer over the page. */

  function isOpen(name) {
    return docked(name)
      ? document.body.dataset[`${name}Closed`] !== "true"
      : document.body.dataset.drawer === name;
  }

  function setOpen(name, open) {
    if (docked(name)) {
      document.body.dataset[`${name}Closed`] = String(!open);
    } else {
      document.body.dataset.drawer = open ? name : "";
    }
    syncPanels();
  }

  function syncPanels() {
    for (const button of document.querySelectorAll("[data-do=panel]")) {
      button.setAttribute("aria-expanded", String(isOpen(button.dataset.panel)));
    }
    const drawer = document.body.dataset.drawer;
    const modal = drawer && !docked(drawer) ? drawer : "";
    for (const id of ["oa-header", "oa-main", "oa-sidebar", "oa-sources", "oa-library", "oa-notes", "oa-review", "oa-verify"]) {
      const element = byId(id);
      if (element) element.inert = modal !== "" && id !== `oa-${modal}`;
    }
  }

  function openPanel(name, opener) {
    returnTo = opener;
    setOpen(name, true);
    if (!docked(name)) focusWhenShown(panel(name).querySelector(".oa-close"));
  }

  function closePanel(name) {
    setOpen(name, false);
    const target = returnTo || document.querySelector(`[data-do=panel][data-panel=${name}]`);
    returnTo = null;
    if (target) target.focus();
  }

  function closeDrawer() {
    const drawer = document.body.dataset.drawer;
    if (!drawer || docked(drawer)) return false;
    closePanel(drawer);
    return true;
  }

  /* Close a drawer without giving the focus back: the user goes elsewhere. */
  function leaveDrawer() {
    document.body.dataset.drawer = "";
    syncPanels();
  }

  /* Sources. */

  function showGroup(index) {
    for (const group of document.querySelectorAll(".oa-group")) {
      group.hidden = group.dataset.index !== String(index);
    }
  }

  function showCitation(button) {
    const { index, number, starts } = button.dataset;
    const card = document.querySelector(
      `.oa-source[data-index="${index}"][data-number="${number}"]`
    );
    if (!card) return;
    showGroup(index);
    if (!isOpen("sources")) setOpen("sources", true);
    card.open = true;
    const wanted = starts.split(" ").map(Number);
    const chosen = [...card.querySelectorAll("mark")].filter((mark) =>
      wanted.some((start) => start >= +mark.dataset.start && start < +mark.dataset.end)
    );
    for (const mark of document.querySelectorAll("mark.oa-active")) mark.classList.remove("oa-active");
    for (const mark of chosen) mark.classList.add("oa-active");
    citedFrom = button;
    const target = chosen[0] || card.querySelector("summary");
    focusWhenShown(target, () => scroll(target, "center"));
  }

  function backToAnswer() {
    if (!docked("sources")) leaveDrawer();
    if (citedFrom && citedFrom.isConnected) citedFrom.focus();
    citedFrom = null;
  }

  /* Clipboard and files. */

  async function copyText(text) {
    if (navigator.clipboard && window.isSecureContext) {
      await navigator.clipboard.writeText(text);
      return;
    }
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  async function copyAnswer(button) {
    const label = button.querySelector("span");
    try {
      await copyText(button.dataset.text);
      label.textContent = "Copied";
      announce("Copied to the clipboard");
    } catch {
      label.textContent = "Not copied";
      announce("The browser did not allow copying");
    }
    window.setTimeout(() => { label.textContent = "Copy"; }, 2000);
  }

  async function download(button, server) {
    const file = await server.download({
      exchange: exchangeOf(button),
      conversation: button.closest("[data-conversation]").dataset.conversation,
      format: button.dataset.format,
    });
    if (file.error) {
      announce(file.error);
      const alert = document.querySelector(".oa-alert");
      if (alert) alert.textContent = file.error;
      return;
    }
    save(file);
  }

  function save(file) {
    const bytes = Uint8Array.from(atob(file.content), (char) => char.charCodeAt(0));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type: file.mime }));
    link.download = file.name;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    announce(`Saved ${file.name}`);
  }

  /* Dialogs. */

  function openDialog(button, id) {
    const dialog = byId(id);
    const { conversation, title } = button.dataset;
    dialog.querySelector("form").dataset.conversation = conversation;
    const input = dialog.querySelector("input");
    const name = dialog.querySelector("[data-name]");
    if (input) input.value = title;
    if (name) name.textContent = title;
    dialog.showModal();
    if (input) input.select();
  }

  function reveal(button, open) {
    const target = byId(button.dataset.target);
    const opener = document.querySelector(`[data-do=reveal][data-target="${button.dataset.target}"]`);
    target.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    (open ? target.querySelector("textarea") : opener).focus();
  }

  function focusBox() {
    const area = document.querySelector("#oa-box textarea");
    if (!area) return;
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }

  /* What a button or form asks for, by its data-do. */

  const exchangeOf = (element) => {
    const exchange = element.closest("[data-exchange]");
    return exchange ? exchange.dataset.exchange : "";
  };

  const local = {
    panel: (button) =>
      isOpen(button.dataset.panel)
        ? closePanel(button.dataset.panel)
        : openPanel(button.dataset.panel, button),
    close: (button) => closePanel(button.dataset.panel),
    cite: showCitation,
    back: backToAnswer,
    copy: copyAnswer,
    download: (button, bridge) => download(button, bridge.server),
    reveal: (button) => reveal(button, true),
    conceal: (button) => reveal(button, false),
    dismiss: (button) => button.closest("dialog").close(),
    "rename-dialog": (button) => openDialog(button, "oa-rename"),
    "delete-dialog": (button) => openDialog(button, "oa-delete"),
  };

  const asks = new Set(["ask", "retry", "reread", "edit"]);

  function send(element, bridge, extra) {
    const name = element.dataset.do;
    if (!bridge.events.includes(name) || (asks.has(name) && busy())) return;
    if (asks.has(name)) page.cancelled = "";
    if ((name === "open" || name === "new") && busy()) page.cancelled = "left";
    const { do: _, ...data } = element.dataset;
    const about = asks.has(name) ? { engagement: page.about() } : {};
    bridge.trigger(name, { exchange: exchangeOf(element), ...data, ...about, ...extra });
    if (name === "open" || name === "new") closeDrawer();
    if (name === "new" || name === "edit" || name === "discard") window.setTimeout(focusBox, 150);
  }

  function bind(element, bridge) {
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-do]");
      if (!button || !element.contains(button)) return;
      const act = local[button.dataset.do];
      if (act) act(button, bridge);
      else send(button, bridge, {});
    });
    element.addEventListener("submit", (event) => {
      const form = event.target.closest("form[data-do]");
      if (!form) return;
      event.preventDefault();
      const act = local[form.dataset.do];
      if (act) act(form, bridge);
      else send(form, bridge, Object.fromEntries(new FormData(form)));
      const dialog = form.closest("dialog");
      if (dialog) dialog.close();
    });
    bridge.watch("value", () => window.requestAnimationFrame(sync));
    sync();
  }

  /* After each update: remember the conversation, and bring what is new into view. */

  function sync() {
    syncPanels();
    const log = document.querySelector(".oa-log");
    if (!log) return;
    window.sessionStorage.setItem("oa-conversation", log.dataset.conversation);
    page.opened(log.dataset.conversation, log.dataset.count === "1");
    const last = log.querySelector(".oa-exchange:last-child");
    const now = last ? last.dataset.exchange : "";
    if (now !== shown) {
      shown = now;
      citedFrom = null;
      if (last) {
        last.scrollIntoView({ block: "start" });
        if (document.activeElement === document.body) {
          last.querySelector("h2").focus({ preventScroll: true });
        }
      }
      said = "";
    }
    const status = document.querySelector(".oa-status");
    const text = status ? status.textContent.trim() : "";
    if (text && text !== said) status.scrollIntoView({ block: "end" });
    said = text;
  }

  document.addEventListener(
    "keydown",
    (event) => {
      const inBox = event.target.closest && event.target.closest("#oa-box");
      if (inBox && event.key === "Enter" && !event.shiftKey && (busy() || event.isComposing)) {
        event.stopPropagation();
        if (busy()) event.preventDefault();
        return;
      }
      if (inBox && event.key === "Enter") page.cancelled = "";
      if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
      if (citedFrom && event.target.closest(".oa-sources")) backToAnswer();
      else closeDrawer();
    },
    true
  );

  document.addEventListener(
    "click",
    (event) => {
      if (event.target.closest("#oa-stop")) page.cancelled = "stopped";
      if (event.target.closest("#oa-ask")) page.cancelled = "";
    },
    true
  );

  document.addEventListener("click", (event) => {
    const drawer = document.body.dataset.drawer;
    if (!drawer || docked(drawer) || panel(drawer).contains(event.target)) return;
    if (event.target.closest("button, a, dialog")) return;
    closeDrawer();
  });

  window.addEventListener("resize", () => syncPanels());
  document.documentElement.lang = "en";
  Object.assign(page, { announce, bind, byId, copyText, leaveDrawer, local, save });
  window.advisorPage = page;
})();
