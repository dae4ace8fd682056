// "Who changed this?" is answered as a log would that is made by stepping the run one operation at a time.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Watched } from "../../api.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import type { Run } from "../run.ts";
import { askRun } from "./ask.ts";
import { answer } from "./query.ts";
import { REGISTER_NAMES, registerPart } from "./registers.ts";
import { type Log, logOf, nearest, timesOfBytes, timesOfWord } from "./testing/log.ts";
import { CASES, recorded } from "../../testing/small-runs.ts";

describe.each(CASES.map((each) => [each.title, each] as const))("in %s", (_, { scenario, stretch }) => {
  let run: Run;
  let log: Log;
  let isWhole: boolean;
  let written: Log["memory"][number];

  beforeAll(() => {
    run = recorded(scenario);
    const { from, to } = stretch?.(run) ?? { from: 0, to: run.recording.end };
    isWhole = from === 0 && to === run.recording.end;
    log = logOf(run.cursor, from, to);
    written = log.memory.flat();
  }, 120_000);

  /** A share of the way through the stretch. */
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const direction = fc.constantFrom<1 | -1>(1, -1);

  /** Outside the stretch nothing is known. */
  function agrees(of: Watched, times: readonly number[], way: number, towards: 1 | -1): void {
    const at = log.from + Math.round(way * (log.to - log.from));
    const expected = nearest(times, at, towards);
    if (expected === undefined && !isWhole) return;
    const question = askRun(run, { kind: "change", of, from: { t: at, sub: 0 }, direction: towards });
    if (!question.ok) throw new Error(JSON.stringify(question.problems));
    expect(answer(question.value)?.at.t).toBe(expected);
  }

  const near = fc
    .tuple(share, fc.integer({ min: -3, max: 5 }), fc.integer({ min: 1, max: 9 }))
    .map(([i, more, size]) => ({ i, more, size }));
  const addressOf = ({ i, more }: { readonly i: number; readonly more: number }): number => {
    const { address } = written[Math.floor(i * (written.length - 1))] ?? { address: 0x1000 };
    return Math.max(0, Math.min(address + more, run.recording.frameCount * PAGE_SIZE - 16));
  };

  it("of bytes and words, wherever they lie", () => {
    fc.assert(
      fc.property(near, share, direction, (place, at, way) => {
        const address = addressOf(place);
        const { size } = place;
        agrees({ kind: "bytes", address, size }, timesOfBytes(log, address, size), at, way);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("of frames", () => {
    fc.assert(
      fc.property(near, share, direction, (place, at, way) => {
        const pfn = addressOf(place) >>> 12;
        agrees({ kind: "frame", pfn }, timesOfBytes(log, pfn * PAGE_SIZE, PAGE_SIZE), at, way);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it("of registers and single bits", () => {
    const bit = fc.option(fc.nat(31), { nil: undefined });
    fc.assert(
      fc.property(fc.constantFrom(...REGISTER_NAMES), bit, share, direction, (name, number, at, way) => {
        const part = registerPart(name, number);
        if (!part.ok) throw new Error(name);
        const times = timesOfWord(log, part.value.word, part.value.mask);
        const of = { kind: "register", name, ...(number === undefined ? {} : { bit: number }) } as const;
        agrees(of, times, at, way);
      }),
      { numRuns: 80 },
    );
  }, 60_000);
});
