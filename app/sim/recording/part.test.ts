// Looking around in the part that is recorded leaves no trace in the recording.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { GRANULARITIES, type Scenario } from "../api.ts";
import { mix } from "../core/hash.ts";
import { U32Column } from "../memory/growable.ts";
import { findPreset } from "../scenario/presets.ts";
import { recordScenario, scenarioInParts } from "../scenario/to-plan.ts";
import { anchorAt } from "./anchors.ts";
import { momentAt } from "./moment.ts";
import type { Run } from "./run.ts";
import { stepFrom } from "./steps.ts";
import { summaryOf } from "./summary.ts";
import { quantaTouching } from "./touches.ts";

const preset = (id: string): Scenario => {
  const found = findPreset(id);
  if (found === undefined) throw new Error(`the preset ${id} is gone`);
  return found.scenario;
};

/** Numbers from 0 to 1, one after the other. */
type Dice = () => number;

function diceOf(numbers: readonly number[]): Dice {
  let next = 0;
  return () => numbers[next++ % numbers.length] ?? 0;
}

/** What a reader may do with a run. */
function lookAround(run: Run, dice: Dice): void {
  const { cursor, recording } = run;
  const t = Math.floor(dice() * (recording.end + 1));
  const frame = Math.floor(dice() * recording.frameCount);
  const moment = momentAt(
    run,
    { t, sub: Math.floor(dice() * 600) },
    { frame, walk: "eip", system: true, codeLines: 8 },
  );
  expect(moment.at.t).toBeLessThanOrEqual(recording.end);
  const granularity = GRANULARITIES[Math.floor(dice() * GRANULARITIES.length)] ?? "copy";
  const there = stepFrom(cursor, moment.at, granularity, dice() < 0.5 ? -3 : 3);
  anchorAt(cursor, there);
  for (const quantum of quantaTouching(recording, frame, 0, 1)) expect(quantum).toBeLessThan(recording.quanta);
  cursor.memory.bytes(frame);
  cursor.hash();
}

/** Records, and looks around at the boundaries of these numbers. */
function recordLooking(scenario: Scenario, looks: ReadonlySet<number>, dice: Dice): Run {
  const parts = scenarioInParts(scenario);
  for (let n = 0; ; n++) {
    const { done, value } = parts.next();
    if (done !== true) {
      const run = looks.has(n) ? value?.open() : undefined;
      if (run === undefined) continue;
      lookAround(run, dice);
      if (dice() < 0.1) expect(summaryOf(run, scenario).outcome.kind).toBe("recording");
      continue;
    }
    if (!value.ok) throw new Error(JSON.stringify(value.problems));
    return value.value;
  }
}

function boundariesOf(scenario: Scenario): number {
  const parts = scenarioInParts(scenario);
  for (let n = 0; ; n++) if (parts.next().done === true) return n;
}

function hashes({ cursor, recording }: Run, every: number): number[] {
  const all: number[] = [];
  for (let t = 0; t <= recording.end; t += every) {
    cursor.seek({ t, sub: 0 });
    all.push(cursor.hash());
  }
  return all;
}

/** All that is written, as a number. */
function digest(value: unknown, from = 1): number {
  if (typeof value === "number") return mix(from, value);
  if (typeof value === "string") return Array.from(value, (letter) => letter.charCodeAt(0)).reduce(mix, from);
  if (value instanceof U32Column) return digest(value.data.subarray(0, value.length), from);
  if (value instanceof Uint32Array) return value.reduce((sum, word) => mix(sum, word), from);
  if (typeof value !== "object" || value === null) return mix(from, 7);
  return Object.entries(value).reduce((sum, [key, each]) => digest(each, digest(key, sum)), from);
}
function written({ recording }: Run): number {
  const tables = recording.checkpoints.map(({ quantum, table }) => ({ quantum, table }));
  // contents are numbered alike; what they hold the state hashes tell
  return digest([Object.entries(recording).filter(([name]) => name !== "store" && name !== "checkpoints"), tables]);
}

