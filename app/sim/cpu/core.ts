// The part of the processor that instructions see: state, segmented and paged memory, ports. The loop that drives it
// lies in cpu.ts.

import type { Bus } from "./bus.ts";
import { translateAccess } from "./mmu.ts";
import { PF } from "./page-walk.ts";
import { ATTRIBUTE, refuseAccess, segmentRights } from "./segment-rights.ts";
import {
  CR0,
  CR0_AM,
  CR0_PE,
  CR0_PG,
  createState,
  CS,
  type DebugWords,
  DR6,
  DR6_FIXED,
  DR7,
  DR7_ENABLES,
  DR7_FIXED,
  EFLAGS,
  FLAG,
  FLAGS_FIXED,
  PAT_HIGH,
  PAT_LOW,
  type Registers,
  type Seg,
  type SegmentWords,
  SS,
  type SystemSegment,
  type Words,
} from "./state.ts";
import { Tlb, TLB_DIRTY, TLB_NO_EXECUTE, TLB_USER, TLB_VALID, TLB_WRITABLE, tlbSlot } from "./tlb.ts";

/** I/O ports; a port nobody answers floats. */
export interface Ports {
  read(port: number, size: 1 | 2 | 4): number;
  write(port: number, size: 1 | 2 | 4, value: number): void;
}

export type Execute = (core: Core) => void;
const nextPage = (linear: number): number => ((linear | 0xfff) + 1) | 0;
type Rights = Uint8Array & Record<Seg, number>;
/** The task register after reset: base 0, a busy 32-bit task state segment. */
const BUSY_TASK = 0x8b;
const PAT_AT_RESET = [0x00070406, 0x00070406] as const;
const FAST_WRITE = TLB_WRITABLE | TLB_DIRTY;

export class Core {
  readonly words: Words;
  readonly regs: Registers;
  readonly selectors: SegmentWords;
  readonly bases: SegmentWords;
  readonly limits: SegmentWords;
  readonly attributes: SegmentWords;
  readonly task: SystemSegment;
  readonly localTable: SystemSegment;
  readonly debug: DebugWords;
  readonly pdptes: Int32Array;
  readonly tlb = new Tlb();
  readonly bus: Bus;
  readonly pae: boolean;
  ports: Ports | undefined;

  /** Derived from the state by `refresh`: the segment covers all 4 GiB and allows it, so no check is needed. */
  readonly openRead = new Uint8Array(6) as Rights;
  readonly openWrite = new Uint8Array(6) as Rights;
  paging = false;
  user = false;
  /** The part of ESP that stack instructions use: all of it, or with a 16-bit stack segment the low half. */
  stackMask = -1;
  /** Alignment is checked: user mode, CR0.AM and EFLAGS.AC. */
  aligned = false;
  /** DR7 enables breakpoints. */
  watching = false;
  /** Bits of DR6 for the data breakpoints that the instruction under way has met. */
  debugHits = 0;
  /** While EFLAGS.TF single-steps: a trap follows this instruction unless it takes that back. */
  trapDue = false;
  /** The instruction about to run follows sti: no interrupt is taken before it is done. Not part of the state. */
  shadowed = false;
  /** Set by a repeated instruction that was left after one iteration for that trap. */
  unfinished = false;
  /** Iterations of repeated instructions made one by one; not part of the state. */
  iterations = 0;
  /** Exceptions and interrupts delivered; not part of the state. */
  deliveries = 0;
  /** Count of iterations at which the loop is left, so that whoever runs the processor can look at it. */
  restAt = Infinity;
  /** Linear page number of the code under way, or -1: what the loop may fetch from without translating. */
  fetchPage = -1;

  constructor(bus: Bus, pae: boolean) {
    this.bus = bus;
    this.pae = pae;
    const state = createState();
    this.words = state.words;
    this.regs = state.regs;
    this.selectors = state.selectors;
    this.bases = state.bases;
    this.limits = state.limits;
    this.attributes = state.attributes;
    this.task = state.task;
    this.localTable = state.localTable;
    this.debug = state.debug;
    this.pdptes = state.pdptes;
    this.words[CR0] = CR0_PE;
    this.words[EFLAGS] = FLAGS_FIXED;
    this.words[PAT_LOW] = PAT_AT_RESET[0];
    this.words[PAT_HIGH] = PAT_AT_RESET[1];
    this.task.set([0, 0, 0xffff, BUSY_TASK]);
    this.localTable.set([0, 0, 0xffff, 0]);
    this.debug[DR6] = DR6_FIXED;
    this.debug[DR7] = DR7_FIXED;
  }

