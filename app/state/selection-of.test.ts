import { describe, expect, it } from "vitest";
import type { Moment } from "../sim/api.ts";
import { selectionName, selectionOf, spanOf, watchedOf } from "./selection-of.ts";
import { parseSelection, selectionText } from "./refs.ts";
import type { Selection } from "./types/selection.ts";

const moment = {
  controlPages: [
    { owner: "B", physicalAddress: 0x9000, readAt: 0x9000, slots: [{ offset: 0x808, size: 4 }] },
    { owner: "C", physicalAddress: 0x9000, readAt: 0x5000, away: "exchanged", slots: [{ offset: 0x808, size: 4 }] },
  ],
  list: { rows: [{ index: 1 }, { index: 2, address: 0x7004 }] },
  walk: { linear: 0xc0100000, paging: true, physical: 0x100000 },
} as unknown as Moment;

describe("the bytes of a selection", () => {
  it.each<readonly [Selection, { address: number; size: number } | undefined]>([
    [
      { kind: "frame", pfn: 2 },
      { address: 0x2000, size: 4096 },
    ],
    [
      { kind: "byte", address: 0x2004 },
      { address: 0x2004, size: 1 },
    ],
    [
      { kind: "slot", owner: "B", offset: 0x808 },
      { address: 0x9808, size: 4 },
    ],
    [
      { kind: "slot", owner: "C", offset: 0x808 },
      { address: 0x5808, size: 4 },
    ],
    [{ kind: "slot", owner: "A", offset: 0x808 }, undefined],
    [
      { kind: "entry", index: 2 },
      { address: 0x7004, size: 4 },
    ],
    [{ kind: "entry", index: 1 }, undefined],
    [
      { kind: "linear", address: 0xc0100000 },
      { address: 0x100000, size: 1 },
    ],
    [{ kind: "linear", address: 0xc0200000 }, undefined],
    [{ kind: "register", name: "cr3" }, undefined],
  ])("of %o are %o", (selection, span) => {
    expect(spanOf(selection, moment)).toEqual(span);
  });
});

describe("what is watched", () => {
  it("is the register or its bit, the frame, else the bytes", () => {
    expect(watchedOf({ kind: "register", name: "cr0", bit: 31 }, moment)).toEqual({
      kind: "register",
      name: "cr0",
      bit: 31,
    });
    expect(watchedOf({ kind: "frame", pfn: 9 }, moment)).toEqual({ kind: "frame", pfn: 9 });
    expect(watchedOf({ kind: "entry", index: 2 }, moment)).toEqual({ kind: "bytes", address: 0x7004, size: 4 });
    expect(watchedOf({ kind: "device", name: "eth0" }, moment)).toBeUndefined();
  });

  it("can be selected", () => {
    expect(selectionOf({ kind: "bytes", address: 4, size: 8 })).toEqual({ kind: "byte", address: 4, size: 8 });
  });
});

describe("selections in words and in links", () => {
  it.each<readonly [Selection, string, string]>([
    [{ kind: "byte", address: 0x2004, size: 4 }, "4 bytes at 0x00002004", "byte:0x00002004+4"],
    [{ kind: "byte", address: 0x2004 }, "byte 0x00002004", "byte:0x00002004"],
    [{ kind: "register", name: "cr0", bit: 31 }, "bit 31 of cr0", "reg:cr0/31"],
    [{ kind: "register", name: "gdtr.base" }, "gdtr.base", "reg:gdtr.base"],
  ])("%o is %s and %s", (selection, name, text) => {
    expect([selectionName(selection), selectionText(selection)]).toEqual([name, text]);
    expect(parseSelection(text)).toEqual(selection);
  });
});
