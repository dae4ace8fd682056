// Puts theme, motion, detail and presenter mode on the document, where style sheets and canvases read them.

import type { LabStore } from "./lab.ts";

export function applyAppearance(store: LabStore): void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = (): void => {
    const { settings, linked } = store.getState();
    const { motion, detail, presenter } = settings;
    // What a link asks for holds until the reader says otherwise.
    const theme = linked.theme ?? settings.theme;
    const root = document.documentElement;
    root.dataset["theme"] = theme === "system" ? (system.matches ? "dark" : "light") : theme;
    root.dataset["motion"] = motion;
    root.dataset["detail"] = detail;
    root.dataset["presenter"] = presenter;
  };
  system.addEventListener("change", apply);
  store.subscribe((state, before) => {
    if (state.settings.theme !== before.settings.theme && state.linked.theme !== undefined) {
      const { theme: _, ...linked } = state.linked;
      store.setState({ linked });
    }
    if (state.settings !== before.settings || state.linked !== before.linked) apply();
  });
  apply();
}
