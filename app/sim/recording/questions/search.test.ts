// Searching memory finds what looking at every byte finds; searching names finds what the views call by them.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SearchFor } from "../../api.ts";
import { hexByte } from "../../core/hex.ts";
import { askRun } from "./ask.ts";
import { answer } from "./query.ts";
import { recorded, tiny } from "../../testing/small-runs.ts";

const run = recorded(tiny);
const { cursor, recording } = run;
const BYTES = recording.frameCount * 4096;

function search(wanted: SearchFor, t: number, limit = 1_000_000) {
  const question = askRun(run, { kind: "search", for: wanted, at: { t, sub: 0 }, limit });
  if (!question.ok) throw new Error(JSON.stringify(question.problems));
  return answer(question.value);
}

describe("memory", () => {
  const t = recording.phases.find(({ id }) => id === "swap-out")?.from ?? 0;
  cursor.seek({ t: t + 60, sub: 0 });
  const whole = cursor.memory.slice(0, BYTES);

  const places = fc.tuple(fc.nat(0x500), fc.constantFrom(0, 64, 2040, 4090, 4093), fc.integer({ min: 3, max: 12 }));

  it("finds every place of bytes, with wildcards and over the ends of frames", () => {
    fc.assert(
      fc.property(places, fc.nat(11), ([frame, offset, size], hole) => {
        const start = frame * 4096 + offset;
        const bytes = [...whole.subarray(start, start + size)];
        if (bytes.every((byte) => byte === 0)) return;
        const any = size > 3 ? hole % size : -1;
        if (bytes.every((byte, i) => i === any || byte === 0)) return;
        const text = bytes.map((byte, i) => (i === any ? "??" : hexByte(byte))).join(" ");
        const expected: number[] = [];
        for (let at = 0; at + size <= BYTES; at++)
          if (bytes.every((byte, i) => i === any || whole[at + i] === byte)) expected.push(at);
        const found = search({ kind: "bytes", text }, t + 60);
        expect(found.rows.map((row) => (row.kind === "memory" ? row.address : -1))).toEqual(expected);
        expect([found.total, found.complete]).toEqual([expected.length, true]);
      }),
      { numRuns: 5 },
    );
  }, 60_000);

  it("finds values at alignments of four only, and text", () => {
    const expected: number[] = [];
    const view = new DataView(whole.buffer, whole.byteOffset);
    for (let at = 0; at < BYTES; at += 4) if (view.getUint32(at, true) === 0x80000) expected.push(at);
    expect(search({ kind: "value", value: 0x80000 }, t + 60).total).toBe(expected.length);
    const [row] = search({ kind: "text", text: "Shopping: tea" }, 0, 1).rows;
    expect(row).toMatchObject({ kind: "memory", context: expect.stringContaining("Shopping") });
  });

  it("keeps nothing that it has looked through", () => {
    const before = recording.store.bytes;
    search({ kind: "text", text: "nowhere to be found" }, 0);
    expect(recording.store.bytes).toBe(before);
  });

  it("shows no more than asked for, and says how many there are", () => {
    const { rows, total } = search({ kind: "text", text: "kernel" }, 0, 3);
    expect(rows).toHaveLength(3);
    expect(total).toBeGreaterThan(3);
  });

  it("refuses what is no pattern", () => {
    for (const wanted of [
      { kind: "bytes", text: "?? ??" },
      { kind: "bytes", text: "0f 0" },
      { kind: "text", text: "" },
      { kind: "value", value: 2 ** 32 },
      { kind: "value", value: Number.NaN },
      { kind: "name", text: "  " },
    ] as const) {
      expect(askRun(run, { kind: "search", for: wanted, at: { t: 0, sub: 0 }, limit: 9 }).ok).toBe(false);
    }
  });
});

describe("names", () => {
  const found = (text: string) => search({ kind: "name", text }, 0, 500).rows;

  it("are those of phases, events, operations, tasks, roles and anchors", () => {
    const whats = (text: string) => new Set(found(text).map((row) => row.what.split(" ")[0]));
    expect(whats("vim")).toEqual(new Set(["task", "step,", "console", "operation"]));
    expect([...whats("swap page of kernel A")]).toEqual(["role"]);
    expect(found("swap/7/2")[0]).toMatchObject({ what: "anchor", anchor: "swap/7/2" });
    expect(found("phase/swap-out").some(({ what }) => what.startsWith("phase"))).toBe(true);
  });

  it("lead to where they are", () => {
    for (const row of found("freeze")) {
      if (row.kind !== "place") throw new Error("a place was expected");
      expect(row.at.t).toBeLessThanOrEqual(recording.end);
      expect(row.anchor).not.toBe("");
    }
  });
});
