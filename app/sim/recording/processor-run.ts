// The processor's share of a recording: runs it from one modelled function to the next, and tells control code from
// other code on the way. Marked places in a control page begin phases, exchanges and entries; a fetch with paging off
// that goes from one side to another is a jump.

import type { KernelName } from "../api.ts";
import { invariant } from "../core/errors.ts";
import { PAGE_SHIFT, PAGE_SIZE } from "../core/units.ts";
import { LONGEST_INSTRUCTION } from "../cpu/decode.ts";
import { disassemble } from "../cpu/disassemble.ts";
import type { RegIndex } from "../cpu/state.ts";
import { PHASES } from "../kernel/phases.ts";
import type { ControlCode, MarkedPage, MarkKind } from "../kernel/revision.ts";
import { op } from "../kernel/step.ts";
import { ControlFrames, kernelOfSide, OUTSIDE } from "./control-frames.ts";
import { EntryFinder } from "./entry-finder.ts";
import { Halt } from "./halt.ts";
import type { Happened, Happenings } from "./happenings.ts";
import type { Journalist, Tuning } from "./journalist.ts";
import { deadStop, type FinalStop, type LastStop } from "./last-stop.ts";
import type { MachineParts } from "./machine.ts";
import { INSTRUCTIONS, MODEL, type ExchangeMark, type Recording } from "./recording.ts";

/** Entries between two reports of progress, while there is an exchange. */
const ENTRIES_PER_REPORT = 1 << 14;
const ESP = 4;
/** Stops between two reports of progress where code keeps the recorder busy. */
const STOPS_PER_REPORT = 1 << 12;
/** Jumps between two modelled functions: more, and control pages only call each other. */
const MOST_JUMPS = 64;
/** What a jump, and a letter on the console, cost in memory and on the page, generously. */
const BYTES_PER_LEG = 1 << 16;
const BYTES_PER_LETTER = 128;

/** Whoever records hears of what is met, at the position where it is met. */
export interface Listener {
  phase(id: string, owner: KernelName): void;
  exchangeBegins(owner: KernelName, phase: string): void;
  exchangeEnds(): void;
  transferred(to: KernelName): void;
  /** A step of control code is about to be done: is it left out? */
  step(name: string, title: string, owner: KernelName): boolean;
  /** Now and then. */
  progress(): void;
}

export interface Surroundings {
  readonly parts: MachineParts;
  readonly code: ControlCode;
  readonly journalist: Journalist;
  readonly happenings: Happenings;
  readonly tuning: Tuning;
  /** Instructions after which a run counts as run away. */
  readonly budget: number;
  /** Bytes of page versions that code may leave behind between two modelled functions. */
  readonly mostHistory: number;
  /** Phase that begins where a peer is entered at a place without a mark. */
  readonly arrival: string;
  /** Code that is no control page and has places that mean something. */
  readonly marked?: MarkedPage | undefined;
  /** Head word of the list that a kernel's control page names. */
  readonly head: (owner: KernelName) => number;
  readonly listener: Listener;
}

function noteEntry({ entryT, entryWord, sources }: ExchangeMark, t: number, word: number): void {
  const index = entryT.length;
  entryT.push(t);
  entryWord.push(word);
  if ((word & 0xf) === 8) sources.push(index);
}

const ALWAYS = (): boolean => true;

export class ProcessorRun {
  /** Who has the processor. */
  running: KernelName = "A";
  private readonly around: Surroundings;
  private readonly recording: Recording;
  readonly controls: ControlFrames;
  /** What each marked place means, in order. Grows while the places in code that is not ours are found. */
  private readonly marks: MarkKind[][] = [];
  /** Offset in a control page to the 1-based number of its marks. */
  private readonly markOffsets = new Map<number, number>();
  /** The same for the marked page. */
  private readonly markedOffsets = new Map<number, number>();
  private stuck: FinalStop | undefined;
  private readonly finder: EntryFinder;
  /** The kernel under way has been called back, and is not on its way out. */
  private inward = false;
  private exchange: ExchangeMark | undefined;
  /** A quantum has just begun: nothing has happened in it. */
  private sealed = false;
  /** Instructions of the processor that the journalist has been told of. */
  private counted = 0;
  private flushing = false;
  private readonly halt: Halt;
  /** Jumps made, and letters printed, by code between modelled functions. */
  private legs = 0;
  private printed = 0;
  /** Bytes of page versions before it. */
  private remembered = 0;

