// Far jumps, calls and returns, call gates, and iret.

import { descriptor, LAYOUT as L, type Patch, SELECTOR as S } from "../../../app/sim/cpu/goldens/layout.ts";
import { type CaseGroup, type CaseSource, GAPS } from "../case-source.ts";

const RES = L.DATA + 0x3000;
/** Where a gate leads: 0x800 bytes into the code page. */
const TARGET = L.CODE + 0x800;
const hex = (value: number): string => `0x${value.toString(16)}`;

/** The call gate at GATE. */
const callGate = (access: number, selector: number = S.CODE0, params = 0): readonly Patch[] => [
  [L.GDT + S.GATE, ((selector << 16) | (TARGET & 0xffff)) >>> 0],
  [L.GDT + S.GATE + 4, ((TARGET & 0xffff0000) | (access << 8) | params) >>> 0],
];
const OPEN = 0xec;

/** Far jumps from ring 0 that are refused. */
const JUMPS: readonly (readonly [string, number, string])[] = [
  ["null", 0, "#GP(0)"],
  ["null with a level", 3, "#GP(0)"],
  ["data", S.DATA0, "#GP(10)"],
  ["beyond the limit of the GDT", 0x100, "#GP(100)"],
  ["code not present", S.CODE_ABSENT, "#NP(70)"],
  ["code of ring 3", S.CODE3, "#GP(18)"],
  ["code with a requested level above CPL", S.CODE0 | 1, "#GP(8)"],
  ["conforming code of an outer ring", S.FREE, "#GP(98)"],
  ["a local table", S.LDT_SEL, "#GP(30)"],
  ["an interrupt gate", S.GATE, "#GP(68)"],
];
const outerConforming = descriptor(L.GDT + S.FREE, { base: 0, limit: 0xfffff, access: 0xff, flags: 0xc });
const interruptGate = callGate(0xee);

const jumps = JUMPS.flatMap(([what, selector, event]): CaseSource[] =>
  (["ljmp", "lcall"] as const).map((mnemonic) => ({
    name: `${mnemonic} to ${what}`,
    manual: mnemonic === "ljmp" ? "2A JMP" : "2A CALL",
    asm: `f1: ${mnemonic} $${hex(selector)}, $FINISH`,
    patches: [...outerConforming, ...interruptGate],
    events: [event],
  })),
);

/** Far returns and irets from ring 0 whose CS is refused. */
const RETURNS: readonly (readonly [string, number, string])[] = [
  ["null", 0, "#GP(0)"],
  ["data", S.DATA0, "#GP(10)"],
  ["beyond the limit of the GDT", 0x100, "#GP(100)"],
  ["code not present", S.CODE_ABSENT, "#NP(70)"],
  ["code of ring 0 with a requested level of 3", S.CODE0 | 3, "#GP(8)"],
  ["code of ring 3 with a requested level of 0", S.CODE3 & ~3, "#GP(18)"],
  ["a task segment", S.TSS_SEL, "#GP(28)"],
];
const returns = RETURNS.flatMap(([what, selector, event]): CaseSource[] => [
  {
    name: `lret to ${what}`,
    manual: "2B RET",
    asm: `push $${hex(selector)}; push $FINISH; f1: lret`,
    events: [event],
  },
  {
    name: `iret to ${what}`,
    manual: "2A IRET",
    asm: `push $2; push $${hex(selector)}; push $FINISH; f1: iret`,
    events: [event],
  },
]);

const IRET_ABSENT =
  "the manual contradicts itself: 2A IRET says #NP as QEMU and Bochs do, 3A 6.15 says #SS as v86 does (and RET, in all)";
