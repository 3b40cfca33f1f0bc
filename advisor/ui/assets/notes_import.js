/* Importing notes: the file is read here and sent as base64; the rows come back and go in steps. */
(() => {
  "use strict";

  const { announce, byId, local } = window.advisorPage;
  const { read } = window.advisorRoutes;
  const { busyWith, call, complain, forgive, valuesOf } = window.advisorNotes;
  const BATCH = 500;

  let chosen = null;
  let pending = null;

  function choose(file) {
    const zone = document.querySelector("#oa-notes-leaf .oa-drop");
    if (!file || !zone) return;
    const limit = Number(zone.dataset.limit);
    const large = file.size > limit;
    chosen = large ? null : file;
    byId("oa-import-name").textContent = large
      ? `${file.name} is too large: the limit here is ${limit / 1e6} MB. `
        + "Import it with the command `advisor notes import FILE`."
      : `Chosen: ${file.name}`;
  }

  async function preview(form) {
    forgive(form);
    const values = valuesOf(form);
    const said = byId("oa-import-name");
    if (chosen) {
      try {
        values.content = await read(chosen, (part) => { said.textContent = `Reading: ${part} %`; });
      } catch {
        complain(form, { error: `${chosen.name} could not be read. Check that it still exists.` });
        return;
      }
      values.file = chosen.name;
      values.text = "";
      said.textContent = `Chosen: ${chosen.name}`;
    }
    const answer = await busyWith(form, () => call("notes_preview", values));
    const place = byId("oa-import-preview");
    if (answer.error) {
      place.replaceChildren();
      complain(form, answer);
      return;
    }
    pending = answer;
    place.innerHTML = answer.html;
    place.querySelector("h4").focus({ preventScroll: true });
    place.scrollIntoView({ block: "start" });
  }

  async function importAll(button) {
    const { rows, engagements, format } = pending;
    const place = byId("oa-import-preview");
    button.parentElement.hidden = true;
    place.querySelector(".oa-import-progress").hidden = false;
    const bar = byId("oa-import-bar");
    const said = byId("oa-import-said");
    let done = 0;
    for (let from = 0; from < rows.length; from += BATCH) {
      said.textContent = `Saved ${done.toLocaleString("en")} of ${rows.length.toLocaleString("en")}…`;
      const answer = await call("notes_save", {
        rows: rows.slice(from, from + BATCH), format, engagements: from ? [] : engagements,
      });
      if (answer.error) {
        const saved = `${done.toLocaleString("en")} notes were saved.`;
        said.textContent = saved;
        place.querySelector(".oa-alert").textContent =
          `${answer.error} ${saved} Make the preview again to add the rest.`;
        return;
      }
      done += answer.saved;
      bar.value = from + BATCH;
    }
    pending = null;
    forgetFile();
    place.innerHTML = '<p class="oa-nothing" tabindex="-1"></p>';
    const words = place.querySelector("p");
    words.textContent = `Added ${done.toLocaleString("en")} ${done === 1 ? "note" : "notes"}.`;
    words.focus();
    announce(words.textContent);
    const area = byId("oa-import-text");
    if (area) area.value = "";
  }

  function forgetFile() {
    chosen = null;
    const input = byId("oa-import-file");
    if (input) input.value = "";
    const name = byId("oa-import-name");
    if (name) name.textContent = "";
  }

  function cancelImport() {
    pending = null;
    byId("oa-import-preview").replaceChildren();
    const area = byId("oa-import-text");
    if (area) area.focus();
  }

  document.addEventListener("input", (event) => {
    if (event.target.id === "oa-import-file") choose(event.target.files[0]);
    else if (event.target.id === "oa-import-text") forgetFile();
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      const zone = event.target.closest && event.target.closest("#oa-notes-leaf .oa-drop");
      if (!zone) return;
      event.preventDefault();
      zone.toggleAttribute("data-over", name === "dragover");
      if (name === "drop") choose(event.dataTransfer.files[0]);
    });
  }
  window.addEventListener("hashchange", () => { chosen = null; pending = null; });

  Object.assign(local, {
    "notes-preview": preview,
    "notes-import": importAll,
    "notes-import-cancel": cancelImport,
  });
})();
