// The bands of the control page.

import { describe, expect, it } from "vitest";
import type { ControlPageView } from "../../sim/api.ts";
import { bandsOf, partsOf, yOfOffset } from "./bands.ts";

const slot = (offset: number, group: "protocol" | "saved" | "links") => ({
  offset,
  size: 4,
  name: "",
  meaning: "",
  value: 0,
  written: true,
  group,
});
const page: ControlPageView = {
  owner: "A",
  pfn: 1,
  virtualAddress: 0xc0001000,
  physicalAddress: 0x1000,
  readAt: 0x1000,
  swapPfn: 2,
  codeBytes: 663,
  slots: [slot(0x800, "protocol"), slot(0x808, "saved"), slot(0x838, "links"), slot(0x844, "links")],
  stackFrom: 0x848,
  stackPointer: 0xff0,
  stack: [{ offset: 0xff0, value: 1 }],
};

describe("bands", () => {
  it("cover the page without a hole", () => {
    const parts = partsOf(page);
    expect(parts.map((part) => part.kind)).toEqual(["code", "saved", "links", "free", "stack"]);
    expect(parts[0]?.from).toBe(0);
    expect(parts.at(-1)?.to).toBe(4096);
    for (const [i, part] of parts.entries()) expect(part.to).toBe(parts[i + 1]?.from ?? 4096);
  });

  it("fill the height and keep the order", () => {
    const bands = bandsOf(page, 260);
    const last = bands.at(-1);
    expect((last?.y ?? 0) + (last?.height ?? 0)).toBeCloseTo(260);
    expect(yOfOffset(bands, 0)).toBe(0);
    expect(yOfOffset(bands, 0x800)).toBeLessThan(yOfOffset(bands, 0x838) ?? 0);
    expect(yOfOffset(bands, 4096)).toBeUndefined();
  });

  it("have no stack part while nothing was pushed", () => {
    const { stackPointer: _, ...rest } = page;
    expect(partsOf({ ...rest, stack: [] }).map((part) => part.kind)).toEqual(["code", "saved", "links", "free"]);
  });
});
