// The recorder: runs a machine once, forward. Modelled kernel functions and the processor take turns; a gate in kernel
// text says which function goes on when instructions reach it.

import type { Outcome, RecordProgress } from "../api.ts";
import { hex32 } from "../core/hex.ts";
import { invariant } from "../core/errors.ts";
import type { Stop } from "../cpu/cpu.ts";
import { startKernel } from "../kernel/boot.ts";
import { GATES, type GateName } from "../kernel/image.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { KEXEC_PRESERVE_CONTEXT } from "../kernel/kimage.ts";
import { PHASES } from "../kernel/phases.ts";
import type { MarkKind } from "../kernel/revision.ts";
import type { Step, Work } from "../kernel/step.ts";
import { returnedToA, returnedToB, startA, startB, type Actors } from "../kernel/user.ts";
import { PAGE_SHIFT, PAGE_SIZE } from "../core/units.ts";
import { Journalist, TUNING, type Tuning } from "./journalist.ts";
import { InvariantChecker } from "./invariants.ts";
import type { Machine } from "./machine.ts";
import { INSTRUCTIONS, MODEL, type ExchangeMark, type Recording } from "./recording.ts";

/** A run that takes longer than this has lost its way. */
const INSTRUCTION_BUDGET = 400_000_000;
/** Entries between two reports of progress, while there is an exchange. */
const ENTRIES_PER_REPORT = 1 << 14;
const ECX = 1;

export class Recorder {
  readonly recording: Recording;
  readonly invariants: InvariantChecker;
  private readonly machine: Machine;
  private readonly journalist: Journalist;
  private readonly tuning: Tuning;
  private readonly actors: Actors;
  private readonly marks: readonly MarkKind[];
  /** Offset in a control page to mark number. */
  private readonly markOffsets: ReadonlyMap<number, number>;
  private readonly controlPages = new Map<number, Kernel>();
  private readonly waiting = new Map<string, Work>();
  private running: Kernel;
  private exchange: ExchangeMark | undefined;
  private outcome: Outcome | undefined;

  constructor(machine: Machine, tuning: Tuning = TUNING) {
    this.machine = machine;
    this.tuning = tuning;
    this.journalist = new Journalist(machine, tuning);
    this.recording = this.journalist.recording;
    this.invariants = new InvariantChecker(machine, this.recording, () => this.journalist.t);
    this.running = machine.a;
    this.journalist.onChanges = (frame) => this.invariants.changed(frame, this.running);
    machine.uart.onLine = (text) => this.journalist.consoleLine(this.running.letter, text);
    this.marks = machine.code.marks.map(({ mark }) => mark);
    const { labels } = machine.code.listing;
    this.markOffsets = new Map(machine.code.marks.map(({ label }, index) => [labels.get(label) ?? -1, index + 1]));
    machine.cpu.markAt = (physical) => {
      if (!this.controlPages.has(physical >>> PAGE_SHIFT)) return 0;
      return this.markOffsets.get(physical & 0xfff) ?? 0;
    };
    this.actors = {
      jumps: machine.plan.jumps,
      load: { entry: machine.plan.bEntry, segments: machine.segments, flags: KEXEC_PRESERVE_CONTEXT },
      sysReboot: machine.revision.sysReboot,
    };
  }

  /** Runs to the end. `onProgress` is called now and then and may throw to stop. */
  run(onProgress?: (progress: RecordProgress) => void): Recording {
    let work: Work | undefined = startA(this.machine.a, this.actors);
    while (work !== undefined && this.outcome === undefined) {
      const left = this.runModel(work);
      if (this.outcome !== undefined) break;
      if (left === "waiting") this.waiting.set(this.running.letter, work);
      work = this.runProcessor(onProgress);
    }
    const outcome: Outcome = this.outcome ?? { kind: "stopped", text: "nothing left to run" };
    if (this.exchange !== undefined) this.exchange.to = this.journalist.t;
    this.journalist.finish(outcome);
    this.invariants.atEnd();
    return this.recording;
  }

