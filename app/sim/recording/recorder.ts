// The recorder: runs a machine once, forward. Modelled kernel functions and the processor take turns; a gate in kernel
// text says which function goes on when instructions reach it.

import type { KernelName, Outcome, RecordProgress } from "../api.ts";
import { hex32 } from "../core/hex.ts";
import { startKernel } from "../kernel/boot.ts";
import { GATES, type GateName } from "../kernel/image.ts";
import { imagePage } from "../kernel/image-pages.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { KEXEC_PRESERVE_CONTEXT } from "../kernel/kimage.ts";
import type { Step, Work } from "../kernel/step.ts";
import { returnedToA, returnedToB, startA, startB, type Actors } from "../kernel/user.ts";
import { PAGE_SIZE } from "../core/units.ts";
import { headOf } from "./control-pages.ts";
import { Journalist, TUNING, type Tuning } from "./journalist.ts";
import { InvariantChecker } from "./invariants.ts";
import type { Machine } from "./machine.ts";
import { type LastStop, type Listener, ProcessorRun } from "./processor-run.ts";
import { MODEL, type Recording } from "./recording.ts";

/** A run that takes longer than this has lost its way. */
export const INSTRUCTION_BUDGET = 200_000_000;

/** One that writes more than this would fill the memory of whoever looks at it. */
export const MOST_HISTORY = 512 * 1024 * 1024;

export interface RecordOptions {
  /** Called now and then; may throw to stop. */
  readonly onProgress?: ((progress: RecordProgress) => void) | undefined;
  /** Instructions after which a run counts as run away. */
  readonly budget?: number;
  /** Bytes of page versions that code may leave behind between two modelled functions. */
  readonly mostHistory?: number;
  readonly tuning?: Tuning;
}

export class Recorder {
  readonly recording: Recording;
  readonly invariants: InvariantChecker;
  private readonly machine: Machine;
  private readonly journalist: Journalist;
  private readonly processor: ProcessorRun;
  private readonly onProgress: RecordOptions["onProgress"];
  private readonly actors: Actors;
  private readonly waiting = new Map<KernelName, Work>();
  private outcome: Outcome | undefined;

  constructor(machine: Machine, options: RecordOptions = {}) {
    const { tuning = TUNING, budget = INSTRUCTION_BUDGET, mostHistory = MOST_HISTORY, onProgress } = options;
    this.machine = machine;
    this.onProgress = onProgress;
    this.journalist = new Journalist(machine, tuning);
    this.recording = this.journalist.recording;
    this.invariants = new InvariantChecker(machine, this.recording, () => this.journalist.t);
    const { plan, revision, segments } = machine;
    this.processor = new ProcessorRun({
      parts: machine,
      code: machine.code,
      journalist: this.journalist,
      tuning,
      budget,
      mostHistory,
      arrival: plan.payload === undefined ? "boot" : "payload",
      head: (owner) => headOf(machine, this.recording, owner),
      listener: this.listener(),
    });
    const { A, B } = machine.images;
    const textFrames = [A, B].map((image) => image && imagePage(image.base, "text") / PAGE_SIZE);
    machine.cpu.gatesIn = (frame) => textFrames.includes(frame);
    this.journalist.onChanges = (frame) => this.invariants.changed(frame, this.running);
    this.actors = {
      jumps: plan.jumps,
      image: plan.payload?.name ?? "kernel B",
      load: { entry: plan.bEntry, segments, flags: KEXEC_PRESERVE_CONTEXT, prepare: revision.prepare },
      sysReboot: revision.sysReboot,
    };
  }

  private kernel(name: KernelName): Kernel {
    return name === "A" ? this.machine.a : this.machine.b;
  }

  private get running(): Kernel {
    return this.kernel(this.processor.running);
  }

  private listener(): Listener {
    const { invariants } = this;
    return {
      phase: (id, owner) => invariants.atPhase(id, this.kernel(owner)),
      exchangeBegins: (owner, phase) => invariants.exchangeBegins(this.kernel(owner), phase),
      exchangeEnds: () => invariants.exchangeEnds(),
      transferred: (to) => invariants.transferred(this.kernel(to)),
      progress: () => this.report(),
    };
  }

