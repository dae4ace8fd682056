// The processor as the rest of the lab drives it: runs instructions until something is worth stopping for.

import type { FaultInfo } from "../api.ts";
import { SimBug } from "../core/errors.ts";
import { hexByte } from "../core/hex.ts";
import type { Bus } from "./bus.ts";
import { CodeCache, type GatesIn, type MarkAt, type Op, type OpPage } from "./code-cache.ts";
import { CpuRegisters } from "./cpu-registers.ts";
import { instructionHits } from "./debug-registers.ts";
import { decode, LONGEST_INSTRUCTION } from "./decode.ts";
import { deliver } from "./exceptions.ts";
import { iterateOnce } from "./exec/string.ts";
import { countIterations } from "./exec/string-count.ts";
import { type FaultPlace, notModelled, tripleFault } from "./fault-info.ts";
import {
  asFault,
  CpuException,
  debugTrap,
  generalProtection,
  Halted,
  Interrupted,
  Rested,
  Unimplemented,
  VECTOR,
} from "./faults.ts";
import { type Gate, gateIn, GATE_LENGTH } from "./gate.ts";
import { peekTranslation } from "./mmu.ts";
import {
  type CpuSnapshot,
  CS,
  DR6,
  DR6_SINGLE_STEP,
  EFLAGS,
  EIP,
  FLAG,
  HALTED,
  PHYSICAL_INTERRUPTS,
  TSC_HIGH,
  TSC_LOW,
} from "./state.ts";
import type { Micro } from "./micro.ts";
import { stillThere, translate } from "./region.ts";
import { type Passing, RegionRun } from "./region-run.ts";
import type { TlbEntry } from "./tlb.ts";

export { gateBytes } from "./gate.ts";
export type { CpuSnapshot } from "./state.ts";
export type { SegmentView, TableRegister } from "./cpu-registers.ts";

export type Stop =
  | { readonly kind: "limit" }
  | { readonly kind: "mark"; readonly mark: number }
  | { readonly kind: "gate"; readonly kernel: string; readonly gate: number; readonly address: number }
  /** In physical mode, code of another side is about to be fetched. */
  | { readonly kind: "border"; readonly side: number }
  | { readonly kind: "halt" }
  /** An interrupt is waiting, and can be taken from here on. */
  | { readonly kind: "interruptible" }
  | { readonly kind: "shutdown"; readonly fault: FaultInfo }
  | { readonly kind: "unimplemented"; readonly fault: FaultInfo };

export interface CpuOptions {
  /** Does the processor have CR4.PAE. */
  readonly pae: boolean;
}

const NO_SIDE = -1;
const LIMIT: Stop = { kind: "limit" };
const HALT: Stop = { kind: "halt" };
const INTERRUPTIBLE: Stop = { kind: "interruptible" };
/** Keeps the count of a stretch a small integer. */
const STRETCH = 1 << 28;
const ITERATIONS_PER_RUN = 1 << 22;
/** So often a place is come to before its region is translated. */
const HOT = 48;

export class Cpu extends CpuRegisters {
  /** Completed instructions, and faults delivered; not part of a snapshot. */
  executed = 0;
  readonly #code = new CodeCache(this);
  #fetchOps: OpPage = [];
  #fetchFrame = 0;
  readonly #region = new RegionRun(this);
  /** Whose code a frame holds; if set, `run` stops where the answer changes between two fetches with paging off. */
  sideOf: ((frame: number) => number) | undefined;
  #side = NO_SIDE;
  readonly #new: CpuSnapshot;
  /** An interrupt is waiting: `run` stops as soon as it can be taken. Looked at after instructions that run alone. */
  wantsInterrupt = false;
  /** Value of `executed` when run was called. */
  #leaving = 0;

  constructor(bus: Bus, options: CpuOptions) {
    super(bus, options.pae);
    this.#new = this.snapshot();
  }

  /** Asked once per decoded instruction; not 0 makes `run` stop before it. Call `clearDecoded` when it changes its mind. */
  get markAt(): MarkAt {
    return this.#code.markAt;
  }
  set markAt(markAt: MarkAt) {
    this.#code.markAt = markAt;
    this.clearDecoded();
  }

  /**
   * Asked at a mark that is not the first instruction of the run: does it go straight on? `ahead` instructions have been
   * completed since `run` was called. Whoever says no is asked again.
   */
  get passing(): Passing | undefined {
    return this.#region.passing;
  }
  set passing(passing: Passing | undefined) {
    this.#region.passing = passing;
  }

  /** Which frames hold gates of modelled functions: those bytes mean nothing elsewhere, and nowhere by default. */
  get gatesIn(): GatesIn {
    return this.#code.gatesIn;
  }
  set gatesIn(gatesIn: GatesIn) {
    this.#code.gatesIn = gatesIn;
    this.clearDecoded();
  }

