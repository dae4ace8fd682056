// The shipped palette against its promise: classes stay apart for every kind of colour vision and stand out.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contrast, parseHex, worstPair, type Rgb } from "../../scripts/palette-score.ts";

const tokens = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

function block(theme: string): string {
  const found = new RegExp(`data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(tokens)?.[1];
  if (found === undefined) throw new Error(`no block for ${theme}`);
  return found;
}

function token(theme: string, name: string): Rgb {
  const value = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(block(theme))?.[1];
  if (value === undefined) throw new Error(`no --${name} in ${theme}`);
  return parseHex(value);
}

const CLASSES = ["kernel-a", "kernel-b", "kernel-c", "control", "list", "swap", "reserved", "fault"];

describe.each(["light", "dark"])("palette of the %s theme", (theme) => {
  it("keeps any two classes 12 apart for normal, protan, deutan and tritan vision", () => {
    const names = [...CLASSES, "untouched"];
    const palette = Object.fromEntries(names.map((name) => [name, token(theme, `frame-${name}`)] as const));
    expect(worstPair(palette).distance).toBeGreaterThanOrEqual(12);
  });

  it.each(CLASSES)("lets %s stand 3:1 on the panel", (name) => {
    expect(contrast(token(theme, `frame-${name}`), token(theme, "surface"))).toBeGreaterThanOrEqual(3);
  });

  it.each(["text-1", "text-2", "text-3", "kernel-a", "kernel-b", "kernel-c", "kernel-code", "good", "warn", "bad"])(
    "lets %s be read on panels and raised surfaces",
    (name) => {
      expect(contrast(token(theme, name), token(theme, "surface"))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(token(theme, name), token(theme, "surface-2"))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(token(theme, name), token(theme, "raised"))).toBeGreaterThanOrEqual(4.5);
    },
  );
});

describe("the score itself", () => {
  it("calls equal colours equal and black and white far apart", () => {
    expect(worstPair({ a: parseHex("#336699"), b: parseHex("#336699") }).distance).toBe(0);
    expect(contrast(parseHex("#000000"), parseHex("#ffffff"))).toBeCloseTo(21, 5);
  });

  it("sees that red and green of like lightness collapse for some readers", () => {
    const worst = worstPair({ red: parseHex("#b3541e"), green: parseHex("#5f7a1e") });
    expect(worst.distance).toBeLessThan(6);
    expect(["protanopia", "deuteranopia"]).toContain(worst.vision);
  });
});
