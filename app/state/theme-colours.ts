// The colours of the present theme, for pictures that stand alone.

import type { PictureColours } from "./export.ts";

const TOKENS: Readonly<Record<keyof PictureColours, string>> = {
  surface: "--surface",
  ink: "--text-1",
  quiet: "--text-3",
  rule: "--rule",
  kernelA: "--kernel-a",
  kernelB: "--kernel-b",
  kernelC: "--kernel-c",
  code: "--frame-control",
  selected: "--selected",
  bad: "--bad",
};

/** As the browser resolves them: a file has no custom properties. */
export function themeColours(): PictureColours {
  const probe = document.createElement("span");
  probe.style.display = "none";
  document.body.append(probe);
  const entries = Object.entries(TOKENS).map(([name, token]) => {
    probe.style.color = `var(${token})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(entries) as PictureColours;
}