  get cpl(): number {
    return this.selectors[CS] & 3;
  }

  /** Recomputes what is derived, after segments, CR0 or the whole state changed. */
  refresh(): void {
    this.paging = (this.words[CR0] & CR0_PG) !== 0;
    this.user = this.cpl === 3;
    this.aligned = this.wantsAlignment();
    this.watching = (this.debug[DR7] & DR7_ENABLES) !== 0;
    this.stackMask = (this.attributes[SS] & ATTRIBUTE.big) !== 0 ? -1 : 0xffff;
    this.fetchPage = -1;
    for (let seg = 0; seg < 6; seg += 1) {
      const rights = segmentRights(this, seg as Seg);
      this.openRead[seg] = rights.openRead ? 1 : 0;
      this.openWrite[seg] = rights.openWrite ? 1 : 0;
    }
  }

  /** Would an interrupt be taken before the next instruction? */
  get interruptible(): boolean {
    return (this.words[EFLAGS] & FLAG.IF) !== 0 && !this.shadowed;
  }

  /** Makes the loop end after the instruction under way, if that is one that runs alone. */
  rest(): void {
    this.restAt = 0;
  }

  wantsAlignment(): boolean {
    return this.cpl === 3 && (this.words[CR0] & CR0_AM) !== 0 && (this.words[EFLAGS] & FLAG.AC) !== 0;
  }

  // -------------------------------------------------------------------------------- translation

  rememberTranslation(linear: number, data: number): void {
    const slot = tlbSlot(linear);
    if (this.fetchPage !== -1 && slot === tlbSlot(this.fetchPage << 12)) this.fetchPage = -1;
    this.tlb.insert(linear, data);
  }

  forgetTranslation(linear: number): void {
    this.fetchPage = -1;
    this.tlb.forget(linear);
  }

  flushTranslations(keepGlobal: boolean): void {
    this.fetchPage = -1;
    this.tlb.flush(keepGlobal);
  }

  /** Physical address of a read at a linear address. */
  forRead(linear: number): number {
    if (!this.paging) return linear >>> 0;
    const slot = tlbSlot(linear);
    if (this.tlb.tags[slot] === ((linear & ~0xfff) | TLB_VALID)) {
      const data = this.tlb.data[slot];
      if (!this.user || (data & TLB_USER) !== 0) return ((data & ~0xfff) | (linear & 0xfff)) >>> 0;
    }
    return translateAccess(this, linear, this.user ? PF.user : 0);
  }

  /** Physical address of a write at a linear address. */
  forWrite(linear: number): number {
    if (!this.paging) return linear >>> 0;
    const slot = tlbSlot(linear);
    if (this.tlb.tags[slot] === ((linear & ~0xfff) | TLB_VALID)) {
      const data = this.tlb.data[slot];
      if ((data & FAST_WRITE) === FAST_WRITE && (!this.user || (data & TLB_USER) !== 0)) {
        return ((data & ~0xfff) | (linear & 0xfff)) >>> 0;
      }
    }
    return translateAccess(this, linear, this.user ? PF.user | PF.write : PF.write);
  }

  /** Physical address of an instruction fetch at a linear address. */
  forFetch(linear: number): number {
    if (!this.paging) return linear >>> 0;
    const slot = tlbSlot(linear);
    if (this.tlb.tags[slot] === ((linear & ~0xfff) | TLB_VALID)) {
      const data = this.tlb.data[slot];
      if ((data & TLB_NO_EXECUTE) === 0 && (!this.user || (data & TLB_USER) !== 0)) {
        return ((data & ~0xfff) | (linear & 0xfff)) >>> 0;
      }
    }
    return translateAccess(this, linear, this.user ? PF.user | PF.fetch : PF.fetch);
  }

  // -------------------------------------------------------------------------------- linear memory

