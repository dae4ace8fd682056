// A recording of a captured jump: our processor executes the passes that the capture holds, and between them the machine
// is put as the capture found it. What ran there, the kernel's C code and the peer, is not in the file.

import type { InvariantResult, KernelName, Outcome, Scenario } from "../api.ts";
import { CaptureMachine } from "../capture/machine.ts";
import { verifyCapture, type Verification } from "../capture/verify.ts";
import { invariant, ok, type Problem, refuse, type Result } from "../core/errors.ts";
import { PAGE_SHIFT, PAGE_SIZE } from "../core/units.ts";
import { listingOf } from "../cpu/listing.ts";
import { createBoard } from "../devices/board.ts";
import type { Capture, CaptureImage, CaptureSegment } from "../formats/kjc-types.ts";
import { IND_INDIRECTION } from "../kernel/kimage-entry.ts";
import type { MachinePlan } from "../kernel/plan.ts";
import type { ControlCode } from "../kernel/revision.ts";
import { op } from "../kernel/step.ts";
import { AS_IT_WAS } from "../protocol/variant.ts";
import { makeMainline } from "../protocol/mainline-i386/index.ts";
import { SYMBOL_RULES } from "../protocol/mainline-i386/symbols.ts";
import { Appointments } from "./appointments.ts";
import { Cursor } from "./cursor.ts";
import { Happenings } from "./happenings.ts";
import { Journalist, TUNING } from "./journalist.ts";
import type { MachineParts } from "./machine.ts";
import { type LastStop, outcomeOf } from "./last-stop.ts";
import { ProcessorRun } from "./processor-run.ts";
import { MODEL } from "./recording.ts";
import { INSTRUCTION_BUDGET, MOST_HISTORY } from "./recorder.ts";
import type { Run } from "./run.ts";
import { runThrough } from "./slices.ts";
import { FrameMapper } from "./views/frame-map.ts";

const PG = 0x80000000;

type CapturedKernel = Exclude<KernelName, "C">;
const nameOf = (image: CaptureImage): CapturedKernel => (image.name === "B" ? "B" : "A");

class CaptureRecorder {
  readonly capture: Capture;
  readonly machine: CaptureMachine;
  readonly code: ControlCode;
  readonly journalist: Journalist;
  readonly processor: ProcessorRun;
  /** Why the machine of the first pass cannot be made. */
  readonly refused: Problem | undefined;
  private readonly known = new Set<string>();
  private readonly families: Readonly<Record<CapturedKernel, number>>;

  constructor(capture: Capture) {
    this.capture = capture;
    this.machine = new CaptureMachine(capture);
    const { memory, cpu } = this.machine;
    const { store } = memory;
    const board = createBoard(memory);
    const { io, uart } = board;
    cpu.ports = io;
    const parts: MachineParts = { store, memory, cpu, board, io, uart };
    this.code = controlCodeOf(capture);
    const family = (owner: KernelName) =>
      store.define(1, { owner, what: `kernel ${owner}, page of the jump`, home: () => 0, fill: () => undefined });
    this.families = { A: family("A"), B: family("B") };
    this.refused = this.prepare(0);
    this.journalist = new Journalist(parts, TUNING);
    const nothing = () => undefined;
    this.processor = new ProcessorRun({
      parts,
      code: this.code,
      journalist: this.journalist,
      happenings: new Happenings(parts, this.journalist, new Appointments([])),
      tuning: TUNING,
      budget: INSTRUCTION_BUDGET,
      mostHistory: MOST_HISTORY,
      arrival: "captured",
      head: (owner) => headOf(capture, owner),
      listener: {
        phase: nothing,
        exchangeBegins: nothing,
        exchangeEnds: nothing,
        transferred: nothing,
        step: () => false,
        progress: nothing,
      },
    });
  }

