// References and what people type: selections survive a link, and "go to" understands times, ends and anchors.

import { describe, expect, it } from "vitest";
import { namedPlaces, parseGoTo } from "./goto.ts";
import { parseSelection, selectionText } from "./refs.ts";
import { parseSettings } from "./settings.ts";
import { DEFAULT_SETTINGS } from "./initial.ts";
import { summary } from "./testing/handmade.ts";
import type { Selection } from "./types/selection.ts";

const selections: readonly Selection[] = [
  { kind: "frame", pfn: 0x1c04 },
  { kind: "byte", address: 0x01c0_4804 },
  { kind: "entry", index: 1031 },
  { kind: "slot", owner: "B", offset: 0x804 },
  { kind: "slot", owner: "C", offset: 0x810 },
  { kind: "register", name: "cr3" },
  { kind: "linear", address: 0xc010_0000 },
  { kind: "phase", index: 3 },
  { kind: "device", name: "eth0" },
];

describe("selection in a link", () => {
  it.each(selections)("comes back as it went: $kind", (selection) => {
    expect(parseSelection(selectionText(selection))).toEqual(selection);
  });

  it.each([
    "",
    "frame",
    "frame:",
    "frame:xyz",
    "frame:-1",
    "cp:D:0x804",
    "cp:A:0x8040",
    "unknown:1",
    "byte:0x100000000",
  ])("refuses %j", (text) => {
    expect(parseSelection(text)).toBeUndefined();
  });
});

describe("go to", () => {
  it.each([
    ["7", { kind: "position", at: { t: 7, sub: 0 } }],
    ["t 88,213.412", { kind: "position", at: { t: 88_213, sub: 412 } }],
    ["start", { kind: "position", at: { t: 0, sub: 0 } }],
    ["outcome", { kind: "position", at: { t: summary.end, sub: 0 } }],
    [" Swap/412/2 ", { kind: "anchor", anchor: "swap/412/2" }],
  ])("reads %j", (text, target) => {
    expect(parseGoTo(text, summary)).toEqual(target);
  });

  it("reads nothing from nothing", () => {
    expect(parseGoTo("  ", summary)).toBeUndefined();
  });

  it("lists places in the order of the run", () => {
    expect(namedPlaces(summary).map((place) => place.anchor)).toEqual(["phase/p0", "phase/p1", "jump/1", "end"]);
  });
});

describe("settings", () => {
  it("fall back piece by piece", () => {
    expect(parseSettings(null)).toEqual(DEFAULT_SETTINGS);
    expect(parseSettings("{broken")).toEqual(DEFAULT_SETTINGS);
    expect(parseSettings('{"theme":"dark","motion":"wild"}')).toEqual({ ...DEFAULT_SETTINGS, theme: "dark" });
  });
});
