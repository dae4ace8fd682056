// The processor's share of a recording: runs it from one modelled function to the next, and tells control code from
// other code on the way. Marked places in a control page begin phases, exchanges and entries; a fetch with paging off
// that goes from one side to another is a jump.

import type { KernelName } from "../api.ts";
import { invariant } from "../core/errors.ts";
import { PAGE_SHIFT, PAGE_SIZE } from "../core/units.ts";
import type { Stop } from "../cpu/cpu.ts";
import type { RegIndex } from "../cpu/state.ts";
import { PHASES } from "../kernel/phases.ts";
import type { ControlCode, MarkKind } from "../kernel/revision.ts";
import { EntryFinder } from "./entry-finder.ts";
import type { Journalist, Tuning } from "./journalist.ts";
import type { MachineParts } from "./machine.ts";
import { INSTRUCTIONS, type ExchangeMark, type Recording } from "./recording.ts";

/** Entries between two reports of progress, while there is an exchange. */
const ENTRIES_PER_REPORT = 1 << 14;
const ESP = 4;
/** Stops between two reports of progress where code keeps the recorder busy. */
const STOPS_PER_REPORT = 1 << 12;
/** What a jump, and a letter on the console, cost in memory and on the page, generously. */
const BYTES_PER_LEG = 1 << 16;
const BYTES_PER_LETTER = 128;
/** Not in a control page. */
const OUTSIDE = 0;
const SIDES: readonly (KernelName | undefined)[] = [undefined, "A", "B"];

/** Whoever records hears of what is met, at the position where it is met. */
export interface Listener {
  phase(id: string, owner: KernelName): void;
  exchangeBegins(owner: KernelName, phase: string): void;
  exchangeEnds(): void;
  transferred(to: KernelName): void;
  /** Now and then. */
  progress(): void;
}

export interface Surroundings {
  readonly parts: MachineParts;
  readonly code: ControlCode;
  readonly journalist: Journalist;
  readonly tuning: Tuning;
  /** Instructions after which a run counts as run away. */
  readonly budget: number;
  /** Bytes of page versions that code may leave behind between two modelled functions. */
  readonly mostHistory: number;
  /** Phase that begins where a peer is entered at a place without a mark. */
  readonly arrival: string;
  /** Head word of the list that a kernel's control page names. */
  readonly head: (owner: KernelName) => number;
  readonly listener: Listener;
}

export type LastStop =
  | Exclude<Stop, { kind: "limit" | "mark" | "border" }>
  /** As many instructions have been executed as were asked for. */
  | { readonly kind: "enough" }
  | { readonly kind: "budget"; readonly iterations: number }
  /** It has written more than can be kept. */
  | { readonly kind: "memory" };

export class ProcessorRun {
  /** Who has the processor. */
  running: KernelName = "A";
  private readonly around: Surroundings;
  private readonly recording: Recording;
  private readonly controlPages = new Map<number, KernelName>();
  /** Grows while the places in code that is not ours are found. */
  private readonly marks: MarkKind[];
  /** Offset in a control page to mark number. */
  private readonly markOffsets: Map<number, number>;
  private readonly finder: EntryFinder;
  /** The kernel under way has been called back, and is not on its way out. */
  private inward = false;
  private exchange: ExchangeMark | undefined;
  /** Instructions of the processor that the journalist has been told of. */
  private counted = 0;
  private flushing = false;
  /** Jumps made, and letters printed, by code between modelled functions. */
  private legs = 0;
  private printed = 0;

  constructor(around: Surroundings) {
    const { parts, code, journalist } = around;
    this.around = around;
    this.recording = journalist.recording;
    this.finder = new EntryFinder(parts.cpu, parts.memory);
    this.marks = code.marks.map(({ mark }) => mark);
    this.markOffsets = new Map(code.marks.map(({ label }, i) => [code.listing.labels.get(label) ?? -1, i + 1]));
    this.counted = parts.cpu.executed;
    parts.cpu.markAt = (physical) => {
      if (!this.controlPages.has(physical >>> PAGE_SHIFT)) return 0;
      return this.markOffsets.get(physical & (PAGE_SIZE - 1)) ?? 0;
    };
    parts.cpu.sideOf = (frame) => SIDES.indexOf(this.controlPages.get(frame));
    parts.uart.onLine = (text) => this.consoleLine(text);
  }