  /** Runs to the end. */
  run(): Recording {
    let work: Work | undefined = startA(this.machine.a, this.actors);
    while (work !== undefined && this.outcome === undefined) {
      const left = this.runModel(work);
      if (this.outcome !== undefined) break;
      if (left === "waiting") this.waiting.set(this.processor.running, work);
      work = this.stopped(this.processor.run());
    }
    this.processor.end();
    this.journalist.finish(this.outcome ?? { kind: "stopped", text: "nothing left to run" });
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
    const { journalist, processor } = this;
    switch (step.kind) {
      case "op":
        journalist.operation(step, this.running);
        return;
      case "phase":
        processor.phase(step.id, processor.running);
        return;
      case "leg":
        processor.beginLeg();
        return;
      case "context":
        this.invariants.context(this.running, step.when);
        return;
      case "role":
        journalist.role(processor.running, step.role, step.pfn);
        if (step.role === "control") processor.addControlPage(step.pfn, processor.running);
        return;
      case "end":
        this.outcome = {
          kind: step.outcome,
          text: step.text,
          ...(step.errno === undefined ? {} : { errno: step.errno }),
        };
    }
  }

  /** The modelled function that goes on where the processor has stopped, if one does. */
  private stopped(stop: LastStop): Work | undefined {
    if (stop.kind === "gate") {
      this.journalist.open(MODEL);
      return this.atGate(stop.kernel === "A" ? "A" : "B", stop.gate);
    }
    if (stop.kind !== "enough")
      this.outcome = outcomeOf(stop, this.machine.cpu.codeAddress, this.recording.instructions);
    return undefined;
  }

  private atGate(name: KernelName, number: number): Work | undefined {
    const kernel = this.kernel(name);
    const gate: GateName | undefined = GATES[number];
    this.processor.running = name;
    if (gate === "routine_returned") {
      const waiting = this.waiting.get(name);
      this.waiting.delete(name);
      if (waiting !== undefined) return waiting;
    }
    const next = gate === undefined ? undefined : this.machine.revision.gates[gate];
    if (next !== undefined) return next(kernel);
    if (gate === "sys_reboot_returned") return (name === "A" ? returnedToA : returnedToB)(kernel, this.actors);
    if (gate === "start_kernel") return this.boot(kernel);
    this.outcome = {
      kind: "crashed",
      text: `kernel ${name} stops at ${gate ?? `gate ${number}`}: nothing should lead there`,
    };
    return undefined;
  }

  private *boot(kernel: Kernel): Work {
    yield* startKernel(kernel, this.machine.store, this.machine.revision);
    yield* startB(kernel, this.actors);
  }

  private report(): void {
    if (this.onProgress === undefined) return;
    const { jumps, segments } = this.machine.plan;
    const done = this.recording.legs.filter((leg) => leg.transfer !== undefined).length;
    const pages = segments.reduce((sum, segment) => sum + segment.memsz, 0) / PAGE_SIZE;
    const exchanged = this.recording.exchanges.reduce((sum, exchange) => sum + exchange.sources.length, 0);
    const share = Math.min(1, exchanged / Math.max(1, pages * jumps));
    this.onProgress({ t: this.journalist.t, jumps: done, totalJumps: jumps, share });
  }
}

const repeated = (iterations: number): string =>
  iterations === 0 ? "" : ` and ${iterations} iterations of repeated ones`;

/** What it means for a run that the processor has stopped for good. */
export function outcomeOf(
  stop: Exclude<LastStop, { kind: "gate" | "enough" }>,
  eip: number,
  instructions: number,
): Outcome {
  switch (stop.kind) {
    case "budget":
      return { kind: "stopped", text: `no end after ${instructions} instructions${repeated(stop.iterations)}` };
    case "memory":
      return {
        kind: "stopped",
        text: `it leaves more behind than can be remembered: stopped after ${instructions} instructions`,
      };
    case "halt":
      return { kind: "stopped", text: `the processor halts at ${hex32(eip)}` };
    case "shutdown":
      return { kind: "crashed", text: `triple fault: ${stop.fault.text}`, fault: stop.fault };
    case "unimplemented":
      return { kind: "stopped", text: stop.fault.text, fault: stop.fault };
  }
}