  constructor(around: Surroundings) {
    const { parts, code, journalist } = around;
    this.around = around;
    this.recording = journalist.recording;
    this.finder = new EntryFinder(parts.cpu, parts.memory);
    this.halt = new Halt(parts, around.happenings);
    this.controls = new ControlFrames(parts.memory, () => parts.cpu.clearDecoded());
    for (const { label, mark } of code.marks) this.mark(code.listing.labels.get(label) ?? -1, mark);
    this.counted = parts.cpu.executed;
    for (const { label, mark } of around.marked?.code.marks ?? []) {
      this.markedOffsets.set(around.marked?.code.listing.labels.get(label) ?? -1, this.marks.push([mark]));
    }
    parts.cpu.markAt = (physical) => {
      const offset = physical & (PAGE_SIZE - 1);
      const frame = physical >>> PAGE_SHIFT;
      // with paging off a peer may be in the place of control code, and that is the peer's affair
      const isControl =
        this.controls.ownerOf(frame) !== undefined && !(parts.cpu.paging && this.controls.isElsewhere(frame));
      if (isControl) return this.markOffsets.get(offset) ?? 0;
      return this.isMarked(physical >>> PAGE_SHIFT) ? (this.markedOffsets.get(offset) ?? 0) : 0;
    };
    parts.cpu.passing = (mark, ahead) => this.passes(mark, ahead);
    parts.cpu.sideOf = (frame) => this.controls.sideOf(frame);
    parts.uart.onLine = (text) => this.consoleLine(text);
    parts.board.clock = () => journalist.t + (parts.cpu.executed - this.counted);
  }

  /** Power has gone: whoever had the processor has it no longer. */
  powerGone(): void {
    this.leaveExchange();
    this.flush();
    this.halt.forget();
    this.finder.end();
    this.inward = false;
    this.stuck = undefined;
    this.controls.powerGone();
  }

  /** A kernel has decided to jump. */
  beginLeg(): void {
    this.inward = false;
    this.halt.forget();
    this.around.journalist.leg(this.running);
  }

  phase(id: string, owner: KernelName): void {
    const known = PHASES[id];
    invariant(known !== undefined, `phase ${id} has no entry in the phase table`);
    this.around.journalist.phase(id, known.lane === "code" ? "code" : owner, owner);
    this.around.listener.phase(id, owner);
  }

  /**
   * Lets the processor run until something else than control code has to go on, or for so many instructions. Yields
   * at boundaries.
   * `goesOn`: what has been run since the last call was an interrupt handler, so what code leaves behind is counted on.
   */
  *run(limit = Infinity, goesOn = false): Generator<void, LastStop> {
    const { parts, journalist, happenings, tuning, budget, listener } = this.around;
    const { cpu } = parts;
    journalist.open(INSTRUCTIONS);
    this.counted = cpu.executed;
    if (!goesOn) this.beginCount();
    const from = this.recording.instructions;
    const iterated = cpu.iterations;
    let mark = this.markHere();
    for (let stops = 1; ; stops++) {
      this.reportAfter(stops);
      const happened = happenings.settle(ALWAYS);
      const over = this.overWith(happened);
      if (over !== undefined) return over;
      if (happened.kind !== "nothing") mark = this.goOn();
      if (mark !== 0 && this.reached(mark)) {
        mark = this.markHere();
        continue;
      }
      if (this.isBoundary()) yield;
      const done = this.doneAt(from + limit);
      if (done !== undefined) return done;
      if (this.finder.searching) this.findEntries();
      const left = Math.min(budget - this.recording.instructions, limit - (this.recording.instructions - from));
      const room = Math.max(1, happenings.next - journalist.t);
      const stop = cpu.run(this.finder.searching ? 1 : Math.min(tuning.instructions, left, room));
      journalist.executed(cpu.executed - this.counted);
      this.counted = cpu.executed;
      const enough = this.atLimit(cpu.iterations - iterated);
      if (enough !== undefined) return enough;
      if (stop.kind === "mark") mark = stop.mark;
      else if (stop.kind === "border") mark = this.transfer(stop.side);
      else if (stop.kind === "limit" || stop.kind === "interruptible") {
        mark = this.goOn();
        listener.progress();
      } else if (stop.kind === "halt") {
        const hang = this.halt.wait();
        if (hang !== undefined) return hang;
        mark = this.goOn();
      } else return stop;
    }
  }

  private reportAfter(stops: number): void {
    if (stops % STOPS_PER_REPORT === 0) this.around.listener.progress();
  }

  /** Told once of each. */
  private isBoundary(): boolean {
    const { sealed } = this;
    this.sealed = false;
    return sealed;
  }

  private beginCount(): void {
    this.legs = 0;
    this.printed = 0;
    this.remembered = this.around.parts.store.bytes;
  }

