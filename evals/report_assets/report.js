(() => {
  const cases = [...document.querySelectorAll(".case")];
  const words = document.getElementById("words");
  const suite = document.getElementById("suite");
  const which = document.getElementById("which");
  const count = document.getElementById("count");
  const show = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const one of cases) {
      const text = one.textContent.toLowerCase();
      const fits = (!suite.value || one.dataset.suite === suite.value)
        && (!which.value || one.dataset.kind.split(" ").includes(which.value))
        && wanted.every((word) => text.includes(word));
      one.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    count.textContent = `${shown} of ${cases.length} cases`;
  };
  const jump = () => {
    const one = location.hash.startsWith("#case-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (one) { one.hidden = false; one.open = true; one.scrollIntoView(); }
  };
  document.querySelector(".filter").addEventListener("submit", (event) => event.preventDefault());
  for (const control of [words, suite, which]) control.addEventListener("input", show);
  addEventListener("hashchange", jump);
  if (!cases.some((one) => one.dataset.kind.includes("short"))) which.value = "";
  show();
  jump();
})();
