// Accesses through segments: limits, expand-down, rights, the stack segment.

import { descriptor, LAYOUT as L, SELECTOR as S } from "../../../app/sim/cpu/goldens/layout.ts";
import { type CaseGroup, GAPS } from "../case-source.ts";

const RES = L.DATA + 0x3000;
const free = (limit: number, access: number, flags: number) =>
  descriptor(L.GDT + S.FREE, { base: L.DATA, limit, access, flags });
/** The small data segment for ring 3. */
const userSmall = descriptor(L.GDT + S.SMALL, { base: L.DATA, limit: 0xfff, access: 0xf3, flags: 4 });
/** Enters ring 3 with the small segment as its stack. */
const smallStack = (esp: string, label = "u") =>
  `task; push $SMALL | 3; push $${esp}; push $2; push $CODE3; push $${label}; iret`;

export const segmentLimits: CaseGroup = {
  group: "segment limits and rights",
  judge: GAPS.limits,
  cases: [
    {
      name: "the last doubleword inside the limit",
      manual: "3A 5.3",
      asm: `selector fs, SMALL; mov %ebx, %fs:0xffc; finish`,
      events: [],
      words: { data: [L.DATA + 0xffc, 0x44444444] },
    },
    {
      name: "a doubleword that reaches beyond the limit",
      manual: "3A 5.3",
      asm: `selector fs, SMALL; f1: mov %ebx, %fs:0xffd; finish`,
      events: ["#GP(0)"],
      words: { data: [L.DATA + 0xffc, 0] },
    },
    {
      name: "a word that reaches beyond the limit",
      manual: "3A 5.3",
      asm: `selector fs, SMALL; f1: mov %fs:0xfff, %bx; finish`,
      events: ["#GP(0)"],
    },
    {
      name: "a byte beyond the limit",
      manual: "3A 5.3",
      asm: `selector fs, SMALL; f1: mov %fs:0x1000, %bl; finish`,
      events: ["#GP(0)"],
    },
    {
      name: "an offset that wraps around",
      manual: "3A 5.3",
      asm: `selector fs, SMALL; f1: mov %fs:0xffffffff, %ebx; finish`,
      events: ["#GP(0)"],
    },
    {
      name: "a limit in pages counts the whole last page",
      manual: "3A 3.4.5, 5.3: the low 12 bits are not checked",
      asm: `selector fs, FREE; mov %ebx, %fs:0x1ffc; f1: mov %ebx, %fs:0x1ffd; finish`,
      patches: free(1, 0x93, 0xc),
      events: ["#GP(0)"],
      words: { data: [L.DATA + 0x1ffc, 0x44444444] },
    },
    {
      name: "expand-down: the first offset inside",
      manual: "3A 5.3",
      asm: `selector fs, DOWN; mov %ebx, %fs:RES; mov %fs:0x1000, %al; finish`,
      events: [],
      words: { data: [RES, 0x44444444] },
    },
    {
      name: "expand-down: the last offset outside",
      manual: "3A 5.3",
      asm: `selector fs, DOWN; f1: mov %fs:0xfff, %al; finish`,
      events: ["#GP(0)"],
    },
    {
      name: "expand-down: a doubleword that begins outside",
      manual: "3A 5.3",
      asm: `selector fs, DOWN; f1: mov %fs:0xffe, %eax; finish`,
      events: ["#GP(0)"],
    },
    {
      name: "expand-down with a small upper bound ends at 64 KiB",
      manual: "3A 3.4.5: B is 0, upper bound FFFFH",
      asm: `selector fs, FREE; mov %fs:0x3000, %eax; f1: mov %fs:0x10000, %al; finish`,
      patches: free(0xfff, 0x97, 0),
      events: ["#GP(0)"],
    },
    {
      name: "expand-down with a small upper bound: a doubleword at its end",
      manual: "3A 5.3",
      asm: `selector fs, FREE; f1: mov %fs:0xfffe, %eax; finish`,
      patches: free(0xfff, 0x97, 0),
      events: ["#GP(0)"],
    },
    {
      name: "a write through read-only data",
      manual: "3A 5.5",
      asm: `selector fs, READONLY; mov %fs:DATA, %eax; f1: mov %ebx, %fs:DATA; finish`,
      events: ["#GP(0)"],
    },
    {
      name: "a write through code",
      manual: "3A 5.5",
      asm: `f1: mov %ebx, %cs:DATA; finish`,
      events: ["#GP(0)"],
    },
    {
      name: "a read through readable code",
      manual: "3A 5.5",
      asm: `mov %cs:DATA, %ebx; mov %ebx, RES; finish`,
      patches: [[L.DATA, 0x31]],
      events: [],
      words: { read: [RES, 0x31] },
    },
    {
      name: "a read through execute-only code",
      manual: "3A 5.5",
      asm: `ljmp $EXECONLY, $1f; 1: f1: mov %cs:DATA, %ebx; finish`,
      events: ["#GP(0)"],
    },
    {
      name: "a read-modify-write through read-only data",
      manual: "3A 5.5",
      asm: `selector fs, READONLY; f1: incl %fs:DATA; finish`,
      events: ["#GP(0)"],
      words: { data: [L.DATA, 0] },
    },
    {
      name: "a stack override beyond the limit",
      manual: "3A 5.3: #SS for the stack segment",
      asm: `mov $SMALL, %eax; mov %eax, %ss; mov $0x800, %esp; f1: mov %ss:0x1000, %ebx; finish`,
      events: ["#SS(0)"],
    },
    {
      name: "an address in EBP beyond the limit of the stack",
      manual: "3A 5.3; 1 3.7.4: EBP means SS",
      asm: `mov $SMALL, %eax; mov %eax, %ss; mov $0x800, %esp; mov $0x2000, %ebp; f1: mov (%ebp), %ebx; finish`,
      events: ["#SS(0)"],
    },
    {
      name: "an address in EBP with a data override",
      manual: "3A 5.3",
      asm: `selector fs, SMALL; mov $0x2000, %ebp; f1: mov %fs:(%ebp), %ebx; finish`,
      events: ["#GP(0)"],
    },
    {
      name: "a push beyond the limit of the stack",
      manual: "2B PUSH: #SS(0), ESP unchanged",
      asm: `${smallStack("0x2000")}; u: f1: push %ebx`,
      patches: userSmall,
      events: ["#SS(0)"],
    },
    {
      name: "a pop beyond the limit of the stack",
      manual: "2B POP: #SS(0)",
      asm: `${smallStack("0xffd")}; u: f1: pop %ebx`,
      patches: userSmall,
      events: ["#SS(0)"],
    },
    {
      name: "a push that wraps below offset 0",
      manual: "2B PUSH: #SS(0)",
      asm: `${smallStack("2")}; u: f1: push %ebx`,
      patches: userSmall,
      events: ["#SS(0)"],
    },
    {
      name: "pusha that leaves the segment half way",
      manual: "2B PUSHA: #SS(0), nothing is changed",
      asm: `${smallStack("16")}; u: f1: pusha`,
      patches: userSmall,
      events: ["#SS(0)"],
    },
    {
      name: "call with no room on the stack",
      manual: "2A CALL: #SS(0)",
      asm: `${smallStack("0")}; u: f1: call u`,
      patches: userSmall,
      events: ["#SS(0)"],
    },
    {
      name: "ret from beyond the stack",
      manual: "2B RET: #SS(0)",
      asm: `${smallStack("0x1000")}; u: f1: ret`,
      patches: userSmall,
      events: ["#SS(0)"],
    },
    {
      name: "enter with no room on the stack",
      manual: "2A ENTER: #SS(0)",
      asm: `${smallStack("0")}; u: f1: enter $8, $0`,
      patches: userSmall,
      events: ["#SS(0)"],
    },
    {
      name: "leave from beyond the stack",
      manual: "2A LEAVE: #SS(0), ESP unchanged",
      asm: `${smallStack("0x800")}; u: f1: leave`,
      patches: userSmall,
      events: ["#SS(0)"],
    },
    {
      name: "an execution that runs beyond the limit of CS",
      manual: "3A 5.3",
      asm: `ljmp $CODE_SMALL, $0xffe; .org 0xffe; nop; nop; nop`,
      events: ["#GP(0)"],
    },
    {
      name: "an instruction that reaches beyond the limit of CS",
      manual: "3A 5.3",
      asm: `ljmp $CODE_SMALL, $0xffd; .org 0xffd; mov $0x12345678, %eax`,
      events: ["#GP(0)"],
    },
    {
      name: "a near jump beyond the limit of CS",
      manual: "2A JMP: #GP(0), EIP at the jump",
      asm: `ljmp $CODE_SMALL, $2f - CODE; 2: jmp 2b + 0x1000`,
      events: ["#GP(0)"],
    },
    {
      name: "a near call beyond the limit of CS leaves ESP",
      manual: "2A CALL: #GP(0)",
      asm: `ljmp $CODE_SMALL, $2f - CODE; 2: call 2b + 0x1000`,
      events: ["#GP(0)"],
    },
    {
      name: "a near return beyond the limit of CS leaves ESP",
      manual: "2B RET: #GP(0)",
      asm: `push $0x1000; ljmp $CODE_SMALL, $2f - CODE; 2: ret`,
      events: ["#GP(0)"],
    },
    {
      name: "an indirect jump beyond the limit of CS",
      manual: "2A JMP: #GP(0)",
      asm: `mov $0x1000, %ebx; ljmp $CODE_SMALL, $2f - CODE; 2: jmp *%ebx`,
      events: ["#GP(0)"],
    },
    {
      name: "a conditional jump that is not taken may lead anywhere",
      manual: "2A Jcc: the target is checked when the jump is taken",
      asm: `xor %eax, %eax; ljmp $CODE_SMALL, $2f - CODE; 2: jnz 2b + 0x1000; int $0x31`,
      events: ["int 31"],
    },
    {
      name: "a conditional jump beyond the limit of CS",
      manual: "2A Jcc: #GP(0)",
      asm: `xor %eax, %eax; ljmp $CODE_SMALL, $2f - CODE; 2: jz 2b + 0x1000`,
      events: ["#GP(0)"],
    },
    {
      name: "a string instruction stops at the limit with its registers there",
      manual: "2B REP: the state is that after the last completed iteration",
      asm: `selector es, SMALL; mov $0xff8, %edi; mov $5, %ecx; xor %eax, %eax; f1: rep stosl; finish`,
      patches: [
        [L.DATA + 0xff8, 1],
        [L.DATA + 0xffc, 1],
        [L.DATA + 0x1000, 1],
      ],
      events: ["#GP(0)"],
      words: { first: [L.DATA + 0xff8, 0], second: [L.DATA + 0xffc, 0], beyond: [L.DATA + 0x1000, 1] },
    },
    {
      name: "a string instruction with a count of 0 touches nothing",
      manual: "2B REP",
      asm: `selector es, 0; xor %ecx, %ecx; rep stosl; int $0x31; f1: nop`,
      events: ["int 31"],
    },
  ],
};
