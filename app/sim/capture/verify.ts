// Holds our processor against a capture: each recorded pass is run from its first record, and compared at every one.

import { ok, refuse, type Result } from "../core/errors.ts";
import { hex, hex32 } from "../core/hex.ts";
import type { Stop } from "../cpu/cpu.ts";
import { CS, FLAG, FLAGS_STATUS, SS } from "../cpu/state.ts";
import { readTrace } from "../formats/kjc-trace.ts";
import {
  type Capture,
  CAPTURE_REGISTERS,
  type CaptureRegister,
  type CaptureSegment,
  type RegisterValues,
} from "../formats/kjc-types.ts";
import { CaptureMachine, GENERAL } from "./machine.ts";
import { compareControlPage, compareFrames, PairWatch } from "./outcome.ts";

/** Where the machine and the capture part. */
export interface Mismatch {
  readonly segment: number;
  /** Undefined for what is compared at the end of a pass. */
  readonly record: number | undefined;
  readonly what: string;
  readonly expected: string;
  readonly got: string;
}

/** How our processor died, and what the recorder said of the real one. */
export interface Death {
  readonly segment: number;
  readonly record: number;
  readonly eip: number;
  /** From the start of the control page. */
  readonly offset: number;
  /** Faults in the order raised, then "triple fault". */
  readonly chain: readonly string[];
  readonly text: string;
  readonly cr0: number;
  readonly cr2: number;
  readonly cr3: number;
  readonly cr4: number;
  readonly recorded: string;
}

export interface SegmentReport {
  readonly name: string;
  readonly records: number;
  readonly compared: number;
  /** Why the rest was not compared; empty if nothing is left. */
  readonly notCompared: string;
  readonly pairs: number;
  readonly frames: number;
  /** Frames that hold a page which was written in during the pass, so that its id cannot be told. */
  readonly writtenFrames: number;
  /** Where the pass left control code. */
  readonly exit: number;
}

export interface Verification {
  readonly records: number;
  readonly compared: number;
  readonly mismatches: number;
  /** The first of them. */
  readonly first: readonly Mismatch[];
  readonly died: Death | undefined;
  readonly instructions: number;
  readonly segments: readonly SegmentReport[];
  /** What the file lacks, and what stood in its place. */
  readonly standIns: readonly string[];
}

const FIRST = 10;
/** An edge trace may leave out what is between two records: a pair, and the way to the next list page. */
const SKIP_BUDGET = 1000;
const OUTSIDE = "the machine died in code that the file does not hold";
const FLAGS_COMPARED = FLAGS_STATUS | FLAG.IF | FLAG.DF;

export function verifyCapture(capture: Capture): Result<Verification> {
  const check = new Check(capture);
  const segments: SegmentReport[] = [];
  for (let i = 0; i < capture.segments.length; i += 1) {
    const problem = check.machine.enter(i);
    if (problem !== undefined) return refuse(problem);
    segments.push(check.segment(i));
  }
  const sum = (count: (segment: SegmentReport) => number): number =>
    segments.reduce((total, each) => total + count(each), 0);
  return ok({
    records: sum(({ records }) => records),
    compared: sum(({ compared }) => compared),
    mismatches: check.mismatches,
    first: check.first,
    died: check.died,
    instructions: check.machine.cpu.executed,
    segments,
    standIns: check.machine.standIns,
  });
}

class Check {
  readonly machine: CaptureMachine;
  readonly first: Mismatch[] = [];
  mismatches = 0;
  died: Death | undefined;
  readonly #capture: Capture;

  constructor(capture: Capture) {
    this.#capture = capture;
    this.machine = new CaptureMachine(capture);
  }

  /** A pass that the machine has entered. */
  segment(index: number): SegmentReport {
    const { machine } = this;
    const segment = machine.segment(index);
    const pairs = new PairWatch(machine);
    const { compared, notCompared } = this.#follow(index, segment);
    pairs.end();
    const complain = (what: string, expected: string, got: string): void =>
      this.#mismatch({ segment: index, record: undefined, what, expected, got });
    const died = this.died?.segment === index;
    if (segment.died !== undefined && !died && notCompared !== OUTSIDE)
      complain("end", `the machine dies (${segment.died})`, "it goes on");
    if (segment.died === undefined && died) complain("end", "the machine goes on", "it dies");
    const whole = compared === segment.recordCount && !died;
    if (whole) pairs.compare(index, complain);
    const frames = whole ? compareFrames(machine, segment, complain) : { compared: 0, written: 0 };
    if (whole) compareControlPage(machine, segment, complain);
    return {
      name: segment.name,
      records: segment.recordCount,
      compared,
      notCompared,
      pairs: pairs.count,
      frames: frames.compared,
      writtenFrames: frames.written,
      exit: machine.cpu.eip,
    };
  }

