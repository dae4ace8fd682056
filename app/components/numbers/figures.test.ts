// Figures in words, and which of them are drawn.

import { describe, expect, it } from "vitest";
import type { NumberRow } from "../../sim/api.ts";
import { barsOf, valueWords } from "./figures.ts";

const row = (id: string, group: NumberRow["group"], value: number, unit: NumberRow["unit"]): NumberRow => ({
  ...{ id, group, value, unit },
  name: id,
  how: "by hand",
  measured: true,
});

describe("a figure", () => {
  it("says its unit, and pages also as memory", () => {
    expect(valueWords({ value: 1536, unit: "pages" })).toBe("1,536 pages · 6 MiB");
    expect(valueWords({ value: 1, unit: "pages" })).toBe("1 page · 4 KiB");
    expect(valueWords({ value: 24 * 1024 * 1024, unit: "bytes" })).toBe("24 MiB");
    expect(valueWords({ value: 6, unit: "calls" })).toBe("6 calls");
    expect(valueWords({ value: 1, unit: "calls" })).toBe("1 call");
  });
});

describe("the picture", () => {
  it("has sizes of images as bars and those of swsusp as ceilings", () => {
    const bars = barsOf([
      row("source-pages", "memory", 7, "pages"),
      row("image-plain", "image", 100, "bytes"),
      row("image-dropped", "image", 3, "pages"),
      row("image-written", "image", 100, "bytes"),
      row("swsusp-limit", "image", 40, "bytes"),
      row("bytes-total", "copies", 9, "bytes"),
    ]);
    expect(bars.map(({ id, ceiling }) => [id, ceiling])).toEqual([
      ["image-plain", false],
      ["swsusp-limit", true],
    ]);
  });
});
