// Random scenarios, and what must hold of time travel in each: any way to a position shows the state of a forward run, and
// steps back undo steps forward. A case is a number.

import { FIXES, GRANULARITIES, type Position, type Scenario, type SegmentSpec } from "../api.ts";
import { PAGE_SIZE } from "../core/units.ts";
import { imagePageCount } from "../kernel/image-pages.ts";
import { BOOT_PARAMS } from "../kernel/layouts.ts";
import { pointsOf } from "../recording/points.ts";
import type { Run } from "../recording/run.ts";
import { stepFrom } from "../recording/steps.ts";
import { withBackups } from "../scenario/backups.ts";
import { recordScenario } from "../scenario/to-plan.ts";
import { checkScenario } from "../scenario/validate.ts";
import { Dice } from "./dice.ts";

const MIB = 1024 * 1024;
const SEEKS = 24;
const STEPS_EACH = 4;
/** Iterations of a copy. */
const DWORDS = 1024;
/** Every position a boundary: nothing is executed twice, so this is a forward run stopped everywhere. */
const FINEST = { operations: 1, entries: 1, instructions: 1, checkpoint: 1 };

export interface Tried {
  readonly kind: "held" | "broken" | "refused";
  readonly text: string;
  /** Positions compared with the forward run, and steps undone. */
  readonly seeks: number;
  readonly steps: number;
}

/** Segments of so many pages, in this order, with random gaps between them; undefined where they do not fit. */
function segmentsOf(dice: Dice, range: Scenario["bRange"], pae: boolean): readonly SegmentSpec[] | undefined {
  const wanted: readonly (readonly [SegmentSpec["content"], number])[] = [
    ["kernel", imagePageCount(pae) + dice.below(4)],
    ["parameters", 1],
    ["elfcorehdr", dice.between(1, 3)],
    ["initrd", dice.between(1, 6)],
  ];
  let at = range.start;
  const segments = wanted.map(([content, pages]) => {
    const mem = at + dice.below(4) * PAGE_SIZE;
    const memsz = pages * PAGE_SIZE;
    at = mem + memsz;
    const least = content === "parameters" ? BOOT_PARAMS.size : 1;
    const whole = content === "kernel" || content === "elfcorehdr";
    return { name: content, content, mem, memsz, bufsz: whole ? memsz : dice.between(least, memsz) };
  });
  return at <= range.end ? withBackups(range, segments) : undefined;
}

export function scenarioOf(dice: Dice): Scenario | undefined {
  const kernelIsPae = dice.once(3);
  const start = (4 + dice.below(8)) * MIB + dice.below(64) * PAGE_SIZE;
  const bRange = { start, end: start + dice.between(imagePageCount(kernelIsPae) + 8, 72) * PAGE_SIZE };
  const segments = segmentsOf(dice, bRange, kernelIsPae);
  const kernel = segments?.find(({ content }) => content === "kernel");
  if (segments === undefined || kernel === undefined) return undefined;
  const fixes = dice.once(2) ? FIXES : FIXES.filter(() => dice.once(2));
  return {
    title: "A random machine",
    revision: dice.of(["v8", "mainline-i386"] as const),
    seed: dice.below(2 ** 31),
    memoryMiB: dice.of([16, 16, 20, 32]),
    cpuHasPae: kernelIsPae || dice.once(2),
    ...(kernelIsPae ? { kernelIsPae } : {}),
    ...(fixes.length === 0 ? {} : { fixes }),
    cpus: dice.between(1, 4),
    bRange,
    bEntry: kernel.mem,
    segments,
    tasks: [{ comm: "init" }, { comm: "bash" }, { comm: "vim", note: "not saved yet" }],
    jumps: dice.between(1, 5),
  };
}

/** A fault that the run may be able to have. */
function faultFor(dice: Dice, run: Run): string {
  const at = `t/${dice.below(run.recording.end)}`.slice(2);
  const frame = dice.below(run.recording.frameCount);
  const address = `0x${(frame * PAGE_SIZE + dice.below(PAGE_SIZE)).toString(16).padStart(8, "0")}`;
  const points = pointsOf(run.recording);
  const point = points.length === 0 ? undefined : dice.of(points);
  const failing = points.filter(({ fails }) => fails.length > 0);
  const fails = failing.length === 0 ? undefined : dice.of(failing);
  const texts = [
    `flip:${address}.${dice.below(8)}@${at}`,
    `nmi@${at}`,
    ...(point === undefined ? [] : [`skip:${point.id}`]),
    ...(fails === undefined ? [] : [`fail:${fails.id}=${dice.of(fails.fails)}`]),
  ];
  return dice.of(texts);
}

