// What ring 3 may do: I/O ports, interrupt flag, privileged instructions; and the instructions that only ask.

import { descriptor, LAYOUT as L, type Patch, SELECTOR as S } from "../../../app/sim/cpu/goldens/layout.ts";
import type { CaseGroup, CaseSource, ExpectedWord } from "../case-source.ts";

const RES = L.DATA + 0x3000;
/** Permission bits of ports 0x80 to 0x9f, and of 0x3e0 to 0x3ff. */
const bitmap = (bits: number): Patch => [L.TSS + 0x68 + 0x10, bits >>> 0];

/** Instructions that ring 3 may not execute. */
const PRIVILEGED: readonly (readonly [string, string])[] = [
  ["HLT", "hlt"],
  ["LGDT", "lgdt RES"],
  ["LIDT", "lidt RES"],
  ["LMSW", "lmsw %ax"],
  ["CLTS", "clts"],
  ["WBINVD", "wbinvd"],
  ["INVD", "invd"],
  ["MOV to DR7", "mov %eax, %dr7"],
  ["MOV from DR0", "mov %dr0, %eax"],
  ["MOV to CR4", "mov %eax, %cr4"],
  ["CLI", "cli"],
  ["STI", "sti"],
  ["IN", "in $0x80, %al"],
  ["OUT DX", "mov $0x3f0, %edx; f1: out %al, %dx"],
];
const privileged = PRIVILEGED.map(([name, asm]): CaseSource => ({
  name: `${name} in ring 3`,
  manual: `3A 5.9; 1 18.5`,
  asm: `ring3 u; u: user_data; ${asm.includes("f1:") ? asm : `f1: ${asm}`}`,
  events: ["#GP(0)"],
}));

/** The I/O permission bitmap, ports from 0x80 on: a set bit refuses. */
const PORTS: readonly (readonly [string, string, number, boolean])[] = [
  ["a byte whose bit is clear", "out %al, $0x80", 0xfffffffe, true],
  ["a byte whose bit is set", "out %al, $0x81", 0xfffffffe, false],
  ["a word with one bit set", "out %ax, $0x80", 0xfffffffe, false],
  ["a word with both bits clear", "out %ax, $0x80", 0xfffffffc, true],
  ["a doubleword with the last bit set", "out %eax, $0x84", 0xffffff8f, false],
  ["a doubleword over two bytes of the map", "out %eax, $0x86", 0xfffffc3f, true],
  ["a doubleword over two bytes of the map, the second refused", "out %eax, $0x86", 0xffffff3f, false],
];
const ports = PORTS.map(([what, asm, bits, allowed]): CaseSource => ({
  name: `ring 3 writes to a port: ${what}`,
  manual: "1 18.5.2",
  asm: `ring3 u; u: ${allowed ? `${asm}; int $0x31; f1: nop` : `f1: ${asm}; int $0x31`}`,
  patches: [bitmap(bits)],
  events: [allowed ? "int 31" : "#GP(0)"],
}));

const task = (limit: number, map = 0x68): readonly Patch[] => [
  ...descriptor(L.GDT + S.TSS_SEL, { base: L.TSS, limit, access: 0x89, flags: 0 }),
  [L.TSS + 0x64, map << 16],
];

