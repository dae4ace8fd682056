// Time travel on a whole run: any way to a position shows the state of a forward run, byte for byte.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { GRANULARITIES } from "../api.ts";
import { v8 } from "../protocol/v8/index.ts";
import { findPreset } from "../scenario/presets.ts";
import { planOf } from "../scenario/to-plan.ts";
import { anchorAt, resolveAnchor } from "./anchors.ts";
import { recordRun, type Run } from "./run.ts";
import { stepFrom } from "./steps.ts";

const preset = findPreset("tiny");
if (preset === undefined) throw new Error("the preset tiny is gone");
const plan = planOf(preset.scenario);

let run: Run;
let end: number;
/** State hash at every position, from a run in which every position was a boundary of the forward run. */
let forward: number[];

beforeAll(() => {
  run = recordRun(plan, v8);
  end = run.recording.end;
  const finest = recordRun(plan, v8, { tuning: { operations: 1, entries: 1, instructions: 1, checkpoint: 1 } });
  expect(finest.recording.end).toBe(end);
  expect(finest.recording.quanta).toBeGreaterThanOrEqual(end);
  forward = Array.from({ length: end + 1 }, (_, t) => {
    finest.cursor.seek({ t, sub: 0 });
    return finest.cursor.hash();
  });
}, 120_000);

const hashAt = (t: number): number => {
  run.cursor.seek({ t, sub: 0 });
  return run.cursor.hash();
};

describe("seek", () => {
  it("shows the state of a forward run at every position, in order and in reverse", () => {
    for (let t = 0; t <= end; t++) expect(hashAt(t), `t ${t}`).toBe(forward[t]);
    for (let t = end; t >= 0; t -= 7) expect(hashAt(t), `t ${t}`).toBe(forward[t]);
  });

  it("does so in any order", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(end), { minLength: 2, maxLength: 12 }), (positions) => {
        for (const t of positions) expect(hashAt(t)).toBe(forward[t]);
      }),
      { numRuns: 100 },
    );
  });

  it("shows every iteration of a copy, and the next instruction after the last one", () => {
    const copy = resolveAnchor(run.cursor, "swap/5/1+3");
    if (!copy.ok) throw new Error("no such anchor");
    const { t } = copy.value;
    const seen = new Set<number>();
    for (let sub = 0; sub < 1024; sub += 31) {
      run.cursor.seek({ t, sub });
      seen.add(run.cursor.hash());
      expect((run.cursor.cpu.regs[1] ?? 0) >>> 0).toBe(1024 - sub);
    }
    expect(seen.size).toBe(Math.ceil(1024 / 31));
    expect(hashAt(t + 1)).toBe(forward[t + 1]);
  });

  it("is the same for any spacing of quanta and checkpoints", () => {
    for (const size of [1, 7, 64]) {
      const tuning = { operations: size, entries: size, instructions: size * 9, checkpoint: size };
      const other = recordRun(plan, v8, { tuning });
      for (let t = 0; t <= end; t += 13) {
        other.cursor.seek({ t, sub: 0 });
        expect(other.cursor.hash(), `t ${t}, spacing ${size}`).toBe(forward[t]);
      }
    }
  });
});

describe("steps", () => {
  it.each(GRANULARITIES)("back undoes forward at granularity %s", (granularity) => {
    fc.assert(
      fc.property(fc.nat(end), fc.integer({ min: 1, max: 9 }), (t, count) => {
        const start = stepFrom(run.cursor, stepFrom(run.cursor, { t, sub: 0 }, granularity, -1), granularity, 1);
        const there = stepFrom(run.cursor, start, granularity, count);
        fc.pre(there.t < end);
        expect(stepFrom(run.cursor, there, granularity, -count)).toEqual(start);
      }),
      { numRuns: 60 },
    );
  });

  it.each(["copy", "page"] as const)("many steps at once are many single steps at granularity %s", (granularity) => {
    fc.assert(
      fc.property(fc.nat(end), fc.integer({ min: -30, max: 30 }), (t, count) => {
        let at = { t, sub: 0 };
        for (let i = 0; i < Math.abs(count); i++) at = stepFrom(run.cursor, at, granularity, Math.sign(count));
        expect(stepFrom(run.cursor, { t, sub: 0 }, granularity, count)).toEqual(at);
      }),
      { numRuns: 60 },
    );
  });
});

