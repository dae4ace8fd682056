// The machine every golden case starts from: where its tables lie in memory, and what they hold. The generator builds
// its boot image from this, the test its RAM.

/** Physical addresses; linear ones too, unless a case maps otherwise. */
export const LAYOUT = {
  GDT: 0x30000,
  IDT: 0x31000,
  LDT: 0x32000,
  TSS: 0x33000,
  PD: 0x34000,
  /** Maps the first 4 MiB onto themselves. */
  PT0: 0x35000,
  /** Maps ALIAS onto DATA, 4 pages. */
  PT1: 0x36000,
  PDPT: 0x37000,
  PAE_PD: 0x38000,
  /** Maps the first 2 MiB onto themselves. */
  PAE_PT0: 0x39000,
  HANDLERS: 0x3a000,
  /** Count, hook, resume mask (2 words), then the events. */
  LOG: 0x3b000,
  HOOK: 0x3b004,
  RESUME: 0x3b008,
  EVENTS: 0x3b010,
  CODE: 0x3c000,
  STACK0: 0x3f000,
  /** ESP0 of the TSS. */
  TSS_STACK0: 0x3e800,
  TSS_STACK1: 0x3e400,
  STACK3: 0x40000,
  DATA: 0x40000,
  PAE_PT1: 0x45000,
  END: 0x48000,
  /** Linear only. */
  ALIAS: 0x400000,
  FINISH: 0x3a800,
} as const;

export const SELECTOR = {
  CODE0: 0x08,
  DATA0: 0x10,
  CODE3: 0x1b,
  DATA3: 0x23,
  TSS_SEL: 0x28,
  LDT_SEL: 0x30,
  /** Data, not present. */
  ABSENT: 0x38,
  READONLY: 0x40,
  /** Data at DATA, last offset 0xfff. */
  SMALL: 0x48,
  /** Data at 0, offsets above 0xfff only. */
  DOWN: 0x50,
  CONFORMING: 0x58,
  EXECONLY: 0x60,
  /** Free for a call gate. */
  GATE: 0x68,
  CODE_ABSENT: 0x70,
  /** Data for everybody, not yet accessed. */
  FRESH: 0x78,
  CODE1: 0x80,
  DATA1: 0x88,
  /** Code at CODE, last offset 0xfff. */
  CODE_SMALL: 0x90,
  FREE: 0x98,
} as const;

export const GDT_LIMIT = 0xff;
export const VECTORS = 64;
export const IDT_LIMIT = 8 * VECTORS - 1;
export const EVENT_WORDS = 24;
const STUB_BYTES = 16;
const TSS_LIMIT = 0xe8;
const IO_MAP = 0x68;

/** Physical address and 32-bit value. */
export type Patch = readonly [address: number, value: number];

export interface DescriptorFields {
  readonly base: number;
  readonly limit: number;
  /** Type, S, DPL, P. */
  readonly access: number;
  /** G, D/B, L, AVL in bits 3 to 0. */
  readonly flags: number;
}

export function descriptor(at: number, fields: DescriptorFields): readonly Patch[] {
  const { base, limit, access, flags } = fields;
  const high = ((base >>> 16) & 0xff) | (access << 8) | (limit & 0xf0000) | (flags << 20) | (base & 0xff000000);
  return [
    [at, (((base & 0xffff) << 16) | (limit & 0xffff)) >>> 0],
    [at + 4, high >>> 0],
  ];
}

/** An IDT entry; `access` is 0x8e for an interrupt gate, 0x8f for a trap gate, with the DPL in bits 6 and 5. */
export function gate(vector: number, access: number, selector = 0x08, offset = handlerOf(vector)): readonly Patch[] {
  const at = LAYOUT.IDT + 8 * vector;
  return [
    [at, ((selector << 16) | (offset & 0xffff)) >>> 0],
    [at + 4, ((offset & 0xffff0000) | (access << 8)) >>> 0],
  ];
}

export const handlerOf = (vector: number): number => LAYOUT.HANDLERS + STUB_BYTES * vector;

const flat = (selector: number, access: number): readonly Patch[] =>
  descriptor(LAYOUT.GDT + (selector & ~7), { base: 0, limit: 0xfffff, access, flags: 0xc });
const small = (selector: number, base: number, access: number): readonly Patch[] =>
  descriptor(LAYOUT.GDT + (selector & ~7), { base, limit: 0xfff, access, flags: 4 });