  addControlPage(pfn: number, owner: KernelName): void {
    this.controlPages.set(pfn, owner);
    this.around.parts.cpu.clearDecoded();
  }

  /** A kernel has decided to jump. */
  beginLeg(): void {
    this.inward = false;
    this.around.journalist.leg(this.running);
  }

  phase(id: string, owner: KernelName): void {
    const known = PHASES[id];
    invariant(known !== undefined, `phase ${id} has no entry in the phase table`);
    this.around.journalist.phase(id, known.lane === "code" ? "code" : owner, owner);
    this.around.listener.phase(id, owner);
  }

  /** Lets the processor run until something else than control code has to go on, or for so many instructions. */
  run(limit = Infinity): LastStop {
    const { parts, journalist, tuning, budget, mostHistory, listener } = this.around;
    const { cpu } = parts;
    journalist.open(INSTRUCTIONS);
    this.counted = cpu.executed;
    this.legs = 0;
    this.printed = 0;
    const from = this.recording.instructions;
    const iterated = cpu.iterations;
    const remembered = parts.store.bytes;
    let mark = this.markHere();
    for (let stops = 1; ; stops++) {
      if (stops % STOPS_PER_REPORT === 0) listener.progress();
      if (mark !== 0) this.reached(mark);
      if (this.recording.instructions - from >= limit) return { kind: "enough" };
      if (this.finder.searching) this.findEntries();
      const left = Math.min(budget - this.recording.instructions, limit - (this.recording.instructions - from));
      const stop = cpu.run(this.finder.searching ? 1 : Math.min(tuning.instructions, left));
      journalist.executed(cpu.executed - this.counted);
      this.counted = cpu.executed;
      const iterations = cpu.iterations - iterated;
      if (this.recording.instructions + iterations >= budget) return { kind: "budget", iterations };
      const kept = parts.store.bytes - remembered + this.legs * BYTES_PER_LEG + this.printed * BYTES_PER_LETTER;
      if (kept >= mostHistory) return { kind: "memory" };
      if (stop.kind === "mark") mark = stop.mark;
      else if (stop.kind === "border") mark = this.transfer(stop.side);
      else if (stop.kind === "limit") {
        mark = this.markHere();
        journalist.open(INSTRUCTIONS);
        listener.progress();
      } else return stop;
    }
  }

  /** The processor stands on another side than it came from, although it has not gone there by itself. */
  cross(): void {
    const { cpu } = this.around.parts;
    this.transfer(SIDES.indexOf(this.controlPages.get(cpu.codeAddress >>> PAGE_SHIFT)));
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

  private addMark(offset: number, mark: MarkKind): void {
    if (this.markOffsets.has(offset)) return;
    this.markOffsets.set(offset, this.marks.push(mark));
    this.around.parts.cpu.clearDecoded();
  }

  private reached(number: number): void {
    const mark = this.marks[number - 1];
    invariant(mark !== undefined, `mark ${number} is unknown`);
    // By far the most frequent: an exchange meets one for each page.
    if (mark.kind === "entry") return this.entry(mark.register);
    const owner = this.pageOwner();
    switch (mark.kind) {
      case "phase":
        this.phase(mark.id, owner);
        return;
      case "exchange-begin":
        this.exchangeBegins(mark.id, owner);
        return;
      case "exchange-end":
        this.leaveExchange();
        this.around.listener.exchangeEnds();
        this.phase(mark.id, owner);
        this.around.listener.progress();
        return;
      case "swap-pages":
        this.foreignExchange(owner);
    }
  }

  /** Whose control page the processor executes. */
  private pageOwner(): KernelName {
    const { cpu } = this.around.parts;
    return this.controlPages.get((cpu.translate(cpu.codeAddress) ?? 0) >>> PAGE_SHIFT) ?? this.running;
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
    if (!this.marks.some((mark) => mark.kind === "entry")) this.finder.begin();
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
    if (index % tuning.entries === 0) journalist.open(INSTRUCTIONS);
    exchange.entryT.push(journalist.t);
    exchange.entryWord.push(word);
    if ((word & 0xf) === 8) exchange.sources.push(index);
  }

  // -------------------------------------------------------------------------------- jumps

  /** The processor has gone, with paging off, from one side to another. Returns the mark it stands on. */
  private transfer(side: number): number {
    this.legs++;
    this.leaveExchange();
    const { parts, journalist, listener, arrival } = this.around;
    const target = SIDES[side] ?? (this.running === "A" ? "B" : "A");
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