  /** Runs the pass beside its trace. */
  #follow(index: number, segment: CaptureSegment): { compared: number; notCompared: string } {
    const { registers, traceMode } = this.#capture;
    let compared = 0;
    let marked = false;
    let dead = false;
    for (const record of readTrace(segment.trace, registers, segment.name)) {
      const recorded = valuesOf(registers, record.values);
      const skips = traceMode === "edge" && (marked || record.marked);
      if (record.index > 0 && !dead) {
        const stop = skips ? this.machine.runTo(recorded.eip, SKIP_BUDGET) : this.machine.step();
        if (stop.kind === "shutdown") {
          dead = true;
          this.#bury(index, record.index - 1, segment, stop);
        } else if (stop.kind !== "limit") {
          const got = "fault" in stop ? stop.fault.text : `the processor stops: ${stop.kind}`;
          this.#mismatch({ segment: index, record: record.index, what: "end", expected: "the pass goes on", got });
          return { compared, notCompared: got };
        }
      }
      const same = this.#compare(index, record.index, recorded);
      compared += 1;
      if (same !== "equal" && (dead || same !== "different")) {
        return { compared, notCompared: dead ? "our processor died" : same };
      }
      marked = record.marked;
    }
    if (segment.died === undefined || dead) return { compared, notCompared: "" };
    if (!this.machine.inControlPage(index)) return { compared, notCompared: OUTSIDE };
    const stop = this.machine.step();
    if (stop.kind === "shutdown") this.#bury(index, segment.recordCount - 1, segment, stop);
    return { compared, notCompared: "" };
  }

  /** After a difference the processor goes on from the record, so that each difference counts once; or says why not. */
  #compare(segment: number, record: number, recorded: RegisterValues): string {
    const ours = this.#registers();
    const different = CAPTURE_REGISTERS.filter((name) => significant(name, ours) !== significant(name, recorded));
    if (different.length === 0) return "equal";
    const text = (values: RegisterValues): string =>
      different.map((name) => `${name} ${hex32(values[name])}`).join(", ");
    const what = `registers at ${hex32(recorded.eip)}`;
    this.#mismatch({ segment, record, what, expected: text(recorded), got: text(ours) });
    return this.machine.load(recorded) ?? "different";
  }

  #registers(): RegisterValues {
    const { cpu } = this.machine;
    const { eip, eflags, cr0, cr3, cr4 } = cpu;
    const general = Object.fromEntries(GENERAL.map((name, i) => [name, (cpu.regs[i as 0] ?? 0) >>> 0]));
    const values = { ...general, eip, eflags, cr0, cr3, cr4, cs: cpu.selectors[CS], ss: cpu.selectors[SS] };
    return values as RegisterValues;
  }

  #bury(index: number, record: number, segment: CaptureSegment, stop: Stop & { kind: "shutdown" }): void {
    const { cpu } = this.machine;
    const { eip, cr0, cr2, cr3, cr4 } = cpu;
    const { chain, text } = stop.fault;
    const offset = eip - this.machine.imageOf(segment).controlPa;
    const recorded = segment.died ?? "";
    this.died ??= { segment: index, record, eip, offset, chain, text, cr0, cr2, cr3, cr4, recorded };
  }

  #mismatch(mismatch: Mismatch): void {
    this.mismatches += 1;
    if (this.first.length < FIRST) this.first.push(mismatch);
  }
}

const significant = (name: CaptureRegister, values: RegisterValues): number =>
  name === "eflags" ? values.eflags & FLAGS_COMPARED : values[name];

const valuesOf = (registers: readonly CaptureRegister[], values: Uint32Array): RegisterValues =>
  Object.fromEntries(registers.map((name, i) => [name, values[i] ?? 0])) as RegisterValues;

/** One line for a person. */
export const mismatchText = ({ segment, record, what, expected, got }: Mismatch): string =>
  `segment ${segment}${record === undefined ? "" : `, record ${record}`}, ${what}: expected ${expected}, got ${got}`;

export const deathText = (death: Death): string =>
  `segment ${death.segment}, record ${death.record}: ${death.chain.join(", ")} at ${hex32(death.eip)}, control page + ` +
  `${hex(death.offset, 3)}; CR0 ${hex32(death.cr0)}, CR2 ${hex32(death.cr2)}, CR3 ${hex32(death.cr3)}, CR4 ${hex32(death.cr4)}`;
