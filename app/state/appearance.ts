// Puts theme and motion on the document, where style sheets and canvases read them.

import type { LabStore } from "./lab.ts";

export function applyAppearance(store: LabStore): void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = (): void => {
    const { theme, motion } = store.getState().settings;
    const root = document.documentElement;
    root.dataset["theme"] = theme === "system" ? (system.matches ? "dark" : "light") : theme;
    root.dataset["motion"] = motion;
  };
  system.addEventListener("change", apply);
  store.subscribe((state, before) => {
    if (state.settings !== before.settings) apply();
  });
  apply();
}