  /** Begins segment `index`: the first stands ready at t = 0, the others are made so by one operation. */
  enter(index: number): Result<void> {
    const { machine, processor, journalist } = this;
    const segment = machine.segment(index);
    const image = machine.imageOf(segment);
    const owner = nameOf(image);
    const leaving = segment.start.cr0 >= PG;
    if (index > 0) journalist.open(MODEL);
    if (leaving) {
      processor.running = owner;
      processor.beginLeg();
    }
    if (index > 0) {
      processor.phase("captured", processor.running);
      const problem = this.prepare(index);
      if (problem !== undefined) return refuse(problem);
      const text = leaving
        ? `kernel ${owner} calls relocate_kernel: registers, stack, tables and list as captured`
        : "the peer has run and comes back: its registers and pages as captured";
      journalist.operation(op(`${text} (${segment.name})`), { calls: [segment.name], cpuChanged: true });
    }
    this.assign(image, owner);
    if (!leaving) processor.cross();
    return ok(undefined);
  }

  /** The machine as the capture found it; the pages of the jump belong to their kernel. */
  private prepare(index: number): Problem | undefined {
    const { machine } = this;
    const image = machine.imageOf(machine.segment(index));
    for (const [, pfn] of partsOf(image)) {
      const key = `claimed ${pfn}`;
      if (!this.known.has(key)) machine.memory.claim(pfn, this.families[nameOf(image)]);
      this.known.add(key);
    }
    return machine.enter(index);
  }

  /** The parts of the jump get their roles, once. */
  private assign(image: CaptureImage, owner: KernelName): void {
    for (const [role, pfn] of partsOf(image)) {
      const key = `${owner} ${role} ${pfn}`;
      if (this.known.has(key)) continue;
      this.known.add(key);
      this.journalist.role(owner, role, pfn);
      if (role === "control") this.processor.controls.add(pfn, owner);
    }
  }
}

/** Frames of an image with a part in the jump. */
const partsOf = (image: CaptureImage): readonly (readonly ["control" | "swap" | "list", number])[] => [
  ["control", image.controlPa >>> PAGE_SHIFT],
  ["swap", image.swapPa >>> PAGE_SHIFT],
  ...Array.from(image.entries)
    .filter((word) => (word & IND_INDIRECTION) !== 0)
    .map((word) => ["list", word >>> PAGE_SHIFT] as const),
];

/** The captured bytes as a listing, with the kernel's own symbols. */
function controlCodeOf({ images, pages, codeSize, symbols }: Capture): ControlCode {
  const first = images[0];
  const page = (first === undefined ? undefined : pages.get(first.controlPage)) ?? new Uint8Array(PAGE_SIZE);
  const bytes = page.slice(0, codeSize);
  const base = symbols.get("relocate_kernel") ?? 0;
  const labels = new Map<string, number>();
  for (const [name, address] of symbols) {
    if (address >= base && address < base + codeSize) labels.set(name, address - base);
  }
  return { listing: listingOf(bytes, labels), marks: SYMBOL_RULES.marks.filter(({ label }) => labels.has(label)) };
}

const headOf = (capture: Capture, owner: KernelName): number =>
  capture.images.findLast((image) => nameOf(image) === owner)?.head ?? 0;

function planOf(capture: Capture, machine: CaptureMachine): MachinePlan {
  const destinations = capture.images.flatMap(({ pairs }) => Array.from(pairs).filter((_, i) => i % 2 === 0));
  return {
    seed: 0,
    frames: machine.memory.frameCount,
    hasPae: machine.cpu.pae,
    kernelIsPae: capture.images.some(({ paging }) => paging === "pae"),
    bRange: {
      start: Math.min(...destinations) * PAGE_SIZE,
      end: (destinations.reduce((a, b) => Math.max(a, b), 0) + 1) * PAGE_SIZE,
    },
    bEntry: capture.images[0]?.start ?? 0,
    segments: [],
    tasks: [],
    jumps: capture.segments.length,
    cpus: 1,
    circumstances: new Set(),
    ioApic: false,
    payload: undefined,
  };
}