  clearDecoded(): void {
    this.#code.clear();
  }

  // -------------------------------------------------------------------------------- running

  /**
   * Executes at least one instruction, unless the processor stands on a gate or is halted. Instructions that repeat long
   * make it return before the limit.
   */
  run(limit: number): Stop {
    if (this.words[HALTED] !== 0) return HALT;
    const end = this.executed + Math.max(1, limit);
    this.restAt = this.iterations + ITERATIONS_PER_RUN;
    this.#leaving = this.executed;
    while (this.executed < end && this.iterations < this.restAt) {
      if (this.aligned !== this.wantsAlignment()) this.refresh();
      const single = this.watching || (this.words[EFLAGS] & FLAG.TF) !== 0;
      const { shadowed, executed } = this;
      this.shadowed = false;
      const budget = shadowed ? 1 : Math.min(end - executed, STRETCH);
      const stop = single ? this.#singleStep() : this.#stretch(budget);
      if (shadowed && this.executed === executed) this.shadowed = true;
      if (stop !== undefined) return stop;
      if (this.wantsInterrupt && this.interruptible) return INTERRUPTIBLE;
    }
    return LIMIT;
  }

  // -------------------------------------------------------------------------------- interrupts from outside

  /** An interrupt is taken between two instructions: wakes the processor, and enters the handler or stops for good. */
  interrupt(vector: number): Stop | undefined {
    this.words[HALTED] = 0;
    this.shadowed = false;
    const text = vector === VECTOR.NMI ? "a non-maskable interrupt" : "an interrupt from a device";
    return this.#deliver(new CpuException(vector, undefined, text));
  }

  /** Until a stop, a delivered fault, or the budget is used up. Counts in locals: this is the hot loop. */
  #stretch(budget: number): Stop | undefined {
    const { words, bus } = this;
    const region = this.#region;
    const ahead = this.executed - this.#leaving;
    region.begin(ahead);
    let ran = 0;
    let start = words[EIP];
    let page = -1;
    /** What has just run, if the next instruction is the one behind it. */
    let before: Op | undefined;
    try {
      while (ran < budget) {
        start = words[EIP];
        const linear = (start + this.bases[CS]) | 0;
        let op = this.#lookUp(linear, ahead + ran === 0);
        if (op === undefined) {
          this.#count(ran);
          return { kind: "border", side: this.#side };
        }
        if (op.stops !== 0) {
          const stop = this.#stopAt(op, ahead + ran, linear >>> 12 === this.fetchPage);
          if (stop !== undefined) {
            this.#count(ran);
            return stop;
          }
          if (op.alone && ran > 0) break;
          if (op.alone) budget = 1;
        } else if (before !== undefined) this.#link(before, op, page, linear);
        page = this.fetchPage;
        const after = this.#inRegion(op, linear, ran, budget);
        if (after > ran) {
          before = undefined;
          ran = after;
          continue;
        }
        // straight on, from one instruction to the one behind it, without looking it up
        for (;;) {
          before = undefined;
          const behind = (start + op.length) | 0;
          words[EIP] = behind;
          op.execute(this);
          ran += 1;
          if ((words[EFLAGS] & FLAG.IF) !== 0 && !this.paging) words[PHYSICAL_INTERRUPTS] += 1;
          if (words[EIP] !== behind || page !== this.fetchPage || page === -1) break;
          before = op;
          const next: Op | undefined = op.next;
          if (next === undefined || next.epoch !== bus.codeEpoch || ran >= budget) break;
          start = behind;
          op = next;
        }
      }
    } catch (thrown) {
      return this.#thrown(thrown, ran, start);
    }
    this.#count(ran);
    return undefined;
  }