  /** It cannot get on, or has executed as many instructions as were asked for. */
  private doneAt(instructions: number): LastStop | undefined {
    return this.stuck ?? (this.recording.instructions >= instructions ? { kind: "enough" } : undefined);
  }

  private overWith(happened: Happened): FinalStop | undefined {
    return happened.kind === "stopped" ? deadStop(happened.stop) : this.switchedOff();
  }

  private switchedOff(): FinalStop | undefined {
    const { off } = this.around.parts.board;
    return off === undefined ? undefined : { kind: "off", how: off };
  }

  /** Switched off, or more than a run may take. */
  private atLimit(iterations: number): FinalStop | undefined {
    const { parts, budget, mostHistory } = this.around;
    const off = this.switchedOff();
    if (off !== undefined) return off;
    if (this.recording.instructions + iterations >= budget) return { kind: "budget", iterations };
    if (this.legs > MOST_JUMPS) return { kind: "hang", text: `${this.legs} jumps to and fro, and no kernel goes on` };
    const kept = parts.store.bytes - this.remembered + this.legs * BYTES_PER_LEG + this.printed * BYTES_PER_LETTER;
    return kept >= mostHistory ? { kind: "memory" } : undefined;
  }

  /** Instructions follow; returns the number of the mark on the first. */
  private goOn(): number {
    this.around.journalist.open(INSTRUCTIONS);
    this.sealed = true;
    return this.markHere();
  }

  /** The processor stands on another side than it came from, although it has not gone there by itself. */
  cross(): void {
    const { cpu } = this.around.parts;
    this.transfer(this.controls.sideOf(cpu.codeAddress >>> PAGE_SHIFT));
  }

  /** The run is over: what is open is closed. */
  end(): void {
    this.leaveExchange();
    this.flush();
  }

  /** A line that has no newline yet ends here. */
  private flush(): void {
    this.flushing = true;
    this.around.parts.uart.flush();
    this.flushing = false;
  }

  /** Port writes are counted before they are made, so that each line has its exact position. */
  private consoleLine(text: string): void {
    const { cpu } = this.around.parts;
    const inFlight = cpu.executed - this.counted;
    const ahead = this.flushing ? 0 : inFlight + 1;
    this.printed += text.length + 1;
    this.around.journalist.consoleLine(this.running, text, ahead);
  }

  // -------------------------------------------------------------------------------- marks

  /** 0, or the number of the mark on the instruction about to run. */
  private markHere(): number {
    const { cpu } = this.around.parts;
    const physical = cpu.translate(cpu.codeAddress);
    return physical === undefined ? 0 : cpu.markAt(physical);
  }

  private isMarked(frame: number): boolean {
    const { marked, parts } = this.around;
    const content = parts.memory.frames[frame] ?? 0;
    return frame === marked?.frame && parts.store.owner(content) === "B" && parts.store.home(content) === frame;
  }

  private mark(offset: number, mark: MarkKind): void {
    const known = this.marks[(this.markOffsets.get(offset) ?? 0) - 1];
    if (known === undefined) this.markOffsets.set(offset, this.marks.push([mark]));
    else known.push(mark);
  }

  private addMark(offset: number, mark: MarkKind): void {
    if (this.markOffsets.has(offset)) return;
    this.mark(offset, mark);
    this.around.parts.cpu.clearDecoded();
  }

  /** True if the processor has been moved on. */
  private reached(number: number): boolean {
    const marks = this.marks[number - 1];
    invariant(marks !== undefined, `mark ${number} is unknown`);
    let moved = false;
    for (const mark of marks) moved = this.meaning(mark) || moved;
    return moved;
  }

  private meaning(mark: MarkKind): boolean {
    // By far the most frequent: an exchange meets one for each page.
    if (mark.kind === "entry") {
      this.entry(mark.register);
      return false;
    }
    const owner = this.pageOwner();
    switch (mark.kind) {
      case "phase":
        this.phase(mark.id, owner);
        return false;
      case "exchange-begin":
        this.exchangeBegins(mark.id, owner);
        return false;
      case "exchange-end":
        this.leaveExchange();
        this.around.listener.exchangeEnds();
        this.phase(mark.id, owner);
        this.around.listener.progress();
        return false;
      case "swap-pages":
        this.foreignExchange(owner);
        return false;
      case "hang":
        this.stuck = { kind: "hang", text: mark.text };
        return false;
      case "step":
        if (!this.around.listener.step(mark.name, mark.title, owner)) return false;
        this.leaveOut(mark.name);
        return true;
    }
  }