describe("anchors", () => {
  it("name every position, and lead back to it", () => {
    for (let t = 0; t <= end; t++) {
      const name = anchorAt(run.cursor, { t, sub: 0 });
      const found = resolveAnchor(run.cursor, name);
      expect(found.ok && found.value, name).toEqual({ t, sub: 0 });
    }
  });

  it("name positions inside a copy", () => {
    const found = resolveAnchor(run.cursor, "swap/7/1+3.405");
    expect(found.ok && anchorAt(run.cursor, found.value)).toBe("swap/7/1+3.405");
  });

  it("refuse what is no anchor and what this run does not reach", () => {
    for (const text of ["", "swap/7/4", ",", "phase/", "phase/nope", "swap/25/0", "jump/9", "<b>", "jump/1/jump/2"]) {
      expect(resolveAnchor(run.cursor, text).ok, text).toBe(false);
    }
  });
});

describe("a run in which power goes and comes back", () => {
  const hibernating = findPreset("hibernate-tiny")?.scenario;
  if (hibernating === undefined) throw new Error("the preset hibernate-tiny is gone");
  // purgatory is real code like any other, but millions of instructions of it
  const kernel = hibernating.segments.find(({ content }) => content === "kernel");
  const wanted = planOf({ ...hibernating, bEntry: kernel?.mem ?? 0 });
  let off: Run;
  let finest: Run;

  beforeAll(() => {
    off = recordRun(wanted, v8);
    finest = recordRun(wanted, v8, { tuning: { operations: 1, entries: 1, instructions: 1, checkpoint: 1 } });
  }, 120_000);

  const both = (t: number): readonly [number, number] => {
    for (const { cursor } of [off, finest]) cursor.seek({ t, sub: 0 });
    return [off.cursor.hash(), finest.cursor.hash()];
  };
  const agree = (t: number): void => {
    const [here, there] = both(t);
    expect(here, `t ${t}`).toBe(there);
  };

  it("shows the state of a forward run at every position around the power cycle, and at positions all over", () => {
    expect(finest.recording.quanta).toBeGreaterThanOrEqual(off.recording.end);
    const back = off.recording.boots[1]?.from ?? 0;
    expect(back).toBeGreaterThan(0);
    for (let t = back - 40; t < back + 300; t++) agree(t);
    for (let t = 0; t <= off.recording.end; t += 61) agree(t);
    for (let t = off.recording.end; t >= 0; t -= 997) agree(t);
  });

  it("does so from one side of the power cycle to the other and back", () => {
    const { end, boots } = off.recording;
    const back = boots[1]?.from ?? 0;
    fc.assert(
      fc.property(fc.nat(back - 1), fc.integer({ min: back, max: end }), (before, after) => {
        for (const t of [before, after, before]) agree(t);
      }),
      { numRuns: 40 },
    );
  });

  it("has a name for every position, which leads back to it", () => {
    const back = off.recording.boots[1]?.from ?? 0;
    for (const from of [back - 20, back + 180, off.recording.end - 1000]) {
      for (let t = from; t < from + 90; t++) {
        const name = anchorAt(off.cursor, { t, sub: 0 });
        const found = resolveAnchor(off.cursor, name);
        expect(found.ok && found.value, name).toEqual({ t, sub: 0 });
      }
    }
  });
});

describe("the run", () => {
  it("completes with every invariant checked and holding", () => {
    expect(run.recording.outcome.kind).toBe("completed");
    expect(run.invariants.map((result) => [result.id, result.status])).toEqual(
      run.invariants.map((result) => [result.id, "pass"]),
    );
  });
});
