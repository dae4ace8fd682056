// A service made by hand for tests of the page: a run of ten operations whose answers come when the test says so.

import type {
  Comparison,
  Interest,
  Moment,
  Position,
  QuestionAnswers,
  QuestionKind,
  QuestionOf,
  RunSummary,
  Scenario,
  Target,
  Verdict,
} from "../../sim/api.ts";
import { ok, refuse, type Result } from "../../sim/core/errors.ts";
import type { SimService } from "../../worker/wire.ts";
import { createLab, type Lab } from "../lab.ts";
import { DEFAULT_SETTINGS } from "../initial.ts";
import type { Story, StoryStep } from "../stories/story.ts";

export const END = 10;

export const scenario: Scenario = {
  title: "By hand",
  revision: "v8",
  seed: 1,
  memoryMiB: 16,
  cpuHasPae: false,
  bRange: { start: 0, end: 4096 },
  bEntry: 0,
  segments: [],
  tasks: [],
  jumps: 1,
};

const unknown = (): Result<never> =>
  refuse({ path: "question", expected: "one that is known by hand", got: "another" });

/** Runs stop at 2 and at 8; nothing else is known. */
const ANSWERS: { readonly [K in QuestionKind]: (question: QuestionOf<K>) => Result<QuestionAnswers[K]> } = {
  change: unknown,
  changes: unknown,
  provenance: unknown,
  run: ({ from, direction }) => {
    const t = direction === 1 ? 8 : 2;
    const there = direction === 1 ? from.t < t : from.t > t;
    const hit = { at: { t, sub: 0 }, breakpoint: { kind: "phase", id: "p1" } } as const;
    return ok(there ? { hit, refused: [] } : { refused: [] });
  },
  counts: unknown,
  search: unknown,
  probe: unknown,
};

const phase = (index: number, from: number, to: number): RunSummary["phases"][number] => ({
  index,
  id: `p${index}`,
  title: `Phase ${index}`,
  lane: "A",
  owner: "A",
  leg: 1,
  from,
  to,
  anchor: `phase/p${index}`,
});

const none = { base: 0, limit: 0 };
const processor: RunSummary["processor"] = {
  ...{ eax: 0, ecx: 0, edx: 0, ebx: 0, esp: 0, ebp: 0, esi: 0, edi: 0, eip: 0, eflags: 2 },
  ...{ cr0: 0x11, cr2: 0, cr3: 0, cr4: 0, segments: [], gdtr: none, idtr: none, tlbEntries: 0 },
  ...{ paging: false, interrupts: false, mode: "" },
};

export const summary: RunSummary = {
  scenario,
  frames: 4096,
  end: END,
  endHash: "hash-10",
  outcome: { kind: "completed", text: "done" },
  jumps: [{ n: 1, from: "A", to: "B", start: 0, t: 8, entry: 0, pairs: 0, selfPairs: 0 }],
  phases: [phase(0, 0, 4), phase(1, 4, END)],
  exchanges: [],
  boots: [{ n: 1, from: 0, to: END, kernel: "A", begins: "running" }],
  numbers: [],
  invariants: [],
  consoles: [],
  points: [],
  deviceMarks: [],
  events: [],
  fired: [],
  trail: [],
  processor,
  stats: { instructions: 0, operations: END, pagesExchanged: 0, historyBytes: 0, checkpoints: 1 },
};

const verdict: Verdict = { kind: "corrupted", text: "one frame differs", frames: [5] };

/** Faults that name a place of another run are refused, as the machine does it. */
function recorded(wanted: Scenario): Result<RunSummary> {
  const faults = wanted.faults ?? [];
  const wrong = faults.findIndex((text) => text.endsWith("@swap/99"));
  if (wrong >= 0)
    return { ok: false, problems: [{ path: `faults[${wrong}].at`, expected: "a place of this run", got: "swap/99" }] };
  return { ok: true, value: { ...summary, scenario: wanted, ...(faults.length === 0 ? {} : { verdict }) } };
}

const comparisonAt = (here: Position): Comparison => ({
  ...{
    here,
    anchor: `t/${here.t}`,
    hereHash: `hash-${here.t}`,
    there: here,
    thereAnchor: `t/${here.t}`,
    thereHash: `other-${here.t}`,
    sameName: true,
  },
  sizes: { here: summary.frames, there: summary.frames },
  ...{ map: new Uint8Array(summary.frames), frames: [], differing: 0, equal: summary.frames, registers: [] },
  ...{ hereClasses: new Uint8Array(summary.frames), thereClasses: new Uint8Array(summary.frames) },
});

function momentAt(at: Position, interest: Interest): Moment {
  const moment = {
    at,
    anchor: `t/${at.t}`,
    hash: `hash-${at.t}`,
    completed: `operation ${at.t}`,
    next: `operation ${at.t + 1}`,
    phase: at.t < 4 ? 0 : 1,
    leg: 1,
    running: "A",
    lane: "A",
    cpu: processor,
    controlPages: [],
    tasks: [],
    ...(interest.frame === undefined ? {} : { frame: { pfn: interest.frame } }),
  };
  return moment as unknown as Moment;
}