  /** The instruction about to run is stepped over: an operation of its own, so that no repetition executes it. */
  private leaveOut(name: string): void {
    const { parts, journalist } = this.around;
    const { cpu, memory } = parts;
    const physical = cpu.translate(cpu.codeAddress) ?? 0;
    const { length } = disassemble(memory.slice(physical, LONGEST_INSTRUCTION), cpu.codeAddress);
    journalist.open(MODEL);
    cpu.eip = (cpu.eip + length) >>> 0;
    journalist.operation(op(`${name} is left out`), { calls: [name], cpuChanged: true });
    journalist.open(INSTRUCTIONS);
  }

  /** Whose control page the processor executes. */
  private pageOwner(): KernelName {
    const { cpu } = this.around.parts;
    return this.controls.ownerOf((cpu.translate(cpu.codeAddress) ?? 0) >>> PAGE_SHIFT) ?? this.running;
  }

  // -------------------------------------------------------------------------------- exchanges

  private leaveExchange(): void {
    if (this.exchange !== undefined) this.exchange.to = this.around.journalist.t;
    this.exchange = undefined;
  }

  private exchangeBegins(id: string, owner: KernelName): void {
    this.running = owner;
    this.phase(id, owner);
    this.exchange = this.around.journalist.exchange(owner);
  }

  /** swap_pages of code that is not ours: it ends where its return address, on top of the stack, says. */
  private foreignExchange(owner: KernelName): void {
    const { cpu, memory } = this.around.parts;
    // a loop through its first instruction is not another exchange
    if (this.exchange !== undefined) return;
    this.exchangeBegins(this.inward ? "swap-in" : "swap-out", owner);
    const end = memory.read32(cpu.regs[ESP] >>> 0) & (PAGE_SIZE - 1);
    this.addMark(end, { kind: "exchange-end", id: this.inward ? "paging-on" : "enter" });
    this.exchangeEntry(this.around.head(owner));
    if (!this.marks.some((marks) => marks.some((mark) => mark.kind === "entry"))) this.finder.begin();
  }

  private findEntries(): void {
    const lists = this.recording.roles.filter((mark) => mark.role === "list");
    const found = this.finder.look((pfn) => lists.some((mark) => mark.pfn === pfn));
    if (found !== undefined) {
      this.addMark(found.address & (PAGE_SIZE - 1), { kind: "entry", register: found.register });
    }
  }

  private entry(register: RegIndex): void {
    const { exchange } = this;
    if (exchange === undefined) return;
    if (exchange.entryT.length % ENTRIES_PER_REPORT === 0) this.around.listener.progress();
    this.exchangeEntry(this.around.parts.cpu.regs[register] >>> 0);
  }

  private exchangeEntry(word: number): void {
    const { exchange } = this;
    if (exchange === undefined) return;
    const { journalist, tuning, listener } = this.around;
    const index = exchange.entryT.length;
    if (index === 0) listener.exchangeBegins(this.running, this.recording.phases.at(-1)?.id ?? "");
    if (index % tuning.entries === 0) {
      journalist.open(INSTRUCTIONS);
      this.sealed = true;
      exchange.to = journalist.t;
    }
    noteEntry(exchange, journalist.t, word);
  }

  /** An entry that is taken up in the midst of a quantum is noted, and the processor goes straight on. */
  private passes(number: number, ahead: number): boolean {
    const { exchange } = this;
    const marks = this.marks[number - 1];
    const mark = marks?.[0];
    if (exchange === undefined || mark?.kind !== "entry" || marks?.length !== 1) return false;
    const { journalist, tuning, parts } = this.around;
    if (this.finder.searching || exchange.entryT.length % tuning.entries === 0) return false;
    noteEntry(exchange, journalist.t + ahead, parts.cpu.regs[mark.register] >>> 0);
    return true;
  }

  // -------------------------------------------------------------------------------- jumps

  /** The processor has gone, with paging off, from one side to another. Returns the mark it stands on. */
  private transfer(side: number): number {
    this.legs++;
    this.leaveExchange();
    const { parts, journalist, listener, arrival } = this.around;
    const target = kernelOfSide(side) ?? (this.running === "A" ? "B" : "A");
    if (this.recording.legs.at(-1)?.transfer !== undefined) journalist.leg(this.running);
    this.inward = side !== OUTSIDE;
    journalist.open(INSTRUCTIONS);
    // A line without its newline is that of whoever began it.
    this.flush();
    this.running = target;
    journalist.transfer(parts.cpu.codeAddress, target);
    listener.transferred(target);
    const mark = this.markHere();
    if (mark === 0) this.phase(this.inward ? "re-entry" : arrival, target);
    return mark;
  }
}
