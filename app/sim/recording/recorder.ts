// The recorder: runs a machine once, forward. Modelled kernel functions and the processor take turns; a gate in kernel
// text says which function goes on when instructions reach it.

import { KERNELS, type KernelName, type Outcome, type RecordProgress } from "../api.ts";
import { invariant } from "../core/errors.ts";
import { startKernel } from "../kernel/boot.ts";
import { coldBoot } from "../kernel/firmware.ts";
import { GATES, type GateName } from "../kernel/image.ts";
import { imagePage } from "../kernel/image-pages.ts";
import { INTERRUPT_GATES } from "../kernel/irq.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Step, Work } from "../kernel/step.ts";
import type { Actors } from "../kernel/actors.ts";
import type { PlacedImage } from "../kernel/hibernation/placed-image.ts";
import { returnedToPeer, startPeer } from "../kernel/hibernation/peer.ts";
import { returnedToA, startA } from "../kernel/user.ts";
import { PAGE_SIZE } from "../core/units.ts";
import { actorsOf } from "./actors-of.ts";
import { headOf } from "./control-pages.ts";
import { FaultDesk, type PlannedFault } from "./fault-desk.ts";
import { type Appointment, Appointments } from "./appointments.ts";
import { Happenings } from "./happenings.ts";
import { Images } from "./images.ts";
import { InterruptedWork } from "./interrupted.ts";
import { Journalist, TUNING, type Tuning } from "./journalist.ts";
import { InvariantBook } from "./invariant-book.ts";
import { InvariantChecker } from "./invariants.ts";
import { SystemChecker } from "./system-invariants.ts";
import type { Machine } from "./machine.ts";
import { deadStop, type FinalStop, type LastStop, outcomeOf } from "./last-stop.ts";
import { powerGone } from "./power.ts";
import { type Listener, ProcessorRun } from "./processor-run.ts";
import { MODEL, type Recording } from "./recording.ts";

/** A run that takes longer than this has lost its way. */
export const INSTRUCTION_BUDGET = 200_000_000;

/** Loading a page takes about as long as exchanging so many. */
const LOAD_WEIGHT = 3;

/** Cold boots of a run that would go on for ever. */
const MOST_BOOTS = 32;

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
  /** What happens at given positions. */
  readonly appointments?: readonly Appointment[];
  /** What is made to go wrong. */
  readonly faults?: readonly PlannedFault[];
}

export class Recorder {
  readonly recording: Recording;
  readonly book: InvariantBook;
  private readonly invariants: InvariantChecker;
  private readonly system: SystemChecker;
  private readonly images: Images;
  private readonly machine: Machine;
  private readonly journalist: Journalist;
  private readonly processor: ProcessorRun;
  private readonly desk: FaultDesk;
  private readonly onProgress: RecordOptions["onProgress"];
  private readonly actors: Actors;
  private readonly waiting = new Map<KernelName, Work>();
  private readonly interrupted: InterruptedWork;
  private readonly happenings: Happenings;
  /** Frames that devices and faults have written to since the last boundary: nothing that a kernel has done. */
  private readonly byOthers = new Set<number>();
  private outcome: Outcome | undefined;
  /** The function that has run last was an interrupt's. */
  private handled = false;

  constructor(machine: Machine, options: RecordOptions = {}) {
    const { tuning = TUNING, budget = INSTRUCTION_BUDGET, mostHistory = MOST_HISTORY, onProgress } = options;
    this.machine = machine;
    this.onProgress = onProgress;
    this.journalist = new Journalist(machine, tuning);
    this.recording = this.journalist.recording;
    this.book = new InvariantBook(() => this.journalist.t, machine.firmware !== undefined);
    this.invariants = new InvariantChecker(machine, this.recording, this.book);
    this.system = new SystemChecker(machine, this.recording, this.book);
    this.desk = new FaultDesk(this.recording, options.faults ?? [], () => this.journalist.t);
    this.images = new Images(machine, this.book, () => this.desk.refusals, [this.invariants, this.system]);
    for (const kernel of machine.kernels.values()) kernel.rule = this.desk.rule;
    const { plan } = machine;
    this.interrupted = new InterruptedWork(machine.cpu);
    this.happenings = new Happenings(
      machine,
      this.journalist,
      new Appointments([...this.desk.appointments, ...(options.appointments ?? [])]),
    );
    this.processor = new ProcessorRun({
      parts: machine,
      code: machine.code,
      journalist: this.journalist,
      happenings: this.happenings,
      tuning,
      budget,
      mostHistory,
      arrival: plan.payload === undefined ? "boot" : "payload",
      marked: machine.purgatory,
      head: (owner) => headOf(machine, this.recording, owner),
      listener: this.listener(),
    });
    this.takeGates();
    this.happenings.onForeignWrite = (device, frame, before, byItself) => {
      this.byOthers.add(frame);
      this.invariants.foreign(device, before);
      if (device === undefined) return;
      const may = this.system.wrote(device, frame, before, this.processor.running);
      if (may && byItself) this.invariants.received(this.system.masterOf(device), frame, before);
    };
    this.journalist.onChanges = (frame) => {
      if (!this.byOthers.delete(frame)) this.invariants.changed(frame, this.running);
    };
    this.actors = actorsOf(machine, () => this.jumpsMade);
  }

