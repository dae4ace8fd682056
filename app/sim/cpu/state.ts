// The processor's architectural state as one array of 32-bit words, so that a snapshot is a copy, and the names of
// those words.

/** Every word of the state in order; a snapshot holds exactly these. */
export const CPU_FIELDS = [
  ...["eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi", "eip", "eflags"],
  ...["cr0", "cr2", "cr3", "cr4", "gdtr.base", "gdtr.limit", "idtr.base", "idtr.limit"],
  ...["es.selector", "cs.selector", "ss.selector", "ds.selector", "fs.selector", "gs.selector"],
  ...["es.base", "cs.base", "ss.base", "ds.base", "fs.base", "gs.base"],
  ...["es.limit", "cs.limit", "ss.limit", "ds.limit", "fs.limit", "gs.limit"],
  ...["es.attributes", "cs.attributes", "ss.attributes", "ds.attributes", "fs.attributes", "gs.attributes"],
  ...["halted", "interruptsInPhysicalMode", "flushPending"],
] as const;

export const EAX = 0;
export const ECX = 1;
export const EDX = 2;
export const EBX = 3;
export const ESP = 4;
export const EBP = 5;
export const ESI = 6;
export const EDI = 7;
export const EIP = 8;
export const EFLAGS = 9;
export const CR0 = 10;
export const CR2 = 11;
export const CR3 = 12;
export const CR4 = 13;
export const GDTR_BASE = 14;
export const GDTR_LIMIT = 15;
export const IDTR_BASE = 16;
export const IDTR_LIMIT = 17;
const SELECTORS = 18;
const BASES = 24;
const LIMITS = 30;
const ATTRIBUTES = 36;
export const HALTED = 42;
export const PHYSICAL_INTERRUPTS = 43;
export const FLUSH_PENDING = 44;

export type RegIndex = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
/** Segment registers in the processor's own numbering. */
export type Seg = 0 | 1 | 2 | 3 | 4 | 5;
export const ES = 0;
export const CS = 1;
export const SS = 2;
export const DS = 3;
export const FS = 4;
export const GS = 5;
export const SEGMENT_NAMES = ["ES", "CS", "SS", "DS", "FS", "GS"] as const;

type NamedWord = RegIndex | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 42 | 43 | 44;
/** The word indexes above are known to exist, so reading one needs no check for undefined. */
export type Words = Int32Array & Record<NamedWord, number>;
export type Registers = Int32Array & Record<RegIndex, number>;
export type SegmentWords = Int32Array & Record<Seg, number>;

export interface StateViews {
  readonly words: Words;
  readonly regs: Registers;
  readonly selectors: SegmentWords;
  readonly bases: SegmentWords;
  readonly limits: SegmentWords;
  readonly attributes: SegmentWords;
}

export function createState(): StateViews {
  const words = new Int32Array(CPU_FIELDS.length) as Words;
  const six = (from: number): SegmentWords => words.subarray(from, from + 6) as SegmentWords;
  return {
    words,
    regs: words.subarray(0, 8) as Registers,
    selectors: six(SELECTORS),
    bases: six(BASES),
    limits: six(LIMITS),
    attributes: six(ATTRIBUTES),
  };
}

/** Exact: a processor restored from it goes on as the one it was taken from. */
export interface CpuSnapshot {
  /** One word per entry of CPU_FIELDS. */
  readonly words: Uint32Array;
  /** Two words per cached translation: linear page and flags, physical page and flags. */
  readonly tlb: Uint32Array;
}

export const FLAG = {
  CF: 0x1,
  PF: 0x4,
  AF: 0x10,
  ZF: 0x40,
  SF: 0x80,
  TF: 0x100,
  IF: 0x200,
  DF: 0x400,
  OF: 0x800,
  IOPL: 0x3000,
  NT: 0x4000,
  RF: 0x10000,
  VM: 0x20000,
  AC: 0x40000,
  ID: 0x200000,
} as const;
export const FLAGS_FIXED = 0x2;
export const FLAGS_STATUS = 0x8d5;

export const CR0_PE = 0x1;
export const CR0_ET = 0x10;
export const CR0_WP = 0x10000;
export const CR0_NW = 0x20000000;
export const CR0_CD = 0x40000000;
export const CR0_PG = 0x80000000 | 0;
export const CR4_PSE = 0x10;
export const CR4_PAE = 0x20;
export const CR4_PGE = 0x80;
