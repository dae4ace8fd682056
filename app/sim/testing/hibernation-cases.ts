// Random machines that hibernate, and what must hold of each: A is resumed with every byte that has to survive, or the run
// was refused before anything was lost. A case is a number.

import {
  CHANNELS,
  DEFAULT_CHANNELS,
  type HibernationSpec,
  RESTORES,
  type Round,
  type Scenario,
  type SegmentSpec,
  SLEEP_STATES,
} from "../api.ts";
import { randomAt } from "../core/rng.ts";
import { PAGE_SIZE } from "../core/units.ts";
import { SLOTS, slotAt } from "../kernel/disk-layout.ts";
import { imagePage, imagePageCount } from "../kernel/image-pages.ts";
import { BOOT_PARAMS } from "../kernel/layouts.ts";
import { withBackups } from "../scenario/backups.ts";
import type { MachinePlan } from "../kernel/plan.ts";
import { A_BASE } from "../kernel/population.ts";
import { planOf, revisionOf } from "../scenario/to-plan.ts";
import { checkScenario } from "../scenario/validate.ts";
import type { Appointment } from "../recording/appointments.ts";
import { intervene } from "../recording/interventions.ts";
import { recordRun, type Run } from "../recording/run.ts";
import { Dice } from "./dice.ts";
import { survivors } from "./survivors.ts";

const MIB = 1024 * 1024;
/** Recorded to be looked at once: cut coarsely. */
const TUNING = { operations: 8192, entries: 4096, instructions: 1 << 16, checkpoint: 1 << 20 };
/** Positions among which power may be lost, and the disk may forget a bit. */
const LATEST = 60_000;

/** Boot parameters without their command line are no boot parameters. */
const least = (content: SegmentSpec["content"]): number => (content === "parameters" ? BOOT_PARAMS.size : 0);

/** Segments of so many pages, in this order, with random gaps between them. */
function segmentsOf(dice: Dice, start: number, spare: number, pae: boolean): SegmentSpec[] {
  const wanted: readonly (readonly [SegmentSpec["content"], number])[] = [
    ["kernel", imagePageCount(pae) + dice.below(4)],
    ["parameters", 1],
    ["elfcorehdr", dice.between(1, 4)],
    ["initrd", dice.between(1, 6)],
  ];
  let at = start;
  let left = spare;
  return wanted.map(([content, pages]) => {
    const gap = dice.below(Math.min(left, 8) + 1);
    left -= gap;
    const mem = at + gap * PAGE_SIZE;
    at = mem + pages * PAGE_SIZE;
    const memsz = pages * PAGE_SIZE;
    const bufsz =
      content === "kernel" || content === "elfcorehdr" ? memsz : memsz - dice.below(PAGE_SIZE - least(content));
    return { name: content, content, mem, memsz, bufsz };
  });
}

const MORE_ROUNDS: readonly (readonly Round[])[] = [
  ["checkpoint", "off"],
  ["off", "off"],
  ["checkpoint", "off", "off"],
];

function specOf(dice: Dice, bRange: Scenario["bRange"], memoryMiB: number, least: number): HibernationSpec {
  const restore = dice.once(2) ? "krestore" : dice.of(RESTORES);
  const pages = (bRange.end - bRange.start) / PAGE_SIZE;
  const end = memoryMiB * MIB;
  const inside = (): HibernationSpec["cRange"] => {
    const length = dice.between(Math.min(least, pages), pages);
    const start = bRange.start + dice.below(pages - length + 1) * PAGE_SIZE;
    return { start, end: start + length * PAGE_SIZE };
  };
  const large = (): HibernationSpec["cRange"] => ({ start: dice.once(2) ? bRange.start : MIB, end });
  const facts = ["entry", "map", "header"] as const;
  const channels = Object.fromEntries(facts.filter(() => dice.once(6)).map((fact) => [fact, dice.of(CHANNELS)]));
  return {
    rounds: dice.once(5) ? dice.of(MORE_ROUNDS) : ["off"],
    image: dice.once(6) ? "plain" : "filtered",
    restore,
    cRange: restore === "krestore" ? inside() : large(),
    sleep: dice.of(SLEEP_STATES),
    channels,
    ...(dice.once(4) ? { cachedB: true } : {}),
  };
}

const NOTES = ["not saved yet", "tea", "a second kernel, a third one, and back again before anybody notices"];

export function scenarioOf(number: number): Scenario {
  const dice = new Dice(number * 0x9e37 + 1);
  const pae = dice.once(5);
  const mainline = dice.once(3);
  const memoryMiB = dice.once(6) ? dice.between(9, 16) : 8;
  const size = dice.between(64, 176);
  const start = MIB + dice.below((memoryMiB * MIB - MIB) / PAGE_SIZE - size + 1) * PAGE_SIZE;
  const bRange = { start, end: start + size * PAGE_SIZE };
  const chosen = segmentsOf(dice, start, size - 40, pae);
  const hibernation = specOf(dice, bRange, memoryMiB, imagePageCount(pae) + 28);
  const tasks = Array.from({ length: dice.between(1, 8) }, (_, i) => ({
    comm: `task-${i}`,
    ...(dice.once(2) ? { note: dice.of(NOTES) } : {}),
  }));
  return {
    title: `Case ${number}`,
    revision: mainline ? "mainline-i386" : "v8",
    seed: randomAt(number, 1),
    memoryMiB,
    cpuHasPae: pae || dice.once(2),
    ...(pae ? { kernelIsPae: true } : {}),
    fixes: [
      ...(mainline ? (["gdt-on-return", "jump-notes"] as const) : []),
      ...(pae ? (["pae-before-paging"] as const) : []),
    ],
    cpus: dice.between(1, 3),
    bRange,
    bEntry: chosen[0]?.mem ?? 0,
    segments: withBackups(bRange, chosen),
    tasks,
    jumps: 2 * hibernation.rounds.length,
    hibernation,
  };
}

