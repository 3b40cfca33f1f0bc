/* The address after "#/": which view it belongs to, and what the views share. */
(() => {
  "use strict";

  const PRODUCT = "Outsourcing Advisor";
  const LOST = "The page could not be loaded. Is the program still running? Try again.";

  /* "point/2c" for "#/point/2c"; empty while the conversation is open. */
  function route() {
    const hash = window.location.hash;
    if (!hash.startsWith("#/") || hash === "#/" || hash === "#/ask") return "";
    return hash.slice(2).split("/").map((part) => {
      try { return decodeURIComponent(part); } catch { return part; }
    }).join("/");
  }

  function view() {
    const path = route();
    if (!path) return "ask";
    if (path === "review" || path === "verify") return path;
    return path === "notes" || path.startsWith("notes/") ? "notes" : "library";
  }

  function show() {
    const name = view();
    document.documentElement.dataset.view = name;
    for (const link of document.querySelectorAll(".oa-views a")) {
      if (link.dataset.view === name) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (name === "ask") document.title = PRODUCT;
  }

  function title(text) {
    document.title = `${text} · ${PRODUCT}`;
  }

  function escaped(text) {
    const box = document.createElement("p");
    box.textContent = text;
    return box.innerHTML;
  }

  function missing(text) {
    return {
      title: "Not found", section: "", target: "", count: "",
      html: `<h2 tabindex="-1">Not found</h2><p class="oa-lead" role="alert">${escaped(text)}</p>`,
    };
  }

  async function call(server, name, request) {
    try {
      return await server[name](request);
    } catch {
      return { error: LOST };
    }
  }

  /* A file as base64, with how much of it was read in percent. */
  function read(file, onPart) {
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
      reader.onerror = () => reject(reader.error);
      reader.onprogress = (event) => {
        if (event.lengthComputable) onPart(Math.round((100 * event.loaded) / event.total));
      };
      reader.readAsDataURL(file);
    });
  }

  document.documentElement.dataset.view = view();
  document.addEventListener("DOMContentLoaded", show);
  window.addEventListener("hashchange", show);
  window.advisorRoutes = { call, missing, read, route, show, title, view };
})();