/** Returns to ring 3 whose SS is refused. */
const STACKS: readonly (readonly [string, number, string])[] = [
  ["null", 0, "#GP(0)"],
  ["of ring 0", S.DATA0, "#GP(10)"],
  ["of ring 0 with a requested level of 3", S.DATA0 | 3, "#GP(10)"],
  ["read-only", S.FREE | 3, "#GP(98)"],
  ["not present", S.ABSENT | 3, "#SS(38)"],
  ["beyond the limit of the GDT", 0x103, "#GP(100)"],
];
const userReadOnly = descriptor(L.GDT + S.FREE, { base: 0, limit: 0xfffff, access: 0xf1, flags: 0xc });
const userAbsent = descriptor(L.GDT + S.ABSENT, { base: 0, limit: 0xfffff, access: 0x73, flags: 0xc });
const stacks = STACKS.flatMap(([what, selector, event]): CaseSource[] => [
  {
    name: `iret to ring 3 with a stack ${what}`,
    manual: "2A IRET",
    asm: `push $${hex(selector)}; push $STACK3; push $2; push $CODE3; push $CODE; f1: iret`,
    patches: [...userReadOnly, ...userAbsent],
    events: [event],
    ...(what === "not present" ? { dropped: IRET_ABSENT } : {}),
  },
  {
    name: `lret to ring 3 with a stack ${what}`,
    manual: "2B RET",
    asm: `push $${hex(selector)}; push $STACK3; push $CODE3; push $CODE; f1: lret`,
    patches: [...userReadOnly, ...userAbsent],
    events: [event],
    judge: GAPS.stack,
  },
]);

/** Call gates that are refused, called from ring 3. */
const GATES: readonly (readonly [string, readonly Patch[], string])[] = [
  ["of ring 0", callGate(0x8c), "#GP(68)"],
  ["not present", callGate(0x6c), "#NP(68)"],
  ["to null", callGate(OPEN, 0), "#GP(0)"],
  ["to data", callGate(OPEN, S.DATA0), "#GP(10)"],
  ["to code that is not present", callGate(OPEN, S.CODE_ABSENT), "#NP(70)"],
  ["to a selector beyond the GDT", callGate(OPEN, 0x100), "#GP(100)"],
];
const gates = GATES.map(([what, patches, event]): CaseSource => ({
  name: `a call gate ${what}`,
  manual: "2A CALL",
  asm: `ring3 u; u: f1: lcall $GATE | 3, $0`,
  patches,
  events: [event],
}));

/** Stacks in the TSS that a call gate to ring 1 cannot use. */
const TASK_STACKS: readonly (readonly [string, number, string])[] = [
  ["null", 0, "#TS(0)"],
  ["of another ring", S.DATA0, "#TS(10)"],
  ["with another requested level", S.DATA1 & ~3, "#TS(88)"],
  ["beyond the limit of the GDT", 0x101, "#TS(100)"],
  ["that is code", S.CODE1 | 1, "#TS(80)"],
  ["not present", S.FREE | 1, "#SS(98)"],
];
const absentStack = descriptor(L.GDT + S.FREE, { base: 0, limit: 0xfffff, access: 0x33, flags: 0xc });
const taskStacks = TASK_STACKS.map(([what, selector, event]): CaseSource => ({
  name: `a call gate with a stack in the task segment ${what}`,
  manual: "2A CALL; 3A 5.8.5",
  asm: `ring3 u; u: f1: lcall $GATE | 3, $0`,
  patches: [...callGate(OPEN, S.CODE1 | 1), [L.TSS + 16, selector], ...absentStack],
  events: [event],
  judge: GAPS.stack,
}));