function recorded(scenario: Scenario, finest = false): Run | undefined {
  const answer = recordScenario(scenario, finest ? { tuning: FINEST } : {});
  return answer.ok ? answer.value : undefined;
}

/** The scenario with up to two faults that it can have, and its run. */
function withFaults(dice: Dice, scenario: Scenario): readonly [Scenario, Run] | undefined {
  let run = recorded(scenario);
  let now = scenario;
  const wanted = dice.once(2) ? dice.between(1, 2) : 0;
  for (let tries = 0; run !== undefined && tries < 6 && (now.faults?.length ?? 0) < wanted; tries++) {
    const more = { ...now, faults: [...(now.faults ?? []), faultFor(dice, run)] };
    const next = recorded(more);
    if (next !== undefined) [now, run] = [more, next];
  }
  return run && [now, run];
}

const hashAt = ({ cursor }: Run, at: Position): number => {
  cursor.seek(at);
  return cursor.hash();
};
const text = ({ t, sub }: Position): string => (sub === 0 ? `t ${t}` : `t ${t}.${sub}`);
const same = (a: Position, b: Position): boolean => a.t === b.t && a.sub === b.sub;

/** What is wrong with a seek to a random position; undefined where nothing is. */
function badSeek(dice: Dice, run: Run, finest: Run): string | undefined {
  const at = run.cursor.clamp({
    t: dice.below(run.recording.end + 1),
    sub: dice.once(3) ? dice.below(DWORDS) : 0,
  });
  const [here, forward] = [run, finest].map((each) => hashAt(each, at));
  const stands = run.cursor.at;
  if (here === forward && same(stands, finest.cursor.at)) return undefined;
  return `at ${text(at)} the state hash is ${here}, in a forward run ${forward}`;
}

/** What is wrong with steps from a random place and back. */
function badStep(dice: Dice, run: Run, granularity: (typeof GRANULARITIES)[number]): string | undefined {
  const { cursor, recording } = run;
  const somewhere = { t: dice.below(recording.end + 1), sub: 0 };
  // a place of that granularity
  const start = stepFrom(cursor, stepFrom(cursor, somewhere, granularity, -1), granularity, 1);
  const before = hashAt(run, start);
  const count = dice.between(1, granularity === "iteration" ? 40 : 9);
  const there = stepFrom(cursor, start, granularity, count);
  if (there.t >= recording.end) return undefined;
  const back = stepFrom(cursor, there, granularity, -count);
  if (!same(back, start))
    return `${count} by ${granularity} from ${text(start)} lead to ${text(there)}, and back to ${text(back)}`;
  return hashAt(run, back) === before ? undefined : `back by ${granularity} at ${text(start)} is another state`;
}

export function tryCase(number: number): Tried {
  const dice = new Dice(number + 1);
  const scenario = scenarioOf(dice);
  const none = { seeks: 0, steps: 0 };
  const checked = scenario && checkScenario(scenario);
  if (checked?.ok !== true) return { kind: "refused", text: "no such machine", ...none };
  const found = withFaults(dice, checked.value);
  const finest = found && recorded(found[0], true);
  if (found === undefined || finest === undefined) return { kind: "refused", text: "cannot be recorded", ...none };
  const [now, run] = found;
  const named = `${now.revision}, faults ${(now.faults ?? []).join(" ") || "none"}`;
  const broken = (why: string): Tried => ({ kind: "broken", text: `${named}: ${why}`, ...none });
  if (run.recording.end !== finest.recording.end)
    return broken(`it ends at ${run.recording.end}, cut finely at ${finest.recording.end}`);
  for (let i = 0; i < SEEKS; i++) {
    const why = badSeek(dice, run, finest);
    if (why !== undefined) return broken(why);
  }
  for (const granularity of GRANULARITIES) {
    for (let i = 0; i < STEPS_EACH; i++) {
      const why = badStep(dice, run, granularity);
      if (why !== undefined) return broken(why);
    }
  }
  const { kind } = run.recording.outcome;
  return { kind: "held", text: kind, seeks: SEEKS, steps: STEPS_EACH * GRANULARITIES.length };
}
