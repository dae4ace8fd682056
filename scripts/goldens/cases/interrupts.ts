// Delivery through the IDT: gates, error codes, the vectors of instructions.

import { descriptor, gate, LAYOUT as L, type Patch, SELECTOR as S } from "../../../app/sim/cpu/goldens/layout.ts";
import { type CaseGroup, type CaseSource, GAPS } from "../case-source.ts";
import { loadIdt } from "./load-idt.ts";

const RES = L.DATA + 0x3000;
const resume = (...vectors: readonly number[]): Patch => [L.RESUME, vectors.reduce((mask, v) => mask | (1 << v), 0)];
/** Instructions and the vector they raise, with EIP at the instruction. */
const FAULTS: readonly (readonly [string, string, string, string])[] = [
  ["division by zero", "xor %ebx, %ebx; f1: div %ebx", "#DE", "2A DIV"],
  ["a quotient that does not fit", "mov $1, %edx; mov $1, %ebx; f1: div %ebx", "#DE", "2A DIV"],
  [
    "signed division of the smallest by -1",
    "mov $0x80000000, %eax; cltd; mov $-1, %ebx; f1: idiv %ebx",
    "#DE",
    "2A IDIV",
  ],
  ["AAM with base 0", "f1: aam $0", "#DE", "2A AAM"],
  ["BOUND below", "movl $5, RES; movl $9, RES + 4; mov $4, %eax; f1: bound %eax, RES", "#BR", "2A BOUND"],
  ["BOUND above", "movl $5, RES; movl $9, RES + 4; mov $10, %eax; f1: bound %eax, RES", "#BR", "2A BOUND"],
  ["UD2", "f1: ud2", "#UD", "2B UD"],
  ["BOUND with a register", "f1: .byte 0x62, 0xc1", "#UD", "2A BOUND"],
  ["LEA with a register", "f1: .byte 0x8d, 0xc1", "#UD", "2A LEA"],
  ["CMPXCHG8B with a register", "f1: .byte 0x0f, 0xc7, 0xc9", "#UD", "2A CMPXCHG8B"],
  ["LGDT with a register", "f1: .byte 0x0f, 0x01, 0xd2", "#UD", "2A LGDT"],
  ["group 4 with an undefined extension", "f1: .byte 0xfe, 0xd0", "#UD", "2D A.4"],
  ["group 5 with an undefined extension", "f1: .byte 0xff, 0xf8", "#UD", "2D A.4"],
  ["group 6 with an undefined extension", "f1: .byte 0x0f, 0x00, 0xf8", "#UD", "2D A.4"],
  ["group 8 with an undefined extension", "f1: .byte 0x0f, 0xba, 0xc0, 0x01", "#UD", "2D A.4"],
  ["LOCK on a register", "f1: .byte 0xf0, 0x01, 0xc0", "#UD", "2A LOCK"],
  ["LOCK on a load", "f1: .byte 0xf0, 0x8b, 0x05; .long RES", "#UD", "2A LOCK"],
  ["LOCK on a store", "f1: .byte 0xf0, 0x89, 0x05; .long RES", "#UD", "2A LOCK"],
  ["LOCK on CMP", "f1: .byte 0xf0, 0x39, 0x05; .long RES", "#UD", "2A LOCK"],
  ["LOCK on BT", "f1: .byte 0xf0, 0x0f, 0xa3, 0x05; .long RES", "#UD", "2A LOCK"],
  ["LOCK on NOP", "f1: .byte 0xf0, 0x90", "#UD", "2A LOCK"],
  ["an instruction of 16 bytes", "f1: .fill 15, 1, 0x66; nop", "#GP(0)", "3A 6.15 #GP: longer than 15 bytes"],
  ["floating point with CR0.EM", "mov $0x15, %eax; mov %eax, %cr0; f1: fld1", "#NM", "3A 6.15 #NM"],
  ["floating point with CR0.TS", "mov $0x19, %eax; mov %eax, %cr0; f1: fld1", "#NM", "3A 6.15 #NM"],
  ["WAIT with CR0.MP and CR0.TS", "mov $0x1b, %eax; mov %eax, %cr0; f1: fwait", "#NM", "2D WAIT"],
];
const faults = FAULTS.map(([name, asm, event, manual]): CaseSource => ({
  name,
  manual,
  asm: `${asm}; finish`,
  events: [event],
  ...(name.startsWith("LOCK") ? { judge: GAPS.lock } : {}),
}));