  /** Runs the region of an instruction, if it has one, to where that is left; returns how many have been executed then. */
  #inRegion(op: Op, linear: number, ran: number, budget: number): number {
    const head = this.#translated(op, linear, budget - ran);
    if (head === undefined) return ran;
    this.#region.run(head, ran, budget);
    return this.#region.ran;
  }

  /** Where the region of an instruction is entered, if that one is hot and may run so many instructions. */
  #translated(op: Op, linear: number, budget: number): Micro | undefined {
    if (op.entry === undefined) {
      if (op.heat >= HOT) return undefined;
      op.heat += 1;
      if (op.heat < HOT || this.fetchPage !== linear >>> 12) return undefined;
      translate(this.#code, this.words, linear, this.#fetchFrame, this.bus.codeEpoch);
    }
    // instructions with interrupts on in physical mode are counted one by one
    if (budget < 2 || this.fetchPage === -1 || (!this.paging && this.interruptible)) return undefined;
    const { entry } = op;
    if (entry === undefined || !stillThere(this.#code, entry.region, this.#fetchFrame, this.bus.codeEpoch))
      return undefined;
    return entry.head;
  }

  /** Within one page only: an instruction that reaches into the next is not kept, and fetched again each time. */
  #link(before: Op, op: Op, page: number, linear: number): void {
    if (page === this.fetchPage && this.#fetchOps[linear & 0xfff] === op) before.next = op;
  }

  /** The instruction at a linear address; undefined where code of another side begins. */
  #lookUp(linear: number, isFirst: boolean): Op | undefined {
    const known = linear >>> 12 === this.fetchPage ? this.#fetchOps[linear & 0xfff] : undefined;
    if (known !== undefined && known.epoch === this.bus.codeEpoch) return known;
    return this.#crosses(linear) ? undefined : this.#fetch(linear, isFirst);
  }

  #count(ran: number): void {
    this.executed += ran;
    const low = (this.words[TSC_LOW] >>> 0) + ran;
    this.words[TSC_LOW] = low;
    if (low > 0xffffffff) this.words[TSC_HIGH] += 1;
  }

  /** One instruction, or one iteration of a repeated one, and the breakpoints before it and traps after it. */
  #singleStep(): Stop | undefined {
    const { words } = this;
    const start = words[EIP];
    const met = (words[EFLAGS] & FLAG.RF) === 0 ? instructionHits(this, (start + this.bases[CS]) | 0) : 0;
    if (met !== 0) {
      this.debug[DR6] |= met;
      return this.#fault(new CpuException(VECTOR.DB, undefined, "an instruction breakpoint"));
    }
    words[EFLAGS] &= ~FLAG.RF;
    this.trapDue = (words[EFLAGS] & FLAG.TF) !== 0;
    this.unfinished = false;
    this.debugHits = 0;
    const stop = this.#stretch(1);
    const reasons = this.debugHits | (this.trapDue ? DR6_SINGLE_STEP : 0);
    this.trapDue = false;
    if (this.unfinished) words[EIP] = start;
    if (reasons === 0 || (stop !== undefined && stop !== HALT)) return stop;
    // the trap after hlt wakes the processor
    words[HALTED] = 0;
    this.debug[DR6] |= reasons;
    return this.#deliver(debugTrap("a single step or a data breakpoint"));
  }

  /** Does a fetch from another page, in physical mode, reach code of another side? */
  #crosses(linear: number): boolean {
    if (this.sideOf === undefined) return false;
    const before = this.#side;
    this.#side = this.paging ? NO_SIDE : this.sideOf(linear >>> 12);
    return before !== NO_SIDE && this.#side !== NO_SIDE && before !== this.#side;
  }

  #fetch(linear: number, isFirst: boolean): Op {
    const limit = this.limits[CS] >>> 0;
    if (this.words[EIP] >>> 0 > limit) throw generalProtection(0, "EIP is beyond the limit of CS");
    const stop = this.#stopAhead(linear, isFirst);
    if (stop !== undefined) return stop;
    const physical = this.forFetch(linear);
    if (limit === 0xffffffff) {
      this.fetchPage = linear >>> 12;
      this.#fetchOps = this.#code.page(physical >>> 12);
      this.#fetchFrame = physical >>> 12;
    }
    const op = this.#code.at(linear, physical);
    if ((this.words[EIP] >>> 0) + op.length - 1 > limit && limit !== 0xffffffff) {
      throw generalProtection(0, "the instruction reaches beyond the limit of CS");
    }
    return op;
  }

  /**
   * The instruction, if `run` is about to stop before it: looked at without a trace, because a position must be the same
   * machine whether it was reached by a stop or by running out of budget.
   */
  #stopAhead(linear: number, isFirst: boolean): Op | undefined {
    if (!this.paging || linear >>> 12 === this.fetchPage) return undefined;
    const physical = peekTranslation(this, linear);
    if (physical === undefined) return undefined;
    const op = this.#code.at(linear, physical);
    return op.gate !== undefined || (op.mark !== 0 && !isFirst) ? op : undefined;
  }

  /** With nothing executed since run was called, a mark is where the caller wants to leave from. `isFetched`: not only looked at. */
  #stopAt(op: Op, ahead: number, isFetched: boolean): Stop | undefined {
    if (op.gate !== undefined) return { kind: "gate", ...op.gate, address: this.codeAddress };
    if (ahead === 0 || op.mark === 0) return undefined;
    return isFetched && this.passing?.(op.mark, ahead) === true ? undefined : { kind: "mark", mark: op.mark };
  }

  /** A stretch has ended so, `ran` instructions after it began or in a region: `start` is where the last was. */
  #thrown(thrown: unknown, ran: number, start: number): Stop | undefined {
    const region = this.#region;
    this.#count(region.threw ? region.ran : ran);
    return this.#caught(thrown, region.threw ? region.start : start);
  }

  #caught(thrown: unknown, start: number): Stop | undefined {
    if (thrown === Halted.signal) {
      this.#count(1);
      return HALT;
    }
    if (thrown === Interrupted.signal || thrown === Rested.signal) {
      if (thrown === Interrupted.signal) this.words[EIP] = start;
      this.#count(1);
      return undefined;
    }
    const fault = asFault(thrown);
    if (fault instanceof Unimplemented || !fault.inNewTask) this.words[EIP] = start;
    if (fault instanceof Unimplemented) return { kind: "unimplemented", fault: this.#unimplemented(fault) };
    return this.#fault(fault);
  }

  #fault(fault: CpuException): Stop | undefined {
    this.trapDue = false;
    this.debugHits = 0;
    const stop = this.#deliver(fault);
    if (stop === undefined) this.#count(1);
    return stop;
  }

  #deliver(fault: CpuException): Stop | undefined {
    try {
      const delivery = deliver(this, fault);
      if (delivery.kind === "delivered") return undefined;
      return { kind: "shutdown", fault: tripleFault(this.#where(), this.eip, delivery.raised) };
    } catch (thrown) {
      const met = asFault(thrown);
      if (met instanceof Unimplemented) return { kind: "unimplemented", fault: this.#unimplemented(met, fault) };
      throw met;
    }
  }

  #unimplemented(fault: Unimplemented, met?: CpuException): FaultInfo {
    const raised = met === undefined ? [] : [{ exception: met, cr2: this.cr2, during: undefined, attempted: true }];
    return notModelled(this.#where(), this.eip, fault, raised);
  }

  /** Address and bytes of the instruction at EIP. */
  #where(): FaultPlace {
    const address = this.codeAddress;
    const bytes = this.#peek(address, LONGEST_INSTRUCTION);
    const decoded = decode(bytes);
    const length = decoded.kind === "instruction" ? decoded.decoded.length : bytes.length;
    return { address, bytes: Array.from(bytes.subarray(0, length), hexByte).join(" ") };
  }

  // -------------------------------------------------------------------------------- looking

  /** Bytes at a linear address, as far as they are mapped. */
  #peek(linear: number, count: number): Uint8Array {
    const bytes: number[] = [];
    for (let i = 0; i < count; i += 1) {
      const physical = peekTranslation(this, (linear + i) | 0);
      if (physical === undefined) break;
      bytes.push(this.bus.read8(physical));
    }
    return Uint8Array.from(bytes);
  }

  /** The gate EIP stands on. */
  atGate(): Gate | undefined {
    return gateIn(this.#peek(this.codeAddress | 0, GATE_LENGTH));
  }

  /** Physical address of a linear one, by the TLB and then the tables, without leaving a trace. */
  translate(linear: number): number | undefined {
    return peekTranslation(this, linear | 0);
  }

  get tlbEntries(): readonly TlbEntry[] {
    return this.tlb.entries();
  }

  // -------------------------------------------------------------------------------- inside repeated instructions

  #opHere(): Op {
    const linear = this.codeAddress | 0;
    return this.#code.at(linear, this.forFetch(linear));
  }

  /** Iterations the repeated string instruction at EIP has before it; 0 if there is none. */
  repIterations(): number {
    const linear = this.codeAddress | 0;
    const physical = peekTranslation(this, linear);
    if (physical === undefined) return 0;
    const decoded = decode(this.#peek(linear, LONGEST_INSTRUCTION));
    const count = decoded.kind === "instruction" ? countIterations(this, decoded.decoded) : 0;
    return (this.words[EFLAGS] & FLAG.TF) === 0 ? count : Math.min(count, 1);
  }

  /** Does single iterations of the string instruction at EIP and leaves EIP on it. Stops before one that faults; returns how many. */
  iterate(count: number): number {
    const { form } = this.#opHere();
    if (form === undefined || !form.repeated) throw new SimBug("iterate: EIP is not on a repeated string instruction");
    for (let i = 0; i < count; i += 1) {
      try {
        iterateOnce(this, form);
      } catch (thrown) {
        if (thrown instanceof CpuException) return i;
        throw thrown;
      }
    }
    return count;
  }

  // -------------------------------------------------------------------------------- snapshots

  /** Cached translations as a snapshot has them: the same array while none changes. */
  savedTranslations(): Uint32Array {
    return this.tlb.save();
  }

  snapshot(): CpuSnapshot {
    return { words: new Uint32Array(this.words), tlb: this.tlb.save() };
  }

  restore(snapshot: CpuSnapshot): void {
    this.words.set(snapshot.words);
    this.tlb.load(snapshot.tlb);
    this.refresh();
  }

  /** Power has come: every register as in a new processor, no translation cached, no code remembered. */
  reset(): void {
    this.restore(this.#new);
    this.#side = NO_SIDE;
    this.shadowed = false;
    this.clearDecoded();
  }
}
