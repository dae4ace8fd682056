// A chain of hops is true: along it the bytes are the same, and where they end nobody else has them.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ContentHop, Position } from "../../api.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import type { Run } from "../run.ts";
import { askRun } from "./ask.ts";
import { answer } from "./query.ts";
import { recorded, scenarioOf, tiny } from "../../testing/small-runs.ts";

function chain(run: Run, address: number, size: number, t: number, direction: 1 | -1): readonly ContentHop[] {
  const question = askRun(run, { kind: "provenance", address, size, from: { t, sub: 0 }, direction });
  if (!question.ok) throw new Error(JSON.stringify(question.problems));
  return answer(question.value);
}

const bytesAt = ({ cursor }: Run, { t }: Position, frame: number, offset: number, size: number): string => {
  cursor.seek({ t, sub: 0 });
  return cursor.memory.store
    .bytesOf(cursor.memory.table[frame] ?? 0)
    .slice(offset, offset + size)
    .join();
};

const tinyRun = recorded({ ...tiny, faults: ["flip:0x00406100.3@swap/7/1"] });
const off = recorded(scenarioOf("hibernate-tiny"));

describe.each([
  ["a small exchange", tinyRun, 0x400, 0x418],
  ["a whole hibernation", off, 0x400, 0x460],
] as const)("in %s", (_, run, low, high) => {
  const { end } = run.recording;
  const place = fc.tuple(
    fc.integer({ min: low, max: high - 1 }),
    fc.nat(PAGE_SIZE - 8),
    fc.integer({ min: 1, max: 8 }),
    fc.nat(end),
  );

  it("the bytes are the same along the way that they came", () => {
    fc.assert(
      fc.property(place, ([frame, offset, size, t]) => {
        const hops = chain(run, frame * PAGE_SIZE + offset, size, t, -1);
        const bytes = bytesAt(run, { t, sub: 0 }, frame, offset, size);
        expect(["write", "initial", "lost"]).toContain(hops.at(-1)?.kind);
        let at = frame;
        for (const hop of hops) {
          expect(hop.frame).toBe(at);
          expect(bytesAt(run, hop.at, hop.frame, offset, size)).toBe(bytes);
          for (const copy of hop.copies) expect(bytesAt(run, copy.at, copy.to, offset, size)).toBe(bytes);
          at = hop.other ?? at;
        }
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it("the bytes are the same along the way that they go, until the last copy is overwritten", () => {
    fc.assert(
      fc.property(place, ([frame, offset, size, t]) => {
        const hops = chain(run, frame * PAGE_SIZE + offset, size, t, 1);
        const bytes = bytesAt(run, { t, sub: 0 }, frame, offset, size);
        expect(["end", "lost"]).toContain(hops.at(-1)?.kind);
        for (const hop of hops) {
          const before = { t: hop.kind === "lost" ? hop.at.t - 1 : hop.at.t, sub: 0 };
          expect(bytesAt(run, before, hop.frame, offset, size)).toBe(bytes);
        }
        for (const hop of hops.filter(({ kind }) => kind === "end")) {
          if (hop.frame >= run.recording.frameCount) continue;
          const back = chain(run, hop.frame * PAGE_SIZE + offset, size, end, -1);
          // the way back comes to where it began, or to an origin before
          const met = back.some((each) => each.at.t <= t) || back.at(-1)?.kind === "initial";
          expect(met).toBe(true);
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});

it("a page of A goes to its source page and comes back, each exchange one hop with its copies", () => {
  const run = recorded({ ...tiny, jumps: 2 });
  const hops = chain(run, 0x406100, 4, 0, 1);
  expect(hops.map(({ kind, frame }) => [kind, frame])).toEqual([
    ["exchange", hops[0]?.frame],
    ["exchange", 0x406],
    ["end", 0x406],
  ]);
  expect(hops.map(({ copies }) => copies.length)).toEqual([1, 2, 0]);
  const back = chain(run, 0x406100, 4, run.recording.end, -1);
  expect(back.map(({ kind, frame }) => [kind, frame])).toEqual([
    ["exchange", 0x406],
    ["exchange", hops[0]?.frame],
    ["initial", 0x406],
  ]);
});

it("what nobody saved goes with power, and what was written to the disk comes back from it", () => {
  const power = off.recording.boots[1]?.from ?? 0;
  const fates = Array.from({ length: 24 }, (_, i) => chain(off, (0x400 + i) * PAGE_SIZE, 4, 0, 1).at(-1));
  const others = Array.from({ length: 24 }, (_, i) =>
    chain(off, (0x200 + 37 * i) * PAGE_SIZE, 4, power - 20_000, 1).at(-1),
  );
  expect(others.some((fate) => fate?.kind === "lost" && fate.at.t === power)).toBe(true);
  expect(fates.some((fate) => fate?.kind === "end")).toBe(true);
});

it("refuses bytes of more than one page", () => {
  const question = { kind: "provenance", address: 0x400ffe, size: 4, from: { t: 0, sub: 0 }, direction: 1 } as const;
  expect(askRun(tinyRun, question).ok).toBe(false);
});