/** Gates that int 0x21 from ring 0 cannot take. */
const BAD_GATES: readonly (readonly [string, readonly Patch[], string])[] = [
  ["that is not present", gate(0x21, 0x0e), "#NP(10a)"],
  [
    "that is empty",
    [
      [L.IDT + 0x108, 0],
      [L.IDT + 0x10c, 0],
    ],
    "#GP(10a)",
  ],
  ["that is a call gate", gate(0x21, 0x8c), "#GP(10a)"],
  ["that is a data segment", gate(0x21, 0x92), "#GP(10a)"],
  ["to null", gate(0x21, 0x8e, 0), "#GP(0)"],
  ["to data", gate(0x21, 0x8e, S.DATA0), "#GP(10)"],
  ["to code that is not present", gate(0x21, 0x8e, S.CODE_ABSENT), "#NP(70)"],
  ["to code of an outer ring", gate(0x21, 0x8e, S.CODE3), "#GP(18)"],
  ["to a selector beyond the GDT", gate(0x21, 0x8e, 0x100), "#GP(100)"],
  ["beyond the limit of its code segment", gate(0x21, 0x8e, S.CODE_SMALL, 0x1000), "#GP(0)"],
];
const badGates = BAD_GATES.map(([what, patches, event]): CaseSource => ({
  name: `int n through a gate ${what}`,
  manual: "2A INT n",
  asm: `f1: int $0x21; finish`,
  patches,
  events: [event],
  ...(what.includes("limit") ? { judge: GAPS.limits } : {}),
}));

