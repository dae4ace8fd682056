// Does a moment keep what a story promises of it?

import { AWAY_FROM_HOME, CLASS_MASK, FRAME_CLASSES, type Moment, type RunSummary } from "../../sim/api.ts";
import { hex32 } from "../../sim/core/hex.ts";
import { verdictKindOf } from "../fault-words.ts";
import { resolveRef } from "../refs.ts";
import type { Expectation, Value } from "./expectation.ts";

type Kind = Expectation["kind"];
type Of<K extends Kind> = Extract<Expectation, { readonly kind: K }>;
/** What there is in place of what was expected; undefined where it holds. */
type Rule<K extends Kind> = (expected: Of<K>, moment: Moment, run: RunSummary) => string | undefined;

const differs = (holds: boolean, got: string): string | undefined => (holds ? undefined : got);

const within = (value: number, { atLeast = -Infinity, atMost = Infinity }: Of<"number"> | Of<"frames">): boolean =>
  value >= atLeast && value <= atMost;

/** A number of any kind that a reference stands for. */
export function valueOf(value: Value, moment: Moment): number | undefined {
  if (typeof value === "number") return value;
  const thing = resolveRef(value, moment);
  if (thing?.kind === "frame") return thing.pfn * 4096;
  if (thing?.kind === "register") {
    const word: unknown = Object.entries(moment.cpu).find(([name]) => name === thing.name)?.[1];
    return typeof word === "number" ? word : undefined;
  }
  if (thing?.kind !== "slot") return undefined;
  const page = moment.controlPages.find(({ owner }) => owner === thing.owner);
  return page?.slots.find(({ offset }) => offset === thing.offset)?.value;
}

const shown = (value: number | undefined): string => (value === undefined ? "nothing" : hex32(value));

const RULES: { readonly [K in Kind]: Rule<K> } = {
  phase: ({ id }, { phase }, { phases }) => differs(phases[phase]?.id === id, phases[phase]?.id ?? "none"),
  running: ({ kernel }, { running }) => differs(running === kernel, running),
  paging: ({ on }, { cpu }) => differs(cpu.paging === on, `paging ${cpu.paging ? "on" : "off"}`),
  interrupts: ({ on }, { cpu }) => differs(cpu.interrupts === on, `interrupts ${cpu.interrupts ? "on" : "off"}`),
  class: ({ frame, is, away }, moment) => {
    const thing = resolveRef(frame, moment);
    if (thing?.kind !== "frame") return "no frame plays that part";
    const byte = moment.map.classes[thing.pfn] ?? 0;
    const isAway = (byte & AWAY_FROM_HOME) !== 0;
    const name = FRAME_CLASSES[byte & CLASS_MASK];
    return differs(name === is && (away ?? isAway) === isAway, `${name}${isAway ? ", away from home" : ""}`);
  },
  equal: ({ a, b }, moment) => {
    const [left, right] = [valueOf(a, moment), valueOf(b, moment)];
    return differs(left !== undefined && left === right, `${shown(left)} and ${shown(right)}`);
  },
  frames: (expected, { map }) => {
    const got = map.counts[FRAME_CLASSES.indexOf(expected.of)] ?? 0;
    return differs(within(got, expected), String(got));
  },
  frozen: ({ kernel, tasks }, moment) => {
    const own = moment.tasks.filter((task) => task.kernel === kernel && !task.kthread && task.state !== "running");
    const frozen = own.filter((task) => task.frozen).length;
    const holds = own.length > 0 && frozen === (tasks === "all" ? own.length : 0);
    return differs(holds, `${frozen} of ${own.length} frozen`);
  },
  note: ({ kernel, words }, { tasks }) => {
    const notes = tasks.flatMap((task) => (task.kernel === kernel && task.note !== undefined ? [task.note] : []));
    return differs(
      notes.some((note) => note.includes(words)),
      JSON.stringify(notes),
    );
  },
  says: ({ kernel, words }, { at }, { consoles }) => {
    const said = consoles.filter((line) => line.kernel === kernel && line.t <= at.t);
    return differs(
      said.some(({ text }) => text.includes(words)),
      `the last of ${said.length} lines is ${JSON.stringify(said.at(-1)?.text ?? "")}`,
    );
  },
  outcome: ({ is, words = "" }, _, { outcome }) =>
    differs(outcome.kind === is && outcome.text.includes(words), `${outcome.kind}: ${outcome.text}`),
  verdict: ({ is }, _, run) => differs(verdictKindOf(run) === is, `${verdictKindOf(run)}: ${run.verdict?.text ?? ""}`),
  invariants: (_, __, { invariants }) => {
    const failed = invariants.filter(({ status }) => status === "fail").map(({ id }) => id);
    return differs(failed.length === 0, `${failed.join(", ")} failed`);
  },
  boot: ({ n, begins }, { at }, { boots }) => {
    const boot = boots.findLast(({ from }) => from <= at.t);
    return differs(boot?.n === n && boot.begins === begins, `boot ${boot?.n}, ${boot?.begins}`);
  },
  image: ({ sequence, state }, { hibernation }) => {
    const slots = hibernation?.slots ?? [];
    const slot = slots.find(({ header }) => header?.sequence === sequence);
    const got = slots.map((each) => `slot ${each.slot}: ${each.header?.sequence ?? "none"}, ${each.state}`).join("; ");
    return differs(slot?.state === state, got);
  },
  vmcore: ({ by }, { hibernation }) => {
    const got = hibernation?.vmcore?.kernel ?? "nobody";
    return differs(got === by, `${got} ${hibernation?.noVmcore ?? ""}`);
  },
  limit: ({ id, holds }, { hibernation }) => {
    const rule = hibernation?.rules.find((each) => each.id === id);
    return differs(rule?.holds === holds, rule === undefined ? "no such rule" : `${rule.holds}: ${rule.detail}`);
  },
  channel: ({ fact, channel, carries }, { hibernation }) => {
    const cell = hibernation?.channels.find((each) => each.fact === fact && each.channel === channel);
    return differs((cell?.value !== undefined) === carries, shown(cell?.value));
  },
  number: (expected, _, { numbers }) => {
    const row = numbers.find(({ id }) => id === expected.id);
    return differs(row !== undefined && within(row.value, expected), String(row?.value ?? "no such figure"));
  },
};

/** What is wrong, in words; undefined where the promise is kept. */
export function brokenPromise(expected: Expectation, moment: Moment, run: RunSummary): string | undefined {
  const rule = RULES[expected.kind] as Rule<Kind>;
  const got = rule(expected, moment, run);
  return got === undefined ? undefined : `expected ${JSON.stringify(expected)}, got ${got}`;
}
