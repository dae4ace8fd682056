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
  ...["efer", "tsc.low", "tsc.high", "pat.low", "pat.high"],
  ...["pdpte0.low", "pdpte0.high", "pdpte1.low", "pdpte1.high"],
  ...["pdpte2.low", "pdpte2.high", "pdpte3.low", "pdpte3.high"],
  ...["tr.selector", "tr.base", "tr.limit", "tr.attributes"],
  ...["ldtr.selector", "ldtr.base", "ldtr.limit", "ldtr.attributes"],
  ...["dr0", "dr1", "dr2", "dr3", "dr6", "dr7"],
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
export const EFER = 45;
/** Completed instructions, 64 bits in two words. */
export const TSC_LOW = 46;
export const TSC_HIGH = 47;
export const PAT_LOW = 48;
export const PAT_HIGH = 49;
/** Eight words: the directory pointers as they were when last loaded. */
const PDPTES = 50;
const TASK_REGISTER = 58;
const LOCAL_TABLE_REGISTER = 62;
const DEBUG = 66;

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

type NamedWord = RegIndex | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 42 | 43 | 44 | 45 | 46 | 47 | 48 | 49;
/** The word indexes above are known to exist, so reading one needs no check for undefined. */
export type Words = Int32Array & Record<NamedWord, number>;
export type Registers = Int32Array & Record<RegIndex, number>;
export type SegmentWords = Int32Array & Record<Seg, number>;

/** TR or LDTR with what it caches of its descriptor. */
export type SystemSegment = Int32Array & Record<typeof SELECTOR | typeof BASE | typeof LIMIT | typeof RIGHTS, number>;
export const SELECTOR = 0;
export const BASE = 1;
export const LIMIT = 2;
export const RIGHTS = 3;

/** DR0 to DR3, then the two below. */
export type DebugWords = Int32Array & Record<0 | 1 | 2 | 3 | typeof DR6 | typeof DR7, number>;
export const DR6 = 4;
export const DR7 = 5;
/** Bits that always read as 1. */
export const DR6_FIXED = 0xffff0ff0 | 0;
export const DR7_FIXED = 0x400;
export const DR6_SINGLE_STEP = 0x4000;
export const DR6_ACCESS_DETECTED = 0x2000;
/** L0 G0 to L3 G3; the first of each pair ends with the task. */
export const DR7_ENABLES = 0xff;
export const DR7_LOCAL = 0x55;
export const DR7_GENERAL_DETECT = 0x2000;

export interface StateViews {
  readonly words: Words;
  readonly regs: Registers;
  readonly selectors: SegmentWords;
  readonly bases: SegmentWords;
  readonly limits: SegmentWords;
  readonly attributes: SegmentWords;
  readonly task: SystemSegment;
  readonly localTable: SystemSegment;
  readonly debug: DebugWords;
  /** Low and high half of each. */
  readonly pdptes: Int32Array;
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
    task: words.subarray(TASK_REGISTER, TASK_REGISTER + 4) as SystemSegment,
    localTable: words.subarray(LOCAL_TABLE_REGISTER, LOCAL_TABLE_REGISTER + 4) as SystemSegment,
    debug: words.subarray(DEBUG, DEBUG + 6) as DebugWords,
    pdptes: words.subarray(PDPTES, PDPTES + 8),
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
export const CR0_TS = 0x8;
export const CR0_ET = 0x10;
export const CR0_WP = 0x10000;
export const CR0_AM = 0x40000;
export const CR0_NW = 0x20000000;
export const CR0_CD = 0x40000000;
export const CR0_PG = 0x80000000 | 0;
export const CR4_TSD = 0x4;
export const CR4_DE = 0x8;
export const CR4_PSE = 0x10;
export const CR4_PAE = 0x20;
export const CR4_PGE = 0x80;
export const EFER_NXE = 0x800;