  /** Runs modelled functions until they are done ("left") or wait for a routine to return ("waiting"). */
  private runModel(work: Work): "left" | "waiting" {
    for (;;) {
      const next = work.next();
      if (next.done === true) return "left";
      const step: Step = next.value;
      if (step.kind === "routine") return "waiting";
      this.take(step);
      if (step.kind === "end") return "left";
    }
  }

  private take(step: Exclude<Step, { kind: "routine" }>): void {
    const { journalist, running } = this;
    switch (step.kind) {
      case "op":
        journalist.operation(step, running);
        return;
      case "phase":
        this.phase(step.id, running);
        return;
      case "leg":
        journalist.leg(running.letter);
        return;
      case "role":
        journalist.role(running.letter, step.role, step.pfn);
        if (step.role === "control") {
          this.controlPages.set(step.pfn, running);
          this.machine.cpu.clearDecoded();
        }
        return;
      case "end":
        this.outcome = {
          kind: step.outcome,
          text: step.text,
          ...(step.errno === undefined ? {} : { errno: step.errno }),
        };
    }
  }

  private phase(id: string, owner: Kernel): void {
    const known = PHASES[id];
    invariant(known !== undefined, `phase ${id} has no entry in the phase table`);
    this.journalist.phase(id, known.lane === "code" ? "code" : owner.letter, owner.letter);
    this.invariants.atPhase(id, owner);
  }

  /** Lets the processor run to the next gate and returns the modelled function that goes on there. */
  private runProcessor(onProgress?: (progress: RecordProgress) => void): Work | undefined {
    const { cpu } = this.machine;
    this.journalist.open(INSTRUCTIONS);
    let mark = this.markHere();
    for (;;) {
      if (mark !== 0) this.reached(mark, onProgress);
      const before = cpu.executed;
      const stop = cpu.run(this.tuning.instructions);
      this.journalist.executed(cpu.executed - before);
      if (this.recording.instructions > INSTRUCTION_BUDGET) {
        this.outcome = { kind: "stopped", text: `no end after ${INSTRUCTION_BUDGET} instructions` };
        return undefined;
      }
      if (stop.kind === "mark") mark = stop.mark;
      else if (stop.kind === "limit") {
        mark = this.markHere();
        this.journalist.open(INSTRUCTIONS);
        this.report(onProgress);
      } else return this.stopped(stop);
    }
  }

  private stopped(stop: Exclude<Stop, { kind: "limit" } | { kind: "mark" }>): Work | undefined {
    if (stop.kind === "gate") {
      this.journalist.open(MODEL);
      return this.atGate(stop.kernel, stop.gate);
    }
    if (stop.kind === "halt") {
      this.outcome = { kind: "stopped", text: `the processor halts at ${hex32(this.machine.cpu.eip)}` };
    } else {
      const text = stop.kind === "shutdown" ? `triple fault: ${stop.fault.text}` : stop.fault.text;
      this.outcome = { kind: stop.kind === "shutdown" ? "crashed" : "stopped", text, fault: stop.fault };
    }
    return undefined;
  }

  /** 0, or the number of the mark on the instruction about to run. */
  private markHere(): number {
    const { cpu } = this.machine;
    const physical = cpu.translate(cpu.eip);
    return physical === undefined ? 0 : cpu.markAt(physical);
  }

  private reached(number: number, onProgress?: (progress: RecordProgress) => void): void {
    const mark = this.marks[number - 1];
    invariant(mark !== undefined, `mark ${number} is unknown`);
    // By far the most frequent: an exchange meets one for each page.
    if (mark.kind === "entry") return this.entry(onProgress);
    const owner = this.pageOwner();
    switch (mark.kind) {
      case "phase":
        this.phase(mark.id, owner);
        return;
      case "exchange-begin":
        this.running = owner;
        this.phase(mark.id, owner);
        this.exchange = this.journalist.exchange(owner.letter);
        return;
      case "exchange-end":
        if (this.exchange !== undefined) this.exchange.to = this.journalist.t;
        this.exchange = undefined;
        this.invariants.exchangeEnds();
        this.phase(mark.id, owner);
        this.report(onProgress);
        return;
      case "transfer":
        this.transfer(owner);
    }
  }