export const transfers: CaseGroup = {
  group: "far transfers",
  cases: [
    ...jumps,
    {
      name: "ljmp to conforming code keeps the level",
      manual: "3A 5.8.1.2",
      asm: `ring3 u; u: ljmp $CONFORMING, $2f; 2: mov %cs, %ebx; int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "ring 3 jumps to code of ring 0",
      manual: "3A 5.8.1.1",
      asm: `ring3 u; u: f1: ljmp $CODE0, $CODE`,
      events: ["#GP(8)"],
    },
    {
      name: "ljmp beyond the limit of its target",
      manual: "2A JMP: #GP(0)",
      asm: `f1: ljmp $CODE_SMALL, $0x1000`,
      events: ["#GP(0)"],
      judge: GAPS.limits,
    },
    {
      name: "lcall beyond the limit of its target leaves ESP",
      manual: "2A CALL: #GP(0)",
      asm: `f1: lcall $CODE_SMALL, $0x1000`,
      events: ["#GP(0)"],
      judge: GAPS.limits,
    },
    {
      name: "lcall and lret with a release of parameters",
      manual: "2A CALL, 2B RET",
      asm: `push $7; push $8; lcall $CODE0, $2f; mov %esp, RES; finish
        2: mov (%esp), %ebx; mov %ebx, RES + 4; mov 4(%esp), %ecx; mov %ecx, RES + 8; lret $8`,
      events: [],
      words: { esp: [RES, L.STACK0], cs: [RES + 8, S.CODE0, 0xffff] },
    },
    {
      name: "ljmp and lcall through memory",
      manual: "2A JMP, CALL",
      asm: `movl $2f, RES; movl $CODE0, RES + 4; ljmp *RES; 2: movl $3f, RES; lcall *RES; 3: int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "ljmp with a register operand",
      manual: "2A JMP: #UD",
      asm: `f1: .byte 0xff, 0xe8; finish`,
      events: ["#UD"],
    },
    {
      name: "lcall with a register operand",
      manual: "2A CALL: #UD",
      asm: `f1: .byte 0xff, 0xd8; finish`,
      events: ["#UD"],
    },
    {
      name: "a far jump marks its code segment accessed",
      manual: "3A 3.4.5.1",
      asm: `ljmp $FREE, $2f; 2: mov %cs, %ebx; int $0x31; f1: nop`,
      patches: descriptor(L.GDT + S.FREE, { base: 0, limit: 0xfffff, access: 0x9a, flags: 0xc }),
      events: ["int 31"],
      words: { access: [L.GDT + S.FREE + 5, 0x9b, 0xff] },
      judge: GAPS.accessed,
    },
    ...returns,
    {
      name: "lret from ring 3 to ring 0",
      manual: "2B RET: #GP(selector) if RPL is below CPL",
      asm: `ring3 u; u: push $CODE0; push $CODE; f1: lret`,
      events: ["#GP(8)"],
    },
    {
      name: "iret from ring 3 to ring 0",
      manual: "2A IRET: #GP(selector) if RPL is below CPL",
      asm: `ring3 u; u: push $2; push $CODE0; push $CODE; f1: iret`,
      events: ["#GP(8)"],
    },
    {
      name: "lret to ring 3 with a release of parameters on both stacks",
      manual: "2B RET",
      asm: `task; push $DATA3; push $STACK3 - 64; push $9; push $8; push $CODE3; push $u; lret $8; u: mov %esp, %ebx; int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "lret beyond the limit of its target",
      manual: "2B RET: #GP(0)",
      asm: `push $CODE_SMALL; push $0x1000; f1: lret`,
      events: ["#GP(0)"],
      judge: GAPS.limits,
    },
    {
      name: "iret beyond the limit of its target",
      manual: "2A IRET: #GP(0)",
      asm: `push $2; push $CODE_SMALL; push $0x1000; f1: iret`,
      events: ["#GP(0)"],
      judge: GAPS.limits,
    },
    ...stacks,
    {
      name: "iret to ring 3 empties the data segments that ring 3 may not have",
      manual: "2A IRET",
      asm: `selector es, DATA3; selector fs, CONFORMING; selector gs, FREE; ring3 u; u: int $0x31; f1: nop`,
      patches: outerConforming,
      events: ["int 31"],
    },
    {
      name: "iret in ring 0 restores the flags",
      manual: "2A IRET",
      asm: `push $0x6ed7; push $CODE0; push $2f; iret; 2: pushf; pop %eax; mov %eax, RES; push $2; popf; finish`,
      events: [],
      words: { flags: [RES, 0x6ed7, 0x7fd7] },
    },
    {
      name: "iret in ring 3 leaves IOPL and IF",
      manual: "2A IRET",
      asm: `ring3 u; u: push $0x32d7; push $CODE3; push $2f; iret; 2: int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "iret with the nested task flag and no link",
      manual: "2A IRET: the link in the task segment is no task segment",
      asm: `task; push $0x4002; popf; f1: iret`,
      patches: [[L.TSS, 0]],
      events: ["#TS(0)"],
    },
    ...gates,
    ...taskStacks,
    {
      name: "a call gate from ring 3 to ring 0 copies parameters",
      manual: "3A 5.8.5",
      asm: `ring3 u; u: push $0x111; push $0x222; lcall $GATE | 3, $0xdead; back: mov %esp, %ebx; int $0x31; f1: nop
        .org 0x800; mov %esp, %ss:RES; mov (%esp), %eax; mov %eax, %ss:RES + 4; mov 4(%esp), %eax; mov %eax, %ss:RES + 8
        mov 8(%esp), %eax; mov %eax, %ss:RES + 12; mov 12(%esp), %eax; mov %eax, %ss:RES + 16
        mov 16(%esp), %eax; mov %eax, %ss:RES + 20; mov 20(%esp), %eax; mov %eax, %ss:RES + 24; lret $8`,
      patches: callGate(OPEN, S.CODE0, 2),
      events: ["int 31"],
      words: {
        esp: [RES, L.TSS_STACK0 - 24],
        cs: [RES + 8, S.CODE3, 0xffff],
        first: [RES + 12, 0x222],
        second: [RES + 16, 0x111],
        userEsp: [RES + 20, L.STACK3 - 8],
        userSs: [RES + 24, S.DATA3, 0xffff],
      },
    },
    {
      name: "a call gate inside ring 0 stays on the stack",
      manual: "3A 5.8.4",
      asm: `push $0x111; lcall $GATE, $0; int $0x31; f1: nop; .org 0x800; mov %esp, RES; lret`,
      patches: callGate(0x8c, S.CODE0, 1),
      events: ["int 31"],
      words: { esp: [RES, L.STACK0 - 12] },
    },
    {
      name: "a call gate to conforming code stays in ring 3",
      manual: "3A 5.8.4",
      asm: `ring3 u; u: lcall $GATE | 3, $0; .org 0x800; mov %cs, %ebx; int $0x31; f1: nop`,
      patches: callGate(OPEN, S.CONFORMING),
      events: ["int 31"],
    },
    {
      name: "a jump through a call gate inside ring 0",
      manual: "2A JMP",
      asm: `ljmp $GATE, $0xdead; .org 0x800; int $0x31; f1: nop`,
      patches: callGate(0x8c),
      events: ["int 31"],
    },
    {
      name: "a jump through a call gate may not change the ring",
      manual: "2A JMP: #GP(code selector)",
      asm: `ring3 u; u: f1: ljmp $GATE | 3, $0`,
      patches: callGate(OPEN),
      events: ["#GP(8)"],
    },
    {
      name: "a call gate to code of an outer ring",
      manual: "2A CALL: #GP(code selector)",
      asm: `f1: lcall $GATE, $0`,
      patches: callGate(0x8c, S.CODE3),
      events: ["#GP(18)"],
    },
    {
      name: "a call gate to ring 1, and a return from there",
      manual: "3A 5.8.5, 5.8.6",
      asm: `ring3 u; u: lcall $GATE | 3, $0; int $0x31; f1: nop; .org 0x800; mov %cs, %ebx; mov %ss, %ecx; mov %esp, %edx; lret`,
      patches: callGate(OPEN, S.CODE1),
      events: ["int 31"],
    },
  ],
};
