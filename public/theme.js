// Before the first paint, so that a dark page never flashes light. A file of its own: the page allows no inline script.
(() => {
  let wanted = new URLSearchParams(location.hash.slice(1)).get("theme");
  try {
    wanted ??= JSON.parse(localStorage.getItem("kjl.settings") ?? "{}").theme;
  } catch {
    // Storage that is closed or damaged: the system decides.
  }
  const dark = wanted === "dark" || (wanted !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
