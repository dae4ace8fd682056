// How lately and how often frames were written, held to a count of every change of every frame.

import { describe, expect, it } from "vitest";
import { findPreset } from "../../scenario/presets.ts";
import { recordScenario } from "../../scenario/to-plan.ts";
import { quantaTouching } from "../touches.ts";
import { frameHints } from "./frame-hints.ts";
import { frameMeasures } from "./frame-measures.ts";

const preset = findPreset("tiny");
const recorded = preset === undefined ? undefined : recordScenario(preset.scenario);
if (recorded?.ok !== true) throw new Error("tiny must record");
const run = recorded.value;
const { cursor, recording } = run;
const places = [0, 1, 0.2, 0.9, 0.35, 0.36, 0.34, 0.5].map((share) => Math.floor(recording.end * share));

describe("measures of frames", () => {
  it("tell the same in whatever order positions are visited, and count what the index of touches has", () => {
    for (const t of places) {
      cursor.seek({ t, sub: 0 });
      const { levels, written } = frameMeasures(cursor, "heat");
      const quantum = recording.quantumAt(t);
      let count = 0;
      for (let pfn = 0; pfn < recording.frameCount; pfn++) {
        const before = [...quantaTouching(recording, pfn, quantum - 1, -1)].length;
        if (before > 0) expect(levels[pfn], `frame ${pfn} at ${t}`).toBeGreaterThan(0);
        if (levels[pfn] !== 0) count++;
      }
      expect(written).toBe(count);
    }
  });

  it("have nothing written at the start, and the newest write on top", () => {
    cursor.seek({ t: 0, sub: 0 });
    expect(frameMeasures(cursor, "age").written).toBe(0);
    cursor.seek({ t: recording.end, sub: 0 });
    const { levels, written } = frameMeasures(cursor, "age");
    expect(written).toBeGreaterThan(24);
    const lately = (pfn: number): number => quantaTouching(recording, pfn, recording.quanta - 1, -1).next().value ?? -1;
    const frames = Array.from({ length: recording.frameCount }, (_, pfn) => pfn).filter((pfn) => levels[pfn] !== 0);
    const byAge = frames.toSorted((a, b) => lately(b) - lately(a));
    const told = byAge.map((pfn) => levels[pfn] ?? 0);
    expect(told).toEqual(told.toSorted((a, b) => b - a));
    expect(Math.max(...told)).toBeLessThan(255);
  });
});

describe("bytes in small", () => {
  it("are the share of each sixteenth that is not zero", () => {
    cursor.seek({ t: 0, sub: 0 });
    const pfn = 0x406;
    const { pfns, shades } = frameHints(cursor, [pfn, recording.frameCount + 5]);
    expect(pfns).toEqual([pfn]);
    const bytes = cursor.memory.bytes(pfn);
    for (let part = 0; part < 16; part++) {
      const used = bytes.subarray(part * 256, part * 256 + 256).filter((byte) => byte !== 0).length;
      expect(shades[part]).toBe(used === 0 ? 0 : Math.max(1, Math.round((used * 255) / 256)));
    }
  });
});