  /** The run begins with a cold boot: of kernel A there is what the image on the disk says. */
  private beginOff({ control, swap, lists }: PlacedImage): void {
    const { journalist, processor, recording } = this;
    processor.running = "C";
    recording.boots.push({ from: 0, kernel: "C", begins: "cold boot" });
    if (control === undefined || swap === undefined) return;
    processor.controls.expect(control);
    journalist.role("A", "control", control);
    journalist.role("A", "swap", swap);
    for (const pfn of lists) journalist.role("A", "list", pfn);
  }

  private kernel(name: KernelName): Kernel {
    const kernel = this.machine.kernels.get(name);
    invariant(kernel !== undefined, `this machine has no kernel ${name}`);
    return kernel;
  }

  private get running(): Kernel {
    return this.kernel(this.processor.running);
  }

  /** Only in the text of a kernel do a gate's bytes stand for one. */
  private takeGates(): void {
    const { images, cpu } = this.machine;
    const textFrames = Object.values(images).map(({ base }) => imagePage(base, "text") / PAGE_SIZE);
    cpu.gatesIn = (frame) => textFrames.includes(frame);
  }

  private listener(): Listener {
    const { invariants } = this;
    return {
      phase: (id, owner) => {
        invariants.atPhase(id, this.kernel(owner));
        if (id === "freeze") this.system.calls(this.kernel(owner));
        if (id === "save-image") this.images.visitBegins(owner);
      },
      exchangeBegins: (owner, phase) => invariants.exchangeBegins(this.kernel(owner), phase),
      exchangeEnds: () => invariants.exchangeEnds(),
      transferred: (to) => {
        if (to === "A") {
          this.images.visitEnds();
          this.images.entersA();
        }
        invariants.transferred(this.kernel(to));
      },
      step: (name, title, owner) => {
        const point = { name, title, group: "code", fails: [], skips: true } as const;
        return this.desk.rule(owner, point).kind === "skip";
      },
      progress: () => this.report(),
    };
  }

  /** The first of all functions: of kernel A, or of the firmware where the run begins without power. */
  private first(): Work {
    const { a, firmware, brought } = this.machine;
    if (firmware !== undefined && brought !== undefined) {
      this.beginOff(brought);
      return coldBoot(firmware);
    }
    this.recording.boots.push({ from: 0, kernel: "A", begins: "running" });
    return startA(a, this.actors);
  }

  /** Runs to the end. Yields at boundaries: what is written so far is sealed, and a cursor in it is valid. */
  *run(): Generator<void, Recording> {
    let work: Work | undefined = this.first();
    while (work !== undefined && this.outcome === undefined) {
      const left = yield* this.runModel(work);
      if (this.outcome !== undefined) break;
      if (left === "waiting") this.waiting.set(this.processor.running, work);
      work = this.isOff ? undefined : this.stopped(yield* this.processor.run(Infinity, this.handled));
      if (this.isOff) work = this.coldBoot();
    }
    this.processor.end();
    this.journalist.finish(this.outcome ?? { kind: "stopped", text: "nothing left to run" });
    this.invariants.atEnd();
    this.system.atEnd();
    return this.recording;
  }

  /** Runs modelled functions until they are done or interrupted ("left") or wait for a routine to return ("waiting"). */
  private *runModel(work: Work): Generator<void, "left" | "waiting"> {
    for (let between = true; ;) {
      if (between && (this.isInterrupted(work) || this.outcome !== undefined || this.isOff)) return "left";
      const next = work.next();
      if (next.done === true) return "left";
      const step: Step = next.value;
      if (step.kind === "routine") return "waiting";
      this.take(step);
      between = step.kind === "op";
      if (between && this.journalist.hasJustBegun) {
        this.report();
        yield;
      }
      if (step.kind === "end") return "left";
    }
  }