export const interrupts: CaseGroup = {
  group: "interrupts and exceptions",
  cases: [
    ...faults,
    {
      name: "BOUND inside its bounds",
      manual: "2A BOUND: both bounds are inside",
      asm: `movl $-5, RES; movl $9, RES + 4; mov $9, %eax; bound %eax, RES; mov $-5, %eax; bound %eax, RES; int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "LOCK on a read-modify-write of memory",
      manual: "2A LOCK",
      asm: `lock incl RES; lock xadd %ebx, RES; int $0x31; f1: nop`,
      events: ["int 31"],
      words: { sum: [RES, 0x44444445] },
    },
    {
      name: "int3 returns to the byte after it",
      manual: "3A 6.15 #BP: a trap",
      asm: `int3; f1: nop; int $0x31`,
      patches: [resume(3)],
      events: ["#BP", "int 31"],
    },
    {
      name: "INTO with the overflow flag",
      manual: "3A 6.15 #OF: a trap",
      asm: `mov $0x7fffffff, %eax; inc %eax; into; f1: nop; finish`,
      events: ["#OF"],
    },
    {
      name: "INTO without the overflow flag",
      manual: "2A INTO",
      asm: `xor %eax, %eax; into; int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "a trap gate leaves IF, an interrupt gate clears it",
      manual: "3A 6.12.1.3",
      asm: `sti; nop; int $0x30; f1: nop; int $0x32; f2: nop; cli; finish`,
      events: ["int 30", "int 32"],
    },
    {
      name: "NT and TF are saved and cleared",
      manual: "3A 6.12.1.3",
      asm: `push $0x4002; popf; int $0x31`,
      events: ["int 31"],
    },
    {
      name: "int n and int3 with the same vector",
      manual: "2A INT n: INT 3 in two bytes",
      asm: `.byte 0xcd, 0x03; f1: nop; finish`,
      events: ["#BP"],
    },
    {
      name: "int 13 pushes three words",
      manual: "3A 6.4.2: INT n with the vector of an exception pushes no error code",
      asm: `int $13; .org 0x100; mov %esp, RES; finish`,
      patches: gate(13, 0x8e, S.CODE0, L.CODE + 0x100),
      events: [],
      words: { esp: [RES, L.STACK0 - 12] },
    },
    ...badGates,
    {
      name: "int n beyond the limit of the IDT",
      manual: "2A INT n: #GP(8n + 2)",
      asm: `f1: int $0x80; finish`,
      events: ["#GP(402)"],
    },
    {
      name: "int n whose gate lies partly beyond the limit",
      manual: "2A INT n",
      asm: `${loadIdt(0x18e)}; f1: int $0x31; finish`,
      events: ["#GP(18a)"],
    },
    {
      name: "int n from ring 3 through a gate of ring 0",
      manual: "2A INT n: #GP(8n + 2)",
      asm: `ring3 u; u: f1: int $0x21`,
      events: ["#GP(10a)"],
    },
    {
      name: "int3 from ring 3 through a gate of ring 0",
      manual: "2A INT3: #GP(8n + 2), EXT clear",
      asm: `ring3 u; u: f1: int3`,
      patches: gate(3, 0x8e),
      events: ["#GP(1a)"],
    },
    {
      name: "INTO from ring 3 through a gate of ring 0",
      manual: "2A INTO: #GP(8n + 2), EXT clear",
      asm: `ring3 u, STACK3, 0x802; u: f1: into`,
      patches: gate(4, 0x8e),
      events: ["#GP(22)"],
    },
    {
      name: "BOUND from ring 3 through a gate of ring 0",
      manual: "3A 6.12.1.1: the privilege of a gate is checked for INT n, INT3 and INTO only",
      asm: `ring3 u; u: user_data; f1: bound %ebx, RES`,
      patches: gate(5, 0x8e),
      events: ["#BR"],
    },
    {
      name: "an exception in ring 3 takes the stack of ring 0",
      manual: "3A 6.12.1",
      asm: `ring3 u, STACK3-8, 0xed7; u: f1: ud2`,
      events: ["#UD"],
    },
    {
      name: "ring 3 calls and goes on",
      manual: "3A 6.12.1, 2A IRET",
      asm: `ring3 u; u: int $0x30; f1: mov %esp, %ebx; int $0x32; f2: int $0x31`,
      events: ["int 30", "int 32", "int 31"],
    },
    {
      name: "an interrupt to conforming code stays in ring 3",
      manual: "3A 6.12.1",
      asm: `ring3 u; u: int $0x31; .org 0x100; mov %cs, %ebx; mov %esp, %ecx; int $0x32; f1: int $0x30`,
      patches: [...gate(0x31, 0xee, S.CONFORMING, L.CODE + 0x100), [L.RESUME + 4, 0]],
      events: ["int 32"],
    },
    {
      name: "an interrupt from ring 3 to ring 1",
      manual: "3A 6.12.1",
      asm: `ring3 u; u: int $0x31; .org 0x100; mov %cs, %ebx; mov %ss, %ecx; mov %esp, %edx; int $0x32; f1: nop`,
      patches: [...gate(0x31, 0xee, S.CODE1, L.CODE + 0x100), [L.RESUME + 4, 0]],
      events: ["int 32"],
    },
    {
      name: "an interrupt from ring 3 with a null stack for ring 1",
      manual: "2A INT n: #TS; 3A 6.13: EXT clear for INT n",
      asm: `ring3 u; u: f1: int $0x30`,
      patches: [...gate(0x30, 0xee, S.CODE1, L.CODE + 0x100), [L.TSS + 16, 0]],
      events: ["#TS(0)"],
    },
    {
      name: "an interrupt from ring 3 with a stack of the wrong ring",
      manual: "2A INT n: #TS(stack selector)",
      asm: `ring3 u; u: f1: int $0x30`,
      patches: [...gate(0x30, 0xee, S.CODE1, L.CODE + 0x100), [L.TSS + 16, S.DATA0]],
      events: ["#TS(10)"],
    },
    {
      name: "a fault saves RF set",
      manual: "3A 6.8.3, 17.3.1.1: set in the image for every fault but code breakpoints",
      asm: `f1: ud2; finish`,
      events: ["#UD"],
      rf: 1,
      judge: GAPS.resume,
    },
    {
      name: "a software interrupt saves RF clear",
      manual: "3A 17.3.1.1",
      asm: `int $0x31; f1: nop`,
      events: ["int 31"],
      rf: 0,
    },
    {
      name: "a page fault saves RF set",
      manual: "3A 17.3.1.1",
      asm: `paging_on; f1: mov 0x800000, %eax; finish`,
      events: ["#PF(0) 00800000"],
      rf: 1,
      judge: GAPS.resume,
    },
    {
      name: "a fault in a string instruction saves RF set",
      manual: "3A 17.3.1.1: also before the first iteration",
      asm: `paging_on; mov $0x800000, %edi; mov $4, %ecx; f1: rep stosb; finish`,
      events: ["#PF(2) 00800000"],
      rf: 1,
      judge: GAPS.resume,
    },
    {
      name: "the descriptor of a handler is marked accessed",
      manual: "3A 3.4.5.1",
      asm: `int $0x32; f1: int $0x31`,
      patches: [
        ...descriptor(L.GDT + S.FREE, { base: 0, limit: 0xfffff, access: 0x9a, flags: 0xc }),
        ...gate(0x32, 0xee, S.FREE),
      ],
      events: ["int 32", "int 31"],
      words: { access: [L.GDT + S.FREE + 5, 0x9b, 0xff] },
      judge: GAPS.accessed,
    },
  ],
};