describe.each(["tiny", "hibernate-tiny"])("the part of %s that is recorded", (id) => {
  const scenario = preset(id);
  let undisturbed: Run;
  let boundaries: number;
  let expected: { readonly written: number; readonly hashes: readonly number[] };

  beforeAll(() => {
    const recorded = recordScenario(scenario);
    if (!recorded.ok) throw new Error(JSON.stringify(recorded.problems));
    undisturbed = recorded.value;
    boundaries = boundariesOf(scenario);
    expected = { written: written(undisturbed), hashes: hashes(undisturbed, 1009) };
  }, 60_000);

  it("can be looked at without a trace: history, and the state at every thousandth position", () => {
    const dice = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 5, maxLength: 40 });
    const looks = fc.uniqueArray(fc.nat(boundaries - 1), { minLength: 1, maxLength: 16 });
    fc.assert(
      fc.property(looks, dice, (some, numbers) => {
        const run = recordLooking(scenario, new Set(some.flatMap((n) => [n, n + 1])), diceOf(numbers));
        expect(written(run)).toBe(expected.written);
        expect(hashes(run, 1009)).toEqual(expected.hashes);
        expect(run.invariants).toEqual(undisturbed.invariants);
      }),
      { numRuns: id === "tiny" ? 12 : 3 },
    );
  }, 60_000);

  it("that has been looked at shows the same moments as one that has not, inside the part and after it", () => {
    const interest = { frame: 0x406, walk: "eip", system: true, codeLines: 8 } as const;
    const looks = new Set([1, 3, 5, 7].map((eighth) => Math.floor((boundaries * eighth) / 8)));
    const parts = scenarioInParts(scenario);
    let run = undisturbed;
    for (let n = 0; ; n++) {
      const { done, value } = parts.next();
      if (done === true && value.ok) run = value.value;
      if (done === true) break;
      const part = looks.has(n) ? value?.open() : undefined;
      const { end = 0 } = part?.recording ?? {};
      for (const t of [end, Math.floor(end / 2)]) if (part !== undefined) momentAt(part, { t, sub: 0 }, interest);
    }
    expect(run).not.toBe(undisturbed);
    for (let i = 0; i <= 40; i++) {
      const at = { t: Math.floor((undisturbed.recording.end * i) / 40), sub: 0 };
      expect(momentAt(run, at, interest), `t ${at.t}`).toEqual(momentAt(undisturbed, at, interest));
    }
  }, 60_000);

  it("shows what the whole run shows at the same position", () => {
    const parts = scenarioInParts(scenario);
    let n = 0;
    let before = 0;
    for (let next = parts.next(); next.done !== true; next = parts.next()) {
      if (n++ % 41 > 3) continue;
      const run = next.value?.open();
      if (run === undefined) continue;
      const { end } = run.recording;
      // the end last: the cursor stands where the recorder goes on, and there it is asked again
      for (const t of [before, Math.floor(end / 2), end]) {
        for (const { cursor } of [run, undisturbed]) cursor.seek({ t, sub: 0 });
        expect(run.cursor.hash(), `t ${t} of ${end}`).toBe(undisturbed.cursor.hash());
        if (t < end) expect(anchorAt(run.cursor, { t, sub: 0 })).toBe(anchorAt(undisturbed.cursor, { t, sub: 0 }));
      }
      before = end;
    }
    expect(n).toBeGreaterThan(50);
  });
});

describe("a run with faults", () => {
  it("shows only the run that was asked for, not those its faults are aimed at", () => {
    const scenario = { ...preset("tiny"), faults: ["skip:freeze_processes/vim"] };
    const parts = scenarioInParts(scenario);
    const seen: number[] = [];
    for (let next = parts.next(); next.done !== true; next = parts.next()) {
      const run = next.value?.open();
      if (run !== undefined) seen.push(run.faults.length);
    }
    expect([...new Set(seen)]).toEqual([1]);
  });
});