  linearRead8(linear: number): number {
    return this.bus.read8(this.forRead(linear));
  }

  linearRead16(linear: number): number {
    if (this.paging && (linear & 0xfff) === 0xfff) return this.#readSplit(linear, 2);
    return this.bus.read16(this.forRead(linear));
  }

  linearRead32(linear: number): number {
    if (this.paging && (linear & 0xfff) > 0xffc) return this.#readSplit(linear, 4);
    return this.bus.read32(this.forRead(linear)) | 0;
  }

  linearWrite8(linear: number, value: number): void {
    this.bus.write8(this.forWrite(linear), value & 0xff);
  }

  linearWrite16(linear: number, value: number): void {
    if (this.paging && (linear & 0xfff) === 0xfff) this.#writeSplit(linear, 2, value);
    else this.bus.write16(this.forWrite(linear), value & 0xffff);
  }

  linearWrite32(linear: number, value: number): void {
    if (this.paging && (linear & 0xfff) > 0xffc) this.#writeSplit(linear, 4, value);
    else this.bus.write32(this.forWrite(linear), value >>> 0);
  }

  /** An access that spills into the next page; both pages are checked before either is touched. */
  #readSplit(linear: number, size: number): number {
    this.forRead(linear);
    this.forRead(nextPage(linear));
    let value = 0;
    for (let i = 0; i < size; i += 1) value |= this.linearRead8((linear + i) | 0) << (8 * i);
    return value;
  }

  #writeSplit(linear: number, size: number, value: number): void {
    this.forWrite(linear);
    this.forWrite(nextPage(linear));
    for (let i = 0; i < size; i += 1) this.linearWrite8((linear + i) | 0, value >>> (8 * i));
  }

  /** Does something as user or as supervisor, whatever the privilege level. */
  asUser<T>(user: boolean, access: () => T): T {
    const before = this.user;
    this.user = user;
    try {
      return access();
    } finally {
      this.user = before;
    }
  }

  /** Touches system structures: as supervisor. */
  asSupervisor<T>(access: () => T): T {
    return this.asUser(false, access);
  }

  systemRead32(linear: number): number {
    return this.asSupervisor(() => this.linearRead32(linear));
  }

  // -------------------------------------------------------------------------------- segmented memory

  read8(seg: Seg, offset: number): number {
    if (this.openRead[seg] === 0) refuseAccess(this, seg, offset, 1, false);
    return this.linearRead8((offset + this.bases[seg]) | 0);
  }

  read16(seg: Seg, offset: number): number {
    if (this.openRead[seg] === 0) refuseAccess(this, seg, offset, 2, false);
    return this.linearRead16((offset + this.bases[seg]) | 0);
  }

  /** Signed. */
  read32(seg: Seg, offset: number): number {
    if (this.openRead[seg] === 0) refuseAccess(this, seg, offset, 4, false);
    return this.linearRead32((offset + this.bases[seg]) | 0);
  }

  write8(seg: Seg, offset: number, value: number): void {
    if (this.openWrite[seg] === 0) refuseAccess(this, seg, offset, 1, true);
    this.linearWrite8((offset + this.bases[seg]) | 0, value);
  }

  write16(seg: Seg, offset: number, value: number): void {
    if (this.openWrite[seg] === 0) refuseAccess(this, seg, offset, 2, true);
    this.linearWrite16((offset + this.bases[seg]) | 0, value);
  }

  write32(seg: Seg, offset: number, value: number): void {
    if (this.openWrite[seg] === 0) refuseAccess(this, seg, offset, 4, true);
    this.linearWrite32((offset + this.bases[seg]) | 0, value);
  }

  /** Raises now what writing there would raise: for instructions that read, then write back. */
  checkWrite(seg: Seg, offset: number, size: number): void {
    if (this.openWrite[seg] === 0) refuseAccess(this, seg, offset, size, true);
    if (this.paging) this.checkLinearWrite((offset + this.bases[seg]) | 0, size);
  }

  checkLinearWrite(linear: number, size: number): void {
    this.forWrite(linear);
    if ((linear & 0xfff) + size > 0x1000) this.forWrite(nextPage(linear));
  }
}
