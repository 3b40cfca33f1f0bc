/* The notes: pages by the address after "#/notes", forms with errors at their fields, the list. */
(() => {
  "use strict";

  const { announce, byId, leaveDrawer, local, save } = window.advisorPage;
  const { missing, route, title, view } = window.advisorRoutes;
  const { fillNames } = window.advisorAbout;
  const TYPING_MS = 180;

  let server = null;
  let turn = 0;
  let asked = 0;
  let timer = 0;
  let shown = "";
  let visited = false;
  let kept = false;

  const scroller = () => byId("oa-notes");
  const leafPlace = () => byId("oa-notes-leaf");
  const call = (name, request) => window.advisorRoutes.call(server, name, request);
  const valuesOf = (form) => Object.fromEntries(new FormData(form));

  /* Pages. */

  async function open() {
    const path = view() === "notes" ? route() : "";
    if (!path) {
      visited = visited || server !== null;
      if (shown && server) fillNames(call);
      shown = "";
      return;
    }
    if (!server) return;
    leaveDrawer();
    if (!kept) say("");
    kept = false;
    const mine = ++turn;
    const leaf = await call("notes_page", { route: path });
    if (mine === turn) fill(leaf.error ? missing(leaf.error) : leaf, path);
  }

  function fill(leaf, path) {
    const before = shown.split("/")[1];
    const same = before !== undefined && before === path.split("/")[1];
    leafPlace().innerHTML = leaf.html;
    leafPlace().dataset.route = path;
    shown = path;
    title(leaf.title);
    scroller().scrollTop = 0;
    takeDraft();
    arrive(leaf, same);
    fillSignals();
  }

  function arrive(leaf, same) {
    const target = leaf.target ? byId(leaf.target) : null;
    const first = !visited;
    visited = true;
    if (target) {
      unfold(target);
      const tall = target.offsetHeight > scroller().clientHeight / 2;
      target.scrollIntoView({ block: tall ? "start" : "center" });
      target.focus({ preventScroll: true });
      return;
    }
    const tab = same ? leafPlace().querySelector(".oa-tabs [aria-current]") : null;
    const tabs = leafPlace().querySelector(".oa-tabs ul");
    const current = leafPlace().querySelector(".oa-tabs [aria-current]");
    if (tabs && current) tabs.scrollLeft = current.offsetLeft - tabs.offsetLeft - 16;
    const focus = tab || leafPlace().querySelector("h2");
    if (focus && !first) focus.focus({ preventScroll: true });
  }

  /* Each engagement is checked after the list is shown, one after the other. */
  async function fillSignals() {
    const mine = turn;
    for (const place of [...document.querySelectorAll("[data-signals]")]) {
      const answer = await call("notes_signals", { engagement: place.dataset.signals });
      if (mine !== turn) return;
      place.innerHTML = answer.error ? "" : answer.html;
      const words = place.textContent.trim();
      if (words) place.setAttribute("aria-label", `${place.getAttribute("aria-label")}: ${words}`);
    }
  }

  function say(text) {
    const place = byId("oa-notes-said");
    if (place) place.textContent = text;
  }

  function go(address) {
    kept = true;
    if (window.location.hash === address) open();
    else window.location.hash = address;
  }

  /* Forms: what is wrong stands at its field. */

  function forgive(form) {
    for (const place of form.querySelectorAll(".oa-field-error")) place.textContent = "";
    for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
    const alert = form.querySelector(".oa-alert");
    if (alert) alert.textContent = "";
  }

  function complain(form, answer) {
    const rest = [];
    let first = null;
    for (const [name, text] of Object.entries(answer.errors || { "": answer.error })) {
      const field = name && form.querySelector(`[data-field="${name}"]`);
      if (!field) {
        rest.push(text);
        continue;
      }
      field.querySelector(".oa-field-error").textContent = text;
      const control = field.querySelector("input, textarea, select");
      control.setAttribute("aria-invalid", "true");
      first = first || control;
    }
    const alert = form.querySelector(".oa-alert");
    if (rest.length && alert) alert.textContent = rest.join(" ");
    if (first) first.focus();
  }

  async function busyWith(form, work) {
    const button = form.querySelector("button[type=submit]");
    if (button) button.disabled = true;
    try {
      return await work();
    } finally {
      if (button) button.disabled = false;
    }
  }

  async function sendForm(form) {
    forgive(form);
    say("");
    const answer = await busyWith(form, () => call(form.dataset.call, valuesOf(form)));
    if (answer.error) complain(form, answer);
    else if (form.classList.contains("oa-add")) added(form, answer);
    else apply(answer);
  }

  function apply(answer) {
    const place = answer.place ? byId(answer.place) : null;
    if (place && answer.appended) place.insertAdjacentHTML("beforeend", answer.html);
    else if (place) place.innerHTML = answer.html;
    if (place && answer.appended) byId("oa-notes-more").innerHTML = answer.count;
    if (answer.said) say(answer.said);
    if (answer.route) go(answer.route);
    else if (place && place.matches(".oa-note")) place.focus({ preventScroll: true });
  }

  function added(form, answer) {
    byId("oa-notes-filter").reset();
    form.reset();
    keepDraft(form.elements.text);
    apply({ ...answer, said: "" });
    form.querySelector(".oa-said").textContent = answer.said;
    form.querySelector("textarea").focus();
  }

  /* A note that was begun is not lost on the way to another page. */

  const draftOf = (area) => `oa-draft-${area.form.elements.engagement.value}`;

  function keepDraft(area) {
    if (area.value) window.sessionStorage.setItem(draftOf(area), area.value);
    else window.sessionStorage.removeItem(draftOf(area));
  }

  function takeDraft() {
    const area = byId("oa-add-text");
    if (area) area.value = window.sessionStorage.getItem(draftOf(area)) || "";
  }

  /* The list. */

  async function filter() {
    const form = byId("oa-notes-filter");
    if (!form) return;
    const mine = ++asked;
    const answer = await call("notes_listing", valuesOf(form));
    if (mine !== asked) return;
    if (answer.error) byId("oa-notes-list").textContent = answer.error;
    else apply(answer);
  }

  function filterSoon() {
    window.clearTimeout(timer);
    timer = window.setTimeout(filter, TYPING_MS);
  }

  async function more(button) {
    const { offset } = button.dataset;
    button.disabled = true;
    const before = byId("oa-notes-items").children.length;
    const answer = await call("notes_listing", { ...valuesOf(byId("oa-notes-filter")), offset });
    if (answer.error) {
      button.disabled = false;
      say(answer.error);
      return;
    }
    apply(answer);
    const next = byId("oa-notes-items").children[before];
    if (next) next.focus({ preventScroll: true });
  }

  function unfold(item) {
    const text = item.querySelector("[data-folded]");
    const button = item.querySelector("[data-do=notes-unfold]");
    if (!text || !button) return;
    text.removeAttribute("data-folded");
    button.remove();
  }

  async function replaceItem(button, name) {
    const item = button.closest(".oa-note");
    const answer = await call(name, { note: item.dataset.note });
    if (answer.error) {
      say(answer.error);
      return;
    }
    item.innerHTML = answer.html;
    const focus = item.querySelector("textarea, [data-do=notes-edit]");
    if (focus) focus.focus();
  }

  async function deleteNote(form) {
    const { note } = form.dataset;
    const answer = await call("notes_delete", { note });
    say(answer.error || answer.said);
    if (answer.error) return;
    const item = byId(`oa-note-${note}`);
    if (item) item.remove();
    const button = document.querySelector("[data-do=notes-more]");
    if (button) button.dataset.offset = String(Number(button.dataset.offset) - 1);
    recount(-1);
    if (route().endsWith(`/${note}`)) {
      const list = window.location.hash.slice(0, window.location.hash.lastIndexOf("/"));
      window.history.replaceState(window.history.state, "", list);
      shown = route();
    }
    leafPlace().querySelector("h2").focus({ preventScroll: true });
  }

  function recount(change) {
    const place = byId("oa-notes-count");
    const total = Number(place.dataset.total) + change;
    if (!total) {
      filter();
      return;
    }
    place.dataset.total = String(total);
    const noun = total === 1 ? "note" : "notes";
    place.textContent = `${total.toLocaleString("en")} ${noun}${place.dataset.after}`;
  }

  function dialog(button, id) {
    const box = byId(id);
    Object.assign(box.querySelector("form").dataset, {
      note: button.dataset.note || "", engagement: button.dataset.engagement || "",
    });
    for (const [mark, key] of [["day", "day"], ["name", "title"], ["count", "count"]]) {
      const place = box.querySelector(`[data-${mark}]`);
      if (place) place.textContent = button.dataset[key];
    }
    box.showModal();
  }

  async function drop(form) {
    const answer = await call("notes_drop", { engagement: form.dataset.engagement });
    if (answer.error) say(answer.error);
    else apply(answer);
  }

  /* Files. */

  async function download(button, name) {
    const { engagement, kind, minutes } = button.dataset;
    const file = await call(name, { engagement, kind, minutes: minutes || "" });
    if (file.error) {
      announce(file.error);
      say(file.error);
      return;
    }
    save(file);
  }

  /* What a button or form asks for, by its data-do. */

  Object.assign(local, {
    "notes-send": sendForm,
    "notes-filter": filter,
    "notes-more": more,
    "notes-unfold": (button) => unfold(button.closest(".oa-note")),
    "notes-edit": (button) => replaceItem(button, "notes_edit_form"),
    "notes-edit-cancel": (button) => replaceItem(button, "notes_item"),
    "notes-delete-dialog": (button) => dialog(button, "oa-note-delete"),
    "notes-drop-dialog": (button) => dialog(button, "oa-engagement-delete"),
    "notes-delete": deleteNote,
    "notes-drop": drop,
    "notes-export": (button) => download(button, "notes_export"),
    "notes-file": (button) => download(button, "notes_agenda"),
    "notes-as-of": (form) => within(form, "check-up", valuesOf(form).as_of),
    "notes-length": (form) => within(form, "agenda", valuesOf(form).minutes),
  });

  function within(form, tab, detail) {
    const { engagement } = form.dataset;
    go(`#/${["notes", engagement, tab, detail].map(encodeURIComponent).join("/")}`);
  }

  function changed(event) {
    const { target } = event;
    if (target.id === "oa-add-text") keepDraft(target);
    else if (target.form && target.form.id === "oa-notes-filter") filterSoon();
    else if (target.form && target.form.dataset.do === "notes-length") target.form.requestSubmit();
  }

  function start(element, functions) {
    server = functions;
    element.addEventListener("input", changed);
    fillNames(call);
    open();
  }

  window.addEventListener("hashchange", open);
  window.advisorNotes = { busyWith, call, complain, forgive, start, valuesOf };
})();