function positionOf(target: Target): Position | undefined {
  const clamp = (t: number): Position => ({ t: Math.min(END, Math.max(0, t)), sub: 0 });
  if (target.kind === "position") return clamp(target.at.t);
  if (target.kind === "step") return clamp(target.from.t + target.count);
  const named =
    summary.phases.find((each) => each.anchor === target.anchor) ??
    (/^t\/\d+$/.test(target.anchor) ? { from: Number(target.anchor.slice(2)) } : undefined);
  return named === undefined ? undefined : clamp(named.from);
}

export interface Handmade {
  readonly service: SimService;
  /** Every question for a moment, in order. */
  readonly asked: { readonly target: Target; readonly interest: Interest }[];
  /** Makes answers wait until `release`; each call lets one through. */
  hold(): void;
  release(): Promise<void>;
  fail(message: string): void;
}

/** Every image is of one scenario, and every position but the first has files. */
const coreFiles: Pick<SimService, "openImage" | "coreFile" | "memoryRange"> = {
  memoryRange: async (_at, _address, length) => ({ ok: true, value: new Uint8Array(length) }),
  openImage: async () => ({ ok: true, value: { ...summary, scenario: { ...scenario, title: "As in the image" } } }),
  coreFile: async (kind, at) =>
    at.t === 0
      ? { ok: false, problems: [{ path: kind, expected: "a position that has one", got: "t 0" }] }
      : { ok: true, value: Uint8Array.of(at.t) },
};

export function handmade(): Handmade {
  const asked: Handmade["asked"] = [];
  const waiting: (() => void)[] = [];
  let [holding, failure]: [boolean, string | undefined] = [false, undefined];
  let loaded: Scenario = scenario;

  async function moment(target: Target, interest: Interest): Promise<Result<Moment>> {
    asked.push({ target, interest });
    if (holding) await new Promise<void>((resolve) => waiting.push(resolve));
    if (failure !== undefined) throw new Error(failure);
    const at = positionOf(target);
    if (at !== undefined) return { ok: true, value: momentAt(at, interest) };
    return { ok: false, problems: [{ path: "anchor", expected: "a name of this run", got: JSON.stringify(target) }] };
  }

  return {
    asked,
    hold: () => {
      holding = true;
    },
    release: async () => {
      waiting.shift()?.();
      for (let i = 0; i < 10; i++) await Promise.resolve();
    },
    fail: (message) => {
      failure = message;
    },
    service: {
      openCapture: async (name) => ({
        ok: true,
        value: { ...summary, capture: { name, kernel: "handmade", standIns: [] } },
      }),
      ...coreFiles,
      load: async (wanted) => {
        const answer = recorded(wanted);
        if (answer.ok) loaded = wanted;
        return answer;
      },
      moment,
      extents: async () => ({ total: 0, rows: [] }),
      ask: async (question) => ANSWERS[question.kind](question),
      cancel: async () => undefined,
      sofar: async () => undefined,
      compare: async (target) => ({ ok: true, value: comparisonAt(positionOf(target) ?? { t: 0, sub: 0 }) }),
      compareWith: async (other) =>
        other === "parent" && (loaded.faults ?? []).length === 0 ? unknown() : { ok: true, value: summary },
      divergences: async () => ({ ok: true, value: [{ here: 0, there: 0, frames: 0 }] }),
      batch: async (faults, onRow) => {
        const rows = [];
        for (const fault of faults) {
          const row = { fault, verdict, endHash: "hash-10" };
          rows.push(row);
          if ((await onRow?.({ done: rows.length, total: faults.length, row })) === false) break;
        }
        return { ok: true, value: rows };
      },
      /** The first fault is enough. */
      minimise: async () => ({ ok: true, value: { ...loaded, faults: (loaded.faults ?? []).slice(0, 1) } }),
    },
  };
}

export interface TestClock {
  time: number;
  /** Lets a frame pass after so many milliseconds. */
  tick(ms: number): Promise<void>;
}

export function labOf(
  service: SimService,
  story: readonly StoryStep[] | Story = [],
  restartService: () => void = () => undefined,
): Lab & { readonly clock: TestClock; readonly saved: readonly { name: string; bytes: Uint8Array }[] } {
  const saved: { name: string; bytes: Uint8Array }[] = [];
  let callbacks: (() => void)[] = [];
  const clock: TestClock = {
    time: 0,
    tick: async (ms) => {
      clock.time += ms;
      const due = callbacks;
      callbacks = [];
      for (const callback of due) callback();
      for (let i = 0; i < 10; i++) await Promise.resolve();
    },
  };
  const told: Story =
    "chapters" in story
      ? story
      : { id: "by-hand", title: "By hand", chapters: [{ title: "One", preset: "none", steps: story }] };
  const lab = createLab({
    service,
    story: told,
    stories: [{ ...told, about: "", presets: [], load: () => Promise.resolve(told) }],
    settings: DEFAULT_SETTINGS,
    restartService,
    save: (name, bytes) => saved.push({ name, bytes }),
    clock: {
      now: () => clock.time,
      frame: (callback) => {
        callbacks.push(callback);
        return () => {
          callbacks = callbacks.filter((each) => each !== callback);
        };
      },
    },
  });
  return { ...lab, clock, saved };
}
