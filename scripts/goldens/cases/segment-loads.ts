// Loading segment registers, LDTR and TR: which selectors and descriptors are refused, with which error code.

import { descriptor, LAYOUT as L, SELECTOR as S } from "../../../app/sim/cpu/goldens/layout.ts";
import { type CaseGroup, type CaseSource, GAPS } from "../case-source.ts";

const RES = L.DATA + 0x3000;
const FREE = L.GDT + S.FREE;
/** The type byte of a descriptor, as the low byte of a word. */
const access = (selector: number) => L.GDT + (selector & ~7) + 5;
const flatData = (dpl: number, type = 0x93) =>
  descriptor(FREE, { base: 0, limit: 0xfffff, access: type | (dpl << 5), flags: 0xc });

/** Loads that are refused: what, the register, the selector, the exception. */
const REFUSED: readonly (readonly [string, string, number, string])[] = [
  ["DS beyond the limit of the GDT", "ds", 0x100, "#GP(100)"],
  ["FS far beyond the limit of the GDT", "fs", 0xfff8, "#GP(fff8)"],
  ["DS empty descriptor", "ds", 0xf8, "#GP(f8)"],
  ["DS not present", "ds", S.ABSENT, "#NP(38)"],
  ["GS not present, with requested level 3, is refused for the level first", "gs", S.ABSENT | 3, "#GP(38)"],
  ["DS execute-only code", "ds", S.EXECONLY, "#GP(60)"],
  ["DS a task segment", "ds", S.TSS_SEL, "#GP(28)"],
  ["ES a local table", "es", S.LDT_SEL, "#GP(30)"],
  ["DS requested level 3, descriptor level 0", "ds", S.DATA0 | 3, "#GP(10)"],
  ["DS in the local table when there is none", "ds", 0x0c, "#GP(c)"],
  ["SS null", "ss", 0, "#GP(0)"],
  ["SS null with a level", "ss", 3, "#GP(0)"],
  ["SS beyond the limit of the GDT", "ss", 0x100, "#GP(100)"],
  ["SS read-only data", "ss", S.READONLY, "#GP(40)"],
  ["SS code", "ss", S.CODE0, "#GP(8)"],
  ["SS with another requested level", "ss", S.DATA0 | 1, "#GP(10)"],
  ["SS with another descriptor level", "ss", S.DATA1 & ~3, "#GP(88)"],
  ["SS of ring 3", "ss", S.DATA3, "#GP(20)"],
  ["SS not present", "ss", S.ABSENT, "#SS(38)"],
];

const refused = REFUSED.map(([what, seg, selector, event]): CaseSource => {
  const value = `0x${selector.toString(16)}`;
  return { name: what, manual: "2A MOV", asm: `mov $${value}, %eax; f1: mov %eax, %${seg}; finish`, events: [event] };
});

/** Loads of LDTR and TR that are refused. */
const SYSTEM: readonly (readonly [string, string, number, string])[] = [
  ["LLDT a selector of the local table", "lldt", S.LDT_SEL | 4, "#GP(34)"],
  ["LLDT data", "lldt", S.DATA0, "#GP(10)"],
  ["LLDT a task segment", "lldt", S.TSS_SEL, "#GP(28)"],
  ["LLDT beyond the limit of the GDT", "lldt", 0x100, "#GP(100)"],
  ["LTR null", "ltr", 0, "#GP(0)"],
  ["LTR a local table", "ltr", S.LDT_SEL, "#GP(30)"],
  ["LTR data", "ltr", S.DATA0, "#GP(10)"],
  ["LTR a selector of the local table", "ltr", S.TSS_SEL | 4, "#GP(2c)"],
];

const system = SYSTEM.map(([what, mnemonic, selector, event]): CaseSource => {
  const value = `0x${selector.toString(16)}`;
  const manual = mnemonic === "ltr" ? "2B LTR" : "2A LLDT";
  const asm = `mov $${value}, %eax; f1: ${mnemonic} %ax; finish`;
  return {
    name: what,
    manual,
    asm,
    events: [event],
    judge: "2A LLDT and 2B LTR name the checks; QEMU takes null for TR",
  };
});

