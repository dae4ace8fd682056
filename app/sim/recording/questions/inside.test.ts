// Questions asked inside a repeated instruction: what its iterations have done so far counts, what they have still to do
// does not. Held to the instruction's own registers, and to a log made by stepping.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Change, Position, Watched } from "../../api.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import { askRun } from "./ask.ts";
import { answer } from "./query.ts";
import { registerPart, valueOf } from "./registers.ts";
import { logOf, nearest, timesOfBytes, timesOfWord } from "./testing/log.ts";
import { recorded, tiny } from "../../testing/small-runs.ts";

const run = recorded({ ...tiny, jumps: 2 });
const { cursor, recording } = run;
const log = logOf(cursor, 0, recording.end);
const whole = (t: number): Position => ({ t, sub: 0 });

interface Copying {
  readonly t: number;
  readonly iterations: number;
  /** Physical, of the first element. */
  readonly from: number;
  readonly to: number;
}

/** Every repeated instruction of the run; all of them move words upward. */
const copies: Copying[] = [];
for (let t = 0; t < recording.end; t++) {
  cursor.seek(whole(t));
  const iterations = cursor.repIterations();
  if (iterations < 2) continue;
  const [esi, edi] = [cursor.cpu.regs[6], cursor.cpu.regs[7]];
  copies.push({ t, iterations, from: cursor.cpu.translate(esi) ?? 0, to: cursor.cpu.translate(edi) ?? 0 });
}

const place = fc
  .tuple(fc.nat(copies.length - 1), fc.integer({ min: 1, max: 1023 }), fc.nat(1023))
  .map(([i, sub, word]) => ({ copy: copies[i] ?? { t: 0, iterations: 1, from: 0, to: 0 }, sub, word }));
const directions = fc.constantFrom<1 | -1>(1, -1);

function changeOf(of: Watched, from: Position, direction: 1 | -1): Change | undefined {
  const question = askRun(run, { kind: "change", of, from, direction });
  if (!question.ok) throw new Error(JSON.stringify(question.problems));
  return answer(question.value);
}

const wordAt = (at: Position, address: number): number => {
  cursor.seek(at);
  return cursor.memory.read32(address) >>> 0;
};

describe("inside a repeated instruction", () => {
  it("there is something to ask about", () => {
    expect(copies.length).toBeGreaterThan(30);
    expect(copies.every(({ iterations }) => iterations === 1024)).toBe(true);
  });

  it("a word was changed by its own iteration, or by what was before", () => {
    fc.assert(
      fc.property(place, directions, ({ copy: { t, to }, sub, word }, direction) => {
        const address = to + 4 * word;
        const from = { t, sub };
        const found = changeOf({ kind: "bytes", address, size: 4 }, from, direction);
        const times = timesOfBytes(log, address, 4);
        const isDone = word < sub;
        if (direction === -1) {
          const before = nearest(times, t, -1);
          expect(found?.at).toEqual(isDone ? { t, sub: word + 1 } : before && whole(before));
        } else expect(found?.at.t).toBe(nearest(times, isDone ? t + 1 : t, 1));
        if (found !== undefined) expect(found.after).toBe(wordAt(found.at, address));
        if (found?.at.t === t + 1) expect(found.before).toBe(wordAt(from, address));
      }),
      { numRuns: 60 },
    );
  });

  it("a register is what the iterations so far have made of it", () => {
    const names = fc.constantFrom("ecx", "esi", "edi", "eax", "eip", "esp");
    fc.assert(
      fc.property(place, names, directions, ({ copy: { t }, sub: many }, name, direction) => {
        const part = registerPart(name);
        if (!part.ok) throw new Error(name);
        const sub = 1 + (many % 30);
        const value = (at: Position): number => {
          cursor.seek(at);
          return valueOf(part.value, cursor.cpu.words);
        };
        const values = Array.from({ length: sub + 1 }, (_, i) => value({ t, sub: i }));
        const inside = values.findLastIndex((each, i) => i > 0 && each !== values[i - 1]);
        const times = timesOfWord(log, part.value.word, part.value.mask);
        const before = nearest(times, t, -1);
        const after = value(whole(t + 1)) === values[sub] ? nearest(times, t + 1, 1) : t + 1;
        const expected =
          direction === 1 ? after && whole(after) : inside > 0 ? { t, sub: inside } : before && whole(before);
        expect(changeOf({ kind: "register", name }, { t, sub }, direction)?.at).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it("a list of changes begins with what it has done so far, as one", () => {
    const { t, to } = copies[10] ?? { t: 0, to: 0 };
    const of = { kind: "frame", pfn: to / PAGE_SIZE } as const;
    const times = timesOfBytes(log, to, PAGE_SIZE).filter((each) => each <= t);
    const question = askRun(run, { kind: "changes", of, from: { t, sub: 300 }, direction: -1, limit: 2 });
    const found = question.ok ? answer(question.value) : undefined;
    expect(found?.rows[0]).toMatchObject({ at: { t, sub: 300 }, kind: "copy" });
    expect(found?.total).toBe(times.length + 1);
  });

  it("bytes came from where their word was copied from, and are the same along the way", () => {
    fc.assert(
      fc.property(place, fc.boolean(), directions, ({ copy: { t, from, to }, sub, word }, source, direction) => {
        const address = (source ? from : to) + 4 * word;
        const at = { t, sub };
        const question = askRun(run, { kind: "provenance", address, size: 4, from: at, direction });
        const hops = question.ok ? answer(question.value) : [];
        const value = wordAt(at, address);
        expect(hops.length).toBeGreaterThan(0);
        if (direction === -1 && !source && word < sub)
          expect(hops[0]?.copies.at(-1)).toMatchObject({ at: { t, sub: word + 1 }, from: from / PAGE_SIZE });
        // Beyond memory lie the blocks of the disk.
        for (const { kind, at: there, frame } of hops.filter((hop) => hop.frame < recording.frameCount)) {
          const lastHeld = there.t - 1 === t ? at : whole(there.t - 1);
          const held = kind === "lost" && direction === 1 ? lastHeld : there;
          expect(wordAt(held, frame * PAGE_SIZE + (address % PAGE_SIZE))).toBe(value);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("a page that has come in part was made by the instruction that is making it", () => {
    const { t, to } = copies[10] ?? { t: 0, to: 0 };
    const from = { t, sub: 500 };
    const question = askRun(run, { kind: "provenance", address: to, size: PAGE_SIZE, from, direction: -1 });
    const hops = question.ok ? answer(question.value) : [];
    expect(hops.map(({ kind, at }) => [kind, at])).toEqual([["write", from]]);
  });

  it("what is still to be copied goes to the page that it is copied to", () => {
    const { t, from, to } = copies[10] ?? { t: 0, from: 0, to: 0 };
    const goes = (word: number) => {
      const question = askRun(run, {
        kind: "provenance",
        address: from + 4 * word,
        size: 4,
        from: { t, sub: 500 },
        direction: 1,
      });
      const [first] = question.ok ? answer(question.value) : [];
      return first?.copies.some((copy) => copy.at.t === t + 1 && copy.to === to / PAGE_SIZE);
    };
    expect([goes(600), goes(100)]).toEqual([true, false]);
  });
});
