// Address split, entry bits and fault words of the page walk.

import { describe, expect, it } from "vitest";
import type { WalkStep } from "../../sim/api.ts";
import { entryBits, failingStep, faultWords, parseAddress, splitAddress } from "./split.ts";

const step = (present: boolean): WalkStep => ({
  level: "PDE",
  index: 0,
  entryAddress: 0,
  entry: 0,
  present,
  writable: true,
  user: false,
  accessed: false,
  dirty: false,
  large: false,
  frame: 0,
});

describe("address", () => {
  it("splits 10/10/12 and 10/22", () => {
    expect(splitAddress(0xc03c8210, false).map((part) => part.value)).toEqual([0x300, 0x3c8, 0x210]);
    expect(splitAddress(0xffffffff, true).map((part) => part.value)).toEqual([0x3ff, 0x3fffff]);
  });

  it("is read as hex, decimal or register, and refused otherwise", () => {
    const registers = { eip: 0xc0001234 };
    expect(["0xC0", "c0h", "192", " eip ", "%eip"].map((text) => parseAddress(text, registers))).toEqual([
      0xc0, 0xc0, 192, 0xc0001234, 0xc0001234,
    ]);
    expect(["", "xyz", "0x1ffffffff", "9999999999"].map((text) => parseAddress(text, registers))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("walk", () => {
  it("says what an error code means", () => {
    expect(faultWords(0)).toBe("page not present, on a read, by the kernel");
    expect(faultWords(7)).toBe("protection violated, on a write, by user code");
  });

  it("marks the entry that fails", () => {
    const base = { linear: 0, paging: true, cr3: 0, alsoMappedAt: [] };
    const fault = { errorCode: 0, text: "" };
    expect(failingStep({ ...base, steps: [step(true), step(false)], fault })).toBe(1);
    expect(failingStep({ ...base, steps: [step(true), step(true)], fault })).toBe(1);
    expect(failingStep({ ...base, steps: [step(true), step(false)] })).toBeUndefined();
  });

  it("shows the size bit in the directory only", () => {
    expect(entryBits(step(true)).map((bit) => bit.name)).toContain("PS");
    expect(entryBits({ ...step(true), level: "PTE" }).map((bit) => bit.name)).not.toContain("PS");
  });
});