export const segmentLoads: CaseGroup = {
  group: "segment loads",
  cases: [
    ...refused,
    {
      name: "a refused load leaves the register as it was",
      manual: "3A 6.5",
      asm: `movl $hook, HOOK; selector fs, SMALL; mov $ABSENT, %eax; f1: mov %eax, %fs; finish
        hook: mov %fs:4, %eax; mov %eax, RES; mov %fs, RES + 4; ret`,
      patches: [[L.DATA + 4, 0x2468]],
      events: ["#NP(38)"],
      words: { read: [RES, 0x2468], fs: [RES + 4, S.SMALL, 0xffff] },
    },
    {
      name: "null may be loaded and not be used",
      manual: "3A 5.4.1",
      asm: `selector ds, 0; f1: mov 0x40000, %ebx; finish`,
      events: ["#GP(0)"],
    },
    {
      name: "null with a level is null",
      manual: "3A 5.4.1: selectors 0000H to 0003H",
      asm: `selector gs, 3; f1: mov %ebx, %gs:0x40000; finish`,
      events: ["#GP(0)"],
    },
    {
      name: "a load marks the descriptor accessed",
      manual: "3A 3.4.5.1",
      asm: `selector es, FRESH; mov %ebx, %es:RES; finish`,
      events: [],
      words: { access: [access(S.FRESH), 0xf3, 0xff], data: [RES, 0x44444444] },
    },
    {
      name: "a refused load does not mark the descriptor accessed",
      manual: "2A MOV; 3A 3.4.5.1",
      asm: `mov $FRESH, %eax; f1: mov %eax, %ss; finish`,
      events: ["#GP(78)"],
      words: { access: [access(S.FRESH), 0xf2, 0xff] },
    },
    {
      name: "readable code may be read through",
      manual: "2A MOV; 3A 3.4.5.1",
      asm: `selector ds, CODE0; mov 0x40000, %ebx; mov %ebx, %es:RES; finish`,
      patches: [[L.DATA, 0x777]],
      events: [],
      words: { read: [RES, 0x777] },
    },
    {
      name: "conforming code may be loaded whatever its level",
      manual: "2A MOV: level checks for data and nonconforming code only",
      asm: `ring3 u; u: mov $CONFORMING | 3, %eax; mov %eax, %ds; mov DATA, %ebx; int $0x31; f1: nop`,
      patches: [[L.DATA, 0x777]],
      events: ["int 31"],
    },
    {
      name: "ring 0 may load data of ring 3",
      manual: "2A MOV: the descriptor's level is at least CPL and RPL",
      asm: `selector ds, DATA3; mov %ebx, RES; finish`,
      events: [],
      words: { data: [RES, 0x44444444] },
    },
    {
      name: "ring 3 may not load data of ring 0",
      manual: "2A MOV",
      asm: `ring3 u; u: mov $DATA0, %eax; f1: mov %eax, %ds`,
      events: ["#GP(10)"],
    },
    {
      name: "ring 3 may load null",
      manual: "2A MOV",
      asm: `ring3 u; u: xor %eax, %eax; mov %eax, %fs; int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "a descriptor that lies partly beyond the limit",
      manual: "3A 3.5.1: all 8 bytes must be in the table",
      asm: `lgdt 2f; mov $0x78, %eax; f1: mov %eax, %ds; finish; .balign 4; 2: .word 0x7e; .long GDT`,
      events: ["#GP(78)"],
    },
    {
      name: "the last descriptor of a table",
      manual: "3A 3.5.1",
      asm: `lgdt 2f; selector ds, 0x78; mov %ebx, RES; finish; .balign 4; 2: .word 0x7f; .long GDT`,
      events: [],
      words: { data: [RES, 0x44444444] },
    },
    {
      name: "the cache keeps the descriptor when the table changes",
      manual: "3A 3.4.3: the hidden part is loaded with the selector",
      asm: `selector fs, SMALL; movl $0, GDT + SMALL; movl $0, GDT + SMALL + 4; mov %fs:8, %ebx; mov %ebx, RES; finish`,
      patches: [[L.DATA + 8, 0x1001]],
      events: [],
      words: { read: [RES, 0x1001] },
    },
    {
      name: "a base near 4 GiB wraps around",
      manual: "3A 3.4: linear addresses are 32 bits",
      asm: `selector fs, FREE; mov %fs:0x50000, %ebx; mov %ebx, RES; f1: mov %fs:0x52345, %al; finish`,
      patches: [...descriptor(FREE, { base: 0xffff0000, limit: 0x52344, access: 0x93, flags: 4 }), [L.DATA, 0x42]],
      events: ["#GP(0)"],
      words: { read: [RES, 0x42] },
      judge: GAPS.limits,
    },
    {
      name: "pop of a bad selector leaves ESP",
      manual: "3A 6.5",
      asm: `push $ABSENT; f1: pop %ds; finish`,
      events: ["#NP(38)"],
    },
    {
      name: "pop of a bad stack selector leaves ESP",
      manual: "3A 6.5",
      asm: `push $READONLY; f1: pop %ss; finish`,
      events: ["#GP(40)"],
    },
    {
      name: "LDS loads the register and DS",
      manual: "2A LDS",
      asm: `movl $0x1234, RES; movl $DATA3, RES + 4; lds RES, %ecx; int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "LDS of a bad selector leaves the register",
      manual: "3A 6.5",
      asm: `movl $0x1234, RES; movl $ABSENT, RES + 4; f1: lds RES, %ecx; finish`,
      events: ["#NP(38)"],
    },
    {
      name: "LSS of null leaves ESP",
      manual: "2A LSS: #GP(0)",
      asm: `movl $0x1234, RES; movl $0, RES + 4; f1: lss RES, %esp; finish`,
      events: ["#GP(0)"],
    },
    {
      name: "LSS, LFS, LGS load both",
      manual: "2A LSS",
      asm: `movl $STACK0 - 16, RES; movl $DATA0, RES + 4; lss RES, %esp; lfs RES, %esi; lgs RES, %edi; int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "LES with a register operand",
      manual: "2A LES: #UD",
      asm: `f1: .byte 0xc4, 0xc1; finish`,
      events: ["#UD"],
      dropped: "C4 with mod 3 is VEX on processors of the day; what comes of it differs between models",
    },
    {
      name: "mov to CS",
      manual: "2A MOV: #UD",
      asm: `mov $CODE0, %eax; f1: .byte 0x8e, 0xc8; finish`,
      events: ["#UD"],
    },
    {
      name: "mov to segment register 6",
      manual: "2A MOV: #UD",
      asm: `mov $DATA0, %eax; f1: .byte 0x8e, 0xf0; finish`,
      events: ["#UD"],
    },
    ...system,
    {
      name: "LLDT not present",
      manual: "2A LLDT: #NP(selector)",
      asm: `mov $LDT_SEL, %eax; f1: lldt %ax; finish`,
      patches: descriptor(L.GDT + S.LDT_SEL, { base: L.LDT, limit: 0x17, access: 0x02, flags: 0 }),
      events: ["#NP(30)"],
    },
    {
      name: "a segment of the local table",
      manual: "3A 3.5.1",
      asm: `mov $LDT_SEL, %eax; lldt %ax; selector fs, 0x0c; mov %fs:4, %ebx; mov %ebx, RES; sldt %eax; mov %eax, RES + 4; finish`,
      patches: [[L.DATA + 4, 0x9876]],
      events: [],
      words: { read: [RES, 0x9876], ldtr: [RES + 4, S.LDT_SEL, 0xffff] },
    },
    {
      name: "a segment beyond the limit of the local table",
      manual: "2A MOV",
      asm: `mov $LDT_SEL, %eax; lldt %ax; mov $0x1c, %eax; f1: mov %eax, %fs; finish`,
      events: ["#GP(1c)"],
    },
    {
      name: "a segment of the local table that is not present",
      manual: "2A MOV: TI is part of the error code",
      asm: `mov $LDT_SEL, %eax; lldt %ax; mov $0x14, %eax; f1: mov %eax, %fs; finish`,
      events: ["#NP(14)"],
    },
    {
      name: "LLDT null makes the local table invalid",
      manual: "2A LLDT",
      asm: `mov $LDT_SEL, %eax; lldt %ax; xor %eax, %eax; lldt %ax; mov $0x0c, %eax; f1: mov %eax, %fs; finish`,
      events: ["#GP(c)"],
    },
    {
      name: "entry 0 of the local table is no null selector",
      manual: "3A 3.5.1: the null selector is that of the GDT",
      asm: `mov $LDT_SEL, %eax; lldt %ax; mov $0x04, %eax; f1: mov %eax, %fs; finish`,
      events: ["#GP(4)"],
    },
    {
      name: "LTR marks the task segment busy",
      manual: "2B LTR",
      asm: `task; str %eax; mov %eax, RES; finish`,
      events: [],
      words: { access: [access(S.TSS_SEL), 0x8b, 0xff], tr: [RES, S.TSS_SEL] },
    },
    {
      name: "LTR a busy task segment",
      manual: "2B LTR: #GP(selector)",
      asm: `mov $TSS_SEL, %eax; ltr %ax; f1: ltr %ax; finish`,
      events: ["#GP(28)"],
    },
    {
      name: "LTR not present",
      manual: "2B LTR: #NP(selector)",
      asm: `mov $TSS_SEL, %eax; f1: ltr %ax; finish`,
      patches: descriptor(L.GDT + S.TSS_SEL, { base: L.TSS, limit: 0xe8, access: 0x09, flags: 0 }),
      events: ["#NP(28)"],
    },
    {
      name: "only ring 0 loads LDTR",
      manual: "2A LLDT",
      asm: `ring3 u; u: f1: lldt %ax`,
      events: ["#GP(0)"],
    },
    {
      name: "only ring 0 loads TR",
      manual: "2B LTR",
      asm: `ring3 u; u: f1: ltr %ax`,
      events: ["#GP(0)"],
    },
    {
      name: "data of ring 1 loaded by ring 0 with requested level 2",
      manual: "2A MOV: the requested level counts",
      asm: `mov $FREE | 2, %eax; f1: mov %eax, %ds; finish`,
      patches: flatData(1),
      events: ["#GP(98)"],
    },
  ],
};