  /**
   * Between two operations: what is due happens, and an interrupt is taken while the processor stands on the gate of the
   * function. One that has set EIP is on its way out; then the interrupt is taken before the next instruction.
   */
  private isInterrupted(work: Work): boolean {
    const { cpu, board } = this.machine;
    const { processor, interrupted, happenings } = this;
    const happened = happenings.settle(() => {
      if (cpu.atGate() === undefined) return false;
      interrupted.push(processor.running, work);
      return true;
    });
    if (board.off !== undefined) this.end({ kind: "off", how: board.off });
    else if (happened.kind === "stopped") this.end(deadStop(happened.stop));
    return happened.kind === "entered";
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
      case "device": {
        const { device, state, callback } = step;
        const mark = { t: journalist.t, kernel: processor.running, device, state, callback };
        this.recording.deviceMarks.push(mark);
        return;
      }
      case "context":
        this.context(step.when);
        return;
      case "role":
        journalist.role(step.of ?? processor.running, step.role, step.pfn);
        if (step.role === "control") processor.controls.add(step.pfn, step.of ?? processor.running);
        return;
      case "release":
        journalist.release(processor.running, step.pfn);
        processor.controls.release(step.pfn);
        return;
      case "end":
        this.outcome = {
          kind: step.outcome,
          text: step.text,
          ...(step.errno === undefined ? {} : { errno: step.errno }),
        };
    }
  }

  private context(when: Extract<Step, { kind: "context" }>["when"]): void {
    if (when === "user") this.system.inUserSpace(this.running);
    else if (when === "probed") this.system.probed(this.running);
    else if (when === "saved") this.system.saved(this.running);
    else if (when === "image") this.images.made();
    else {
      if (when === "back" && this.processor.running === "A") this.images.entersA();
      this.invariants.context(this.running, when);
    }
  }

  /** The modelled function that goes on where the processor has stopped, if one does. */
  private stopped(stop: LastStop): Work | undefined {
    if (stop.kind === "gate") {
      this.journalist.open(MODEL);
      const name = KERNELS.find((letter) => letter === stop.kernel);
      invariant(name !== undefined, `a gate of kernel ${stop.kernel}`);
      this.handled = INTERRUPT_GATES[GATES[stop.gate] ?? "exception"] !== undefined;
      return this.interrupted.take(name) ?? this.atGate(name, stop.gate);
    }
    if (stop.kind !== "enough") this.end(stop);
    return undefined;
  }

  private end(stop: FinalStop): void {
    if (stop.kind === "off") {
      const span = this.recording.boots.at(-1);
      if (span !== undefined) span.ended ??= stop.how;
      if (stop.how !== "power lost") this.images.visitEnds();
      if (this.machine.firmware !== undefined && this.recording.boots.length < MOST_BOOTS) return;
    }
    this.outcome = outcomeOf(stop, this.recording.instructions);
  }

  /** The machine is off, and will be switched on. */
  private get isOff(): boolean {
    return this.machine.board.off !== undefined && this.outcome === undefined;
  }

  /** Nothing of RAM and processor is left; what the disk has is what kernel C starts from. */
  private coldBoot(): Work {
    const { machine, processor, journalist, recording } = this;
    const { firmware } = machine;
    invariant(firmware !== undefined, "a machine without firmware is switched on");
    processor.powerGone();
    this.invariants.powerGone();
    this.system.powerGone();
    this.images.powerGone();
    this.byOthers.clear();
    this.handled = false;
    this.waiting.clear();
    this.interrupted.clear();
    processor.phase(recording.boots.at(-1)?.ended === "power lost" ? "power-lost" : "power-off", processor.running);
    journalist.model();
    journalist.operation(powerGone(machine, firmware), { calls: [], cpuChanged: true });
    journalist.powerGone();
    processor.running = firmware.kernel.letter;
    recording.boots.push({ from: journalist.t, kernel: processor.running, begins: "cold boot" });
    return coldBoot(firmware);
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
    const next = gate === undefined ? undefined : (this.machine.revision.gates[gate] ?? INTERRUPT_GATES[gate]);
    if (next !== undefined) return next(kernel);
    if (gate === "sys_reboot_returned") return (name === "A" ? returnedToA : returnedToPeer)(kernel, this.actors);
    if (gate === "start_kernel") return this.boot(kernel);
    this.outcome = {
      kind: "crashed",
      text: `kernel ${name} stops at ${gate ?? `gate ${number}`}: nothing should lead there`,
    };
    return undefined;
  }

  private *boot(kernel: Kernel): Work {
    yield* startKernel(kernel, this.machine.store, this.machine.revision);
    yield* startPeer(kernel, this.actors);
  }

  private get jumpsMade(): number {
    return this.recording.legs.filter((leg) => leg.transfer !== undefined).length;
  }

  private report(): void {
    this.onProgress?.(this.progress);
  }

  /** Position that the run has come to. */
  get t(): number {
    return this.journalist.t;
  }

  get progress(): RecordProgress {
    const { jumps, segments } = this.machine.plan;
    const pages = segments.reduce((sum, segment) => sum + segment.memsz, 0) / PAGE_SIZE;
    const exchanged = this.recording.exchanges.reduce((sum, exchange) => sum + exchange.sources.length, 0);
    const loaded = Math.min(pages, this.recording.opLabel.length);
    const work = (LOAD_WEIGHT * loaded + exchanged) / Math.max(1, pages * (LOAD_WEIGHT + jumps));
    return { t: this.journalist.t, jumps: this.jumpsMade, totalJumps: jumps, share: Math.min(1, work) };
  }
}