  /** Whose control page the processor executes. */
  private pageOwner(): Kernel {
    const { cpu } = this.machine;
    return this.controlPages.get((cpu.translate(cpu.eip) ?? 0) >>> PAGE_SHIFT) ?? this.running;
  }

  private entry(onProgress: ((progress: RecordProgress) => void) | undefined): void {
    const { exchange } = this;
    if (exchange === undefined) return;
    const word = (this.machine.cpu.regs[ECX] ?? 0) >>> 0;
    const index = exchange.entryT.length;
    if (index === 0) this.invariants.exchangeBegins(this.running, this.recording.phases.at(-1)?.id ?? "");
    if (index % this.tuning.entries === 0) this.journalist.open(INSTRUCTIONS);
    if (index % ENTRIES_PER_REPORT === 0) this.report(onProgress);
    exchange.entryT.push(this.journalist.t);
    exchange.entryWord.push(word);
    if ((word & 0xf) === 8) exchange.sources.push(index);
  }

  /** The call into the peer: one instruction, after which the other kernel has the processor. */
  private transfer(owner: Kernel): void {
    const { cpu, a, b } = this.machine;
    const before = cpu.executed;
    const stop = cpu.run(1);
    this.journalist.executed(cpu.executed - before);
    if (stop.kind !== "limit") return;
    const entry = cpu.eip;
    const target = this.controlPages.get(entry >>> PAGE_SHIFT) ?? (owner === a ? b : a);
    this.journalist.open(INSTRUCTIONS);
    this.running = target;
    this.journalist.transfer(entry, target.letter);
    this.invariants.transferred(target);
    const mark = this.markHere();
    if (mark === 0) this.phase("boot", target);
    else this.reached(mark);
  }

  private atGate(letter: string, number: number): Work | undefined {
    const kernel = letter === "A" ? this.machine.a : this.machine.b;
    const gate: GateName | undefined = GATES[number];
    this.running = kernel;
    if (gate === "routine_returned") {
      const waiting = this.waiting.get(kernel.letter);
      this.waiting.delete(kernel.letter);
      if (waiting !== undefined) return waiting;
    }
    if (gate === "save_cpu_returned") this.invariants.saveReturned(kernel);
    const next = gate === undefined ? undefined : this.machine.revision.gates[gate];
    if (next !== undefined) return next(kernel);
    if (gate === "sys_reboot_returned") return (letter === "A" ? returnedToA : returnedToB)(kernel, this.actors);
    if (gate === "start_kernel") return this.boot(kernel);
    this.outcome = {
      kind: "crashed",
      text: `kernel ${letter} stops at ${gate ?? `gate ${number}`}: nothing should lead there`,
    };
    return undefined;
  }

  private *boot(kernel: Kernel): Work {
    yield* startKernel(kernel, this.machine.store);
    yield* startB(kernel, this.actors);
  }

  private report(onProgress: ((progress: RecordProgress) => void) | undefined): void {
    if (onProgress === undefined) return;
    const { jumps, segments } = this.machine.plan;
    const done = this.recording.legs.filter((leg) => leg.transfer !== undefined).length;
    const pages = segments.reduce((sum, segment) => sum + segment.memsz, 0) / PAGE_SIZE;
    const exchanged = this.recording.exchanges.reduce((sum, exchange) => sum + exchange.sources.length, 0);
    const share = Math.min(1, exchanged / Math.max(1, pages * jumps));
    onProgress({ t: this.journalist.t, jumps: done, totalJumps: jumps, share });
  }
}
