/* The engagement that questions are about: one choice a window, kept for each conversation. */
(() => {
  "use strict";

  const { byId } = window.advisorPage;
  const CHOICE = "oa-about";
  const CHOICES = "oa-about-of";
  let conversation = null;

  const stored = () => window.sessionStorage.getItem(CHOICE) || "";
  const choices = () => JSON.parse(window.sessionStorage.getItem(CHOICES) || "{}");

  function setChoice(value) {
    window.sessionStorage.setItem(CHOICE, value);
    const select = byId("oa-about-choice");
    if (select) select.value = value;
  }

  function keepChoice() {
    if (!conversation) return;
    const all = { ...choices(), [conversation]: stored() };
    window.sessionStorage.setItem(CHOICES, JSON.stringify(all));
  }

  function opened(identifier, first) {
    if (identifier === conversation) return;
    const fresh = conversation === "" && first;
    conversation = identifier;
    const known = choices();
    if (identifier in known) setChoice(known[identifier]);
    else if (fresh) keepChoice();
  }

  async function fillNames(call) {
    const answer = await call("notes_names", {});
    const select = byId("oa-about-choice");
    if (answer.error || !select) return;
    select.replaceChildren(new Option("All engagements", ""));
    for (const item of answer.names) select.append(new Option(item.name, item.engagement_id));
    if (!answer.names.some((item) => item.engagement_id === stored())) setChoice("");
    select.value = stored();
    byId("oa-about").hidden = answer.names.length === 0;
  }

  document.addEventListener("change", (event) => {
    if (event.target.id !== "oa-about-choice") return;
    setChoice(event.target.value);
    keepChoice();
  });

  Object.assign(window.advisorPage, { about: stored, opened });
  window.advisorAbout = { fillNames };
})();