/** LAR, LSL, VERR, VERW of one selector, from one ring: ZF and what is loaded. */
interface Asked {
  readonly what: string;
  readonly selector: number;
  readonly ring?: 3;
  readonly lar?: number;
  readonly lsl?: number;
  readonly verr?: true;
  readonly verw?: true;
}
const ASKED: readonly Asked[] = [
  { what: "null", selector: 0 },
  { what: "a selector beyond the GDT", selector: 0x100 },
  { what: "an empty descriptor", selector: 0xf8 },
  { what: "code", selector: S.CODE0, lar: 0xcf9b00, lsl: 0xffffffff, verr: true },
  { what: "data", selector: S.DATA0, lar: 0xcf9300, lsl: 0xffffffff, verr: true, verw: true },
  { what: "data from ring 3", selector: S.DATA0, ring: 3 },
  { what: "data of ring 3", selector: S.DATA3, ring: 3, lar: 0xcff300, lsl: 0xffffffff, verr: true, verw: true },
  { what: "data with a requested level above its own", selector: S.DATA0 | 1 },
  { what: "read-only data", selector: S.READONLY, lar: 0xcf9100, lsl: 0xffffffff, verr: true },
  { what: "execute-only code", selector: S.EXECONLY, lar: 0xcf9900, lsl: 0xffffffff },
  {
    what: "conforming code from ring 3",
    selector: S.CONFORMING | 3,
    ring: 3,
    lar: 0xcf9f00,
    lsl: 0xffffffff,
    verr: true,
  },
  { what: "data that is not present", selector: S.ABSENT, lar: 0xcf1300, lsl: 0xffffffff, verr: true, verw: true },
  { what: "a limit in bytes", selector: S.SMALL, lar: 0x409300, lsl: 0xfff, verr: true, verw: true },
  { what: "a task segment", selector: S.TSS_SEL, lar: 0x8b00, lsl: 0xe8 },
  { what: "a local table", selector: S.LDT_SEL, lar: 0x8200, lsl: 0x17 },
  { what: "a call gate", selector: S.GATE, lar: 0x408c00 },
  { what: "an interrupt gate", selector: S.FREE },
];
const FIELDS = ["lar", "lsl", "verr", "verw"] as const;
const asked = ASKED.map(({ what, selector, ring, ...answers }): CaseSource => {
  const value = `0x${selector.toString(16)}`;
  const one = (field: (typeof FIELDS)[number], i: number): string => {
    const at = `RES + ${8 * i}`;
    const ask = field === "verr" || field === "verw" ? `${field} %cx` : `${field} %ecx, %eax; mov %eax, ${at} + 4`;
    return `mov $0x5a5a5a5a, %eax; ${ask}; setz ${at}`;
  };
  const words: Record<string, ExpectedWord> = {};
  FIELDS.forEach((field, i) => {
    const answer = answers[field];
    words[`zf of ${field}`] = [RES + 8 * i, answer === undefined ? 0 : 1];
    // Bits 19 to 16 of what LAR loads are not defined.
    const mask = field === "lar" ? 0xfff0ffff : 0xffffffff;
    if (field === "lar" || field === "lsl") words[field] = [RES + 8 * i + 4, Number(answer ?? 0x5a5a5a5a), mask];
  });
  const ask = `user_data; mov $${value}, %ecx; ${FIELDS.map(one).join("; ")}`;
  return {
    name: `LAR, LSL, VERR, VERW of ${what}`,
    manual: "2A LAR, LSL; 2D VERR",
    asm: ring === 3 ? `ring3 u; u: ${ask}; int $0x31` : `task; ${ask}; int $0x31`,
    patches: [
      [L.GDT + S.GATE, 0x80001],
      [L.GDT + S.GATE + 4, 0x408c00],
      [L.GDT + S.FREE, 0x80001],
      [L.GDT + S.FREE + 4, 0x8e00],
    ],
    events: ["int 31"],
    words,
  };
});