/** Instructions of each pass, from a machine of its own that makes them without being recorded. */
function* passLengths(capture: Capture): Generator<number> {
  const machine = new CaptureMachine(capture);
  for (let i = 0; i < capture.segments.length; i++) {
    machine.enter(i);
    const before = machine.cpu.executed;
    machine.complete(i);
    yield machine.cpu.executed - before;
  }
}

/** Does the pass end at a peer's entry: with paging off, outside its control page? */
const endsInPeer = ({ end }: CaptureSegment): boolean => end !== undefined && end.cr0 < PG;

export function recordCapture(name: string, capture: Capture): Result<Run> {
  const verified = verifyCapture(capture);
  if (!verified.ok) return verified;
  const recorder = new CaptureRecorder(capture);
  const { machine, processor, journalist, refused } = recorder;
  if (refused !== undefined) return refuse(refused);
  const lengths = passLengths(capture);
  let stop: LastStop = { kind: "enough" };
  for (let i = 0; i < capture.segments.length && stop.kind === "enough"; i++) {
    const entered = recorder.enter(i);
    if (!entered.ok) return entered;
    const length = lengths.next().value ?? 0;
    stop = runThrough(processor.run(machine.segment(i).died === undefined ? length : Infinity));
    if (stop.kind === "enough" && endsInPeer(machine.segment(i))) processor.cross();
  }
  processor.end();
  journalist.finish(outcome(stop, verified.value));
  return ok(runOf(name, recorder, verified.value));
}

function runOf(name: string, { capture, machine, journalist, code }: CaptureRecorder, verified: Verification): Run {
  const plan = planOf(capture, machine);
  const { recording } = journalist;
  return {
    plan,
    revision: makeMainline({ ...AS_IT_WAS, pae: plan.kernelIsPae }),
    code,
    images: {},
    recording,
    invariants: [equalityOf(verified, recording.end)],
    cursor: new Cursor(recording, plan.hasPae),
    mapper: new FrameMapper(plan.frames),
    faults: [],
    capture: {
      name,
      kernel: capture.kernel,
      standIns: verified.standIns,
      heads: { A: headOf(capture, "A"), B: headOf(capture, "B") },
    },
  };
}

function outcome(stop: LastStop, verified: Verification): Outcome {
  invariant(stop.kind !== "gate", "a captured machine has no gates");
  if (stop.kind !== "enough") return outcomeOf(stop, INSTRUCTION_BUDGET);
  const { segments, mismatches, compared, records } = verified;
  const equal = `${compared - mismatches} of ${records} records equal`;
  return { kind: "completed", text: `${segments.length} captured passes executed, ${equal}` };
}

const MIB = 1024 * 1024;

/** The captured machine in the words of a scenario. */
export function scenarioOfCapture({ plan, capture }: Run): Scenario {
  return {
    title: `Capture ${capture?.name ?? ""}: ${capture?.kernel ?? ""}`,
    revision: "mainline-i386",
    seed: plan.seed,
    memoryMiB: Math.floor((plan.frames * PAGE_SIZE) / MIB),
    cpuHasPae: plan.hasPae,
    kernelIsPae: plan.kernelIsPae,
    bRange: plan.bRange,
    bEntry: plan.bEntry,
    segments: [],
    tasks: [],
    jumps: plan.jumps,
  };
}

function equalityOf({ records, compared, mismatches, first }: Verification, end: number): InvariantResult {
  const [worst] = first;
  return {
    id: "capture-equal",
    title: "Every record equals the captured one",
    status: mismatches === 0 ? "pass" : "fail",
    t: end,
    detail:
      worst === undefined
        ? `${compared} of ${records} records compared, all equal`
        : `${mismatches} differ; first in segment ${worst.segment}: ${worst.what} is ${worst.got}, captured ${worst.expected}`,
    checks: [{ t: end, holds: mismatches === 0 }],
  };
}