function segments(): Patch[] {
  const S = SELECTOR;
  return [
    ...flat(S.CODE0, 0x9b),
    ...flat(S.DATA0, 0x93),
    ...flat(S.CODE3, 0xfb),
    ...flat(S.DATA3, 0xf3),
    ...descriptor(LAYOUT.GDT + S.TSS_SEL, { base: LAYOUT.TSS, limit: TSS_LIMIT, access: 0x89, flags: 0 }),
    ...descriptor(LAYOUT.GDT + S.LDT_SEL, { base: LAYOUT.LDT, limit: 0x17, access: 0x82, flags: 0 }),
    ...flat(S.ABSENT, 0x13),
    ...flat(S.READONLY, 0x91),
    ...small(S.SMALL, LAYOUT.DATA, 0x93),
    ...small(S.DOWN, 0, 0x97),
    ...flat(S.CONFORMING, 0x9f),
    ...flat(S.EXECONLY, 0x99),
    ...flat(S.CODE_ABSENT, 0x1b),
    ...flat(S.FRESH, 0xf2),
    ...flat(S.CODE1, 0xbb),
    ...flat(S.DATA1, 0xb3),
    ...small(S.CODE_SMALL, LAYOUT.CODE, 0x9b),
    // LDT entry 1: data at DATA; entry 2: data, not present.
    ...descriptor(LAYOUT.LDT + 8, { base: LAYOUT.DATA, limit: 0xfff, access: 0x93, flags: 4 }),
    ...descriptor(LAYOUT.LDT + 16, { base: LAYOUT.DATA, limit: 0xfff, access: 0x13, flags: 4 }),
  ];
}

function interrupts(): Patch[] {
  const patches: Patch[] = [];
  for (let vector = 0; vector < VECTORS; vector += 1) patches.push(...gate(vector, 0x8e));
  // int3, into, bound; the calls 0x30 (trap gate, comes back), 0x31 (ends the case), 0x32 (comes back).
  for (const vector of [3, 4, 5, 0x31, 0x32]) patches.push(...gate(vector, 0xee));
  patches.push(...gate(0x30, 0xef));
  patches.push([LAYOUT.RESUME + 4, (1 << 0x10) | (1 << 0x12)]);
  return patches;
}

function task(): Patch[] {
  const { TSS } = LAYOUT;
  const patches: Patch[] = [
    [TSS + 4, LAYOUT.TSS_STACK0],
    [TSS + 8, SELECTOR.DATA0],
    [TSS + 12, LAYOUT.TSS_STACK1],
    [TSS + 16, SELECTOR.DATA1 | 1],
    [TSS + 0x64, IO_MAP << 16],
  ];
  for (let at = IO_MAP; at <= TSS_LIMIT; at += 4) patches.push([TSS + at, 0xffffffff]);
  return patches;
}

/** Case code, the stacks and the data belong to everybody, the rest to the supervisor. */
const identity = (page: number): number => {
  const at = page << 12;
  return at | (at >= LAYOUT.CODE && at < LAYOUT.DATA + 0x4000 ? 7 : 3);
};

function pageTables(): Patch[] {
  const { PD, PT0, PT1, PDPT, PAE_PD, PAE_PT0, PAE_PT1, DATA } = LAYOUT;
  const patches: Patch[] = [
    [PD, PT0 | 7],
    [PD + 4, PT1 | 7],
    [PDPT, PAE_PD | 1],
    [PAE_PD, PAE_PT0 | 7],
    [PAE_PD + 16, PAE_PT1 | 7],
  ];
  for (let page = 0; page < 1024; page += 1) patches.push([PT0 + 4 * page, identity(page)]);
  for (let page = 0; page < 512; page += 1) patches.push([PAE_PT0 + 8 * page, identity(page)]);
  for (let page = 0; page < 4; page += 1) {
    patches.push([PT1 + 4 * page, (DATA + (page << 12)) | 7], [PAE_PT1 + 8 * page, (DATA + (page << 12)) | 7]);
  }
  return patches;
}

/** The memory of every case, but for the handlers' code; all else from GDT to END is zero. */
export const baseMemory = (): Patch[] => [...segments(), ...interrupts(), ...task(), ...pageTables()];

/** Registers at entry in the processor's order: EAX, ECX, EDX, EBX, ESP, EBP, ESI, EDI. */
export const ENTRY_REGISTERS = [
  0x11111111,
  0x22222222,
  0x33333333,
  0x44444444,
  LAYOUT.STACK0,
  0x55555555,
  0x66666666,
  0x77777777,
] as const;
export const ENTRY_EFLAGS = 0x2;
/** PE and ET. */
export const ENTRY_CR0 = 0x11;