export const privilege: CaseGroup = {
  group: "privilege",
  cases: [
    ...privileged,
    ...ports,
    {
      name: "ring 3 with IOPL 3 needs no bitmap",
      manual: "1 18.5.1",
      asm: `ring3 u, STACK3, 0x3002; u: out %al, $0x80; sti; nop; cli; int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "ring 1 with IOPL 1 may clear IF, ring 3 with IOPL 2 may not",
      manual: "1 18.5.1: CPL is at most IOPL",
      asm: `ring3 u, STACK3, 0x2002; u: f1: cli`,
      events: ["#GP(0)"],
    },
    {
      name: "a port whose bits lie beyond the limit of the task segment",
      manual: "1 18.5.2",
      asm: `ring3 u; u: f1: out %al, $0x80; int $0x31`,
      patches: [...task(0x77), bitmap(0)],
      events: ["#GP(0)"],
    },
    {
      name: "the byte after the last of the map is read as well",
      manual: "1 18.5.2: two bytes are read for every port",
      asm: `ring3 u; u: f1: out %al, $0x80; int $0x31`,
      patches: [...task(0x78), bitmap(0)],
      events: ["#GP(0)"],
    },
    {
      name: "the last byte of the map and the one after it",
      manual: "1 18.5.2",
      asm: `ring3 u; u: out %al, $0x80; int $0x31; f1: nop`,
      patches: [...task(0x79), bitmap(0)],
      events: ["int 31"],
    },
    {
      name: "a map that begins beyond the limit refuses everything",
      manual: "1 18.5.2",
      asm: `ring3 u; u: f1: out %al, $0x80; int $0x31`,
      patches: [...task(0x67, 0xdfff), bitmap(0)],
      events: ["#GP(0)"],
    },
    {
      name: "a refused OUTS moves nothing",
      manual: "1 18.5; 3A 6.5",
      asm: `ring3 u; u: user_data; mov $0x80, %edx; mov $DATA, %esi; mov $4, %ecx; f1: rep outsb; int $0x31`,
      events: ["#GP(0)"],
    },
    {
      name: "POPF in ring 3 leaves IF and IOPL without a fault",
      manual: "2B POPF",
      asm: `ring3 u; u: push $0x32d7; popf; int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "POPF in ring 3 with IOPL 3 changes IF and leaves IOPL",
      manual: "2B POPF",
      asm: `ring3 u, STACK3, 0x3002; u: push $0x202; popf; int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "POPF in ring 0 changes IF and IOPL",
      manual: "2B POPF",
      asm: `push $0x3202; popf; int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "PUSHF shows neither RF nor VM",
      manual: "2B PUSHF",
      asm: `push $0x10002; push $CODE0; push $2f; iret; 2: pushf; pop %ebx; int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "ring 3 may ask for the tables and the machine status word",
      manual: "2B SGDT, SIDT, SLDT, STR, SMSW",
      asm: `mov $LDT_SEL, %eax; lldt %ax; ring3 u; u: user_data; sgdt RES; sidt RES + 8; sldt RES + 16; str RES + 20; smsw RES + 24
        str %ebx; sldt %ecx; smsw %dx; int $0x31; f1: nop`,
      patches: [
        [RES + 16, 0xffff0000],
        [RES + 24, 0xffff0000],
      ],
      events: ["int 31"],
      words: {
        gdtLimit: [RES, 0xff, 0xffff],
        gdtBase: [RES + 2, L.GDT],
        idtLimit: [RES + 8, 0x1ff, 0xffff],
        idtBase: [RES + 10, L.IDT],
        ldt: [RES + 16, 0xffff0000 + S.LDT_SEL],
        tr: [RES + 20, S.TSS_SEL],
        msw: [RES + 24, 0xffff0011],
      },
    },
    {
      name: "LGDT and SGDT of 32 bits",
      manual: "2A LGDT",
      asm: `lgdt 8f; sgdt RES; lgdt 9f; int $0x31; f1: nop; 8: .word 0x1234; .long 0x89abcdef; 9: .word 0xff; .long GDT`,
      events: ["int 31"],
      words: { low: [RES, 0xcdef1234], high: [RES + 4, 0x89ab] },
    },
    {
      name: "LIDT with a 16-bit operand loads 24 bits of base",
      manual: "2A LIDT: the high byte of the base is 0",
      asm: `.byte 0x66; lidt 8f; sidt RES; lidt 9f; int $0x31; f1: nop; 8: .word 0x1234; .long 0x89abcdef; 9: .word 0x1ff; .long IDT`,
      events: ["int 31"],
      words: { low: [RES, 0xcdef1234], high: [RES + 4, 0xab] },
    },
    {
      name: "LMSW sets TS, EM and MP and cannot clear PE",
      manual: "2A LMSW",
      asm: `mov $0xe, %eax; lmsw %ax; mov %cr0, %ebx; xor %eax, %eax; lmsw %ax; mov %cr0, %ecx; int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "CLTS clears TS only",
      manual: "2A CLTS",
      asm: `mov $0x1b, %eax; mov %eax, %cr0; clts; mov %cr0, %ebx; int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "RDTSC in ring 3 with CR4.TSD",
      manual: "2B RDTSC",
      asm: `set_cr4 4; ring3 u; u: f1: rdtsc`,
      events: ["#GP(0)"],
    },
    {
      name: "ARPL raises the requested level",
      manual: "2A ARPL",
      asm: `mov $0x10, %ebx; mov $0x1b, %ecx; arpl %cx, %bx; setz RES; arpl %cx, %bx; setz RES + 4; mov %ebx, RES + 8; finish`,
      events: [],
      words: { first: [RES, 1], second: [RES + 4, 0], selector: [RES + 8, 0x13] },
    },
    ...asked,
  ],
};
