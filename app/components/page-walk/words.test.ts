// What may be typed for an address, and which entry is to blame.

import { describe, expect, it } from "vitest";
import type { AccessAnswer, EntryBit, WalkStep, WalkView } from "../../sim/api.ts";
import { accessText, failingStep, parseAddress } from "./words.ts";

const bit = (name: string, set: boolean): EntryBit => ({ name, bit: 0, meaning: name, set, ignored: false });
const step = (level: WalkStep["level"], set: string, failure?: WalkStep["failure"]): WalkStep => ({
  level,
  index: 0,
  entryAddress: 0,
  entry: { bytes: 4, low: 0, high: 0 },
  bits: ["P", "W", "U", "NX"].map((name) => bit(name, set.split(" ").includes(name))),
  ...(failure === undefined ? {} : { failure }),
  large: false,
  target: 0,
});
const walk = (steps: readonly WalkStep[], answer: AccessAnswer): WalkView => ({
  linear: 0,
  paging: true,
  pae: false,
  cr3: 0,
  parts: [],
  steps,
  accesses: [answer],
  alsoMappedAt: [],
  aliases: 0,
  pointers: [],
});
const blamed = (steps: readonly WalkStep[], access: AccessAnswer["access"], user: boolean, errorCode?: number) =>
  failingStep(walk(steps, { access, user, byTlb: false, ...(errorCode === undefined ? {} : { errorCode }) }), {
    access,
    user,
  });

describe("address", () => {
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

describe("the entry to blame", () => {
  it("is where the walk ends", () => {
    expect(blamed([step("PDE", "P W U"), step("PTE", "", "not-present")], "read", false, 0)).toBe(1);
  });

  it("is the first that withholds the right", () => {
    expect(blamed([step("PDE", "P W"), step("PTE", "P W")], "read", true, 5)).toBe(0);
    expect(blamed([step("PDE", "P W U"), step("PTE", "P U")], "write", true, 7)).toBe(1);
    expect(blamed([step("PDPTE", "P"), step("PDE", "P W U"), step("PTE", "P W U NX")], "fetch", false, 0x11)).toBe(2);
  });

  it("is none where the access passes", () => {
    expect(blamed([step("PDE", "P W U"), step("PTE", "P W U")], "read", false)).toBeUndefined();
  });
});

it("an access is named by who and what", () => {
  expect(accessText({ access: "fetch", user: false })).toBe("supervisor instruction fetch");
  expect(accessText({ access: "write", user: true })).toBe("user write");
});