type AccidentKind = "none" | "power" | "rot";
interface Accident {
  readonly kind: AccidentKind;
  readonly appointments: readonly Appointment[];
}

/** Half of the cases are left alone; in the others power goes, or the disk forgets a bit where images lie. */
function accidentOf(number: number, plan: MachinePlan): Accident {
  const dice = new Dice(number * 0x51ed + 7);
  const t = dice.between(1, LATEST);
  if (dice.once(2)) return { kind: "none", appointments: [] };
  if (dice.once(2)) {
    return { kind: "power", appointments: [{ t, act: (parts) => intervene(parts, { kind: "power" }) }] };
  }
  const { first, blocks } = slotAt(plan, 0);
  const block = first + dice.below(blocks * (dice.once(2) ? SLOTS : 1));
  const [offset, bit] = [dice.below(PAGE_SIZE), dice.below(8)];
  return { kind: "rot", appointments: [{ t, act: (parts) => intervene(parts, { kind: "rot", block, offset, bit }) }] };
}

/** stays: A waits for ever, because its peer cannot go back; nothing of it is lost as long as the machine is on. */
export type CaseKind = "unfit" | "resumed" | "refused" | "stays" | "broken";
export interface CaseResult {
  readonly kind: CaseKind;
  readonly text: string;
}

const STAYS = /^kernel [BC] does not know the way back: no jump-back entry has come$/;
/** So does it where its peer has no memory left to load the way back. */
const NO_MEMORY = /^kernel B cannot load the way back: ENOMEM$/;
/** Why kernel C takes no image: all that it may say, by what has happened. */
const REFUSALS: Readonly<Record<AccidentKind, readonly RegExp[]>> = {
  none: [],
  power: [
    /^no resume: there is no image on the disk\. /,
    /^no resume: image \d in slot \d is incomplete: /,
    /^no resume: image \d in slot \d knows \d files?, and the file system has \d: /,
    /^no resume: image \d in slot \d is marked as resumed: /,
  ],
  rot: [
    /^no resume: image \d in slot \d: block \d+ is damaged /,
    /^no resume: image \d in slot \d: its checksums are damaged\. /,
    /^no resume: the header of slot \d cannot be trusted: /,
    /^no resume: kexec_load refuses the image with \d+ segments: EIO\. /,
  ],
};
/** By a plain kexec_load: ranges, or memory, that it does not take. */
const NOT_LOADED = /^no resume: kexec_load refuses the image with \d+ segments: (?:EINVAL|ENOMEM)\. /;

/** Can the jump-back entry come by the channel that is chosen, at every visit. */
function entryComes({ bRange, hibernation }: MachinePlan): boolean {
  const { entry, map, header } = hibernation?.channels ?? DEFAULT_CHANNELS;
  if (entry !== "note") return entry === "register";
  const notes = imagePage(A_BASE, "kimage");
  const isExchanged = notes >= bRange.start && notes < bRange.end;
  return (header === "command-line" || header === "initrd") && (!isExchanged || map === "register");
}

export function tryCase(number: number): CaseResult {
  const checked = checkScenario(scenarioOf(number));
  if (!checked.ok) return { kind: "unfit", text: checked.problems.map(({ path, got }) => `${path} ${got}`).join("; ") };
  const plan = planOf(checked.value);
  const accident = accidentOf(number, plan);
  const { appointments } = accident;
  const run = recordRun(plan, revisionOf(checked.value), { appointments, tuning: TUNING });
  const result = judge(run);
  const why = result.kind === "broken" ? undefined : unexpected(plan, accident.kind, result);
  return why === undefined ? result : { kind: "broken", text: `${why}: ${result.kind}, ${result.text}` };
}

/** What is wrong with how a case has ended, going by its scenario and by what has happened to it. */
function unexpected(plan: MachinePlan, accident: AccidentKind, { kind, text }: CaseResult): string | undefined {
  const knows = entryComes(plan);
  if (kind === "stays" && NO_MEMORY.test(text)) return undefined;
  if (kind === "stays") return knows ? "the entry should have come" : undefined;
  if (kind === "resumed") return knows ? undefined : "the entry cannot have come";
  const loads = plan.hibernation?.restore !== "krestore";
  const allowed = [...REFUSALS[accident], ...(loads ? [NOT_LOADED] : [])];
  return allowed.some((words) => words.test(text)) ? undefined : `no refusal after ${accident}`;
}

function judge(run: Run): CaseResult {
  const { outcome } = run.recording;
  // that the disk has forgotten a bit shows at once; what matters is that kernel C does not take the image
  // and a peer that cannot save an image says so, and goes back
  const excused = run.recording.consoles.some(({ text }) => text.startsWith("no image: "))
    ? ["image-whole", "image-saved"]
    : ["image-whole"];
  const failed = run.invariants.find(({ id, status }) => status === "fail" && !excused.includes(id));
  const isAborted = outcome.kind === "aborted";
  if (isAborted && [STAYS, NO_MEMORY].some((words) => words.test(outcome.text)))
    return { kind: "stays", text: outcome.text };
  if (failed !== undefined) return { kind: "broken", text: `${failed.id}: ${failed.detail}` };
  if (isAborted) return { kind: "refused", text: outcome.text };
  if (outcome.kind !== "completed") return { kind: "broken", text: `${outcome.kind}: ${outcome.text}` };
  const lost = survivors(run);
  return lost === undefined ? { kind: "resumed", text: outcome.text } : { kind: "broken", text: lost };
}
