// Restartability: after a fault the registers are those before the instruction, or after the last iteration.

import { LAYOUT as L, type Patch } from "../../../app/sim/cpu/goldens/layout.ts";
import { type CaseGroup, type CaseSource, GAPS } from "../case-source.ts";

const PTE0 = L.PT1;
const PTE1 = L.PT1 + 4;
const resume = (...vectors: readonly number[]): Patch => [L.RESUME, vectors.reduce((mask, v) => mask | (1 << v), 0)];
const PRESENT0 = "hook: movl $DATA | 7, PTE0; ret";
const PRESENT1 = "hook: movl $(DATA + 0x1000) | 7, PTE1; ret";

/** Instructions in ring 3 with the page at ALIAS absent: what happens, setup, the instruction, CR2 and error code. */
const STACK: readonly (readonly [string, string, string])[] = [
  ["push", "push %ebx", "#PF(6) 00400ffc"],
  ["push of a word", "pushw %bx", "#PF(6) 00400ffe"],
  ["pushf", "pushf", "#PF(6) 00400ffc"],
  ["push of a segment register", "push %ds", "#PF(6) 00400ffc"],
  ["push from memory", "push DATA", "#PF(6) 00400ffc"],
  ["near call", "call u", "#PF(6) 00400ffc"],
  ["indirect call", "call *DATA", "#PF(6) 00400ffc"],
  ["far call", "lcall $CODE3, $u", "#PF(6) 00400ffc"],
  ["enter", "enter $16, $0", "#PF(6) 00400ffc"],
];
const stack = STACK.map(([name, asm, event]): CaseSource => ({
  name: `${name} into an absent page leaves ESP, EBP and EIP`,
  manual: "3A 6.5",
  asm: `paging_on; ring3 u, ALIAS+0x1000; u: user_data; f1: ${asm}`,
  patches: [
    [PTE0, 0],
    [L.DATA, L.CODE],
  ],
  events: [event],
  judge: GAPS.implicit,
}));

/** Reads of the stack, with ESP in the absent page. */
const UNSTACK: readonly (readonly [string, string, string])[] = [
  ["pop", "pop %ebx", "#PF(4) 00400ff8"],
  ["pop of a segment register", "pop %ds", "#PF(4) 00400ff8"],
  ["popf", "popf", "#PF(4) 00400ff8"],
  ["popa", "popa", "#PF(4) 00400ff8"],
  ["ret", "ret", "#PF(4) 00400ff8"],
  ["ret with a release", "ret $8", "#PF(4) 00400ff8"],
  ["leave", "leave", "#PF(4) 00400008"],
];
const unstack = UNSTACK.map(([name, asm, event]): CaseSource => ({
  name: `${name} from an absent page leaves the registers`,
  manual: "3A 6.5",
  asm: `paging_on; mov $ALIAS + 8, %ebp; ring3 u, ALIAS+0xff8; u: user_data; f1: ${asm}`,
  patches: [[PTE0, 0]],
  events: [event],
}));

/** Read-modify-writes of a read-only page. */
const MODIFY: readonly (readonly [string, string])[] = [
  ["inc", "incl ALIAS"],
  ["add", "add %ebx, ALIAS"],
  ["xchg", "xchg %ebx, ALIAS"],
  ["xadd", "xadd %ebx, ALIAS"],
  ["cmpxchg that does not match", "cmpxchg %ebx, ALIAS"],
  ["cmpxchg8b that does not match", "cmpxchg8b ALIAS"],
  ["bts", "btsl $3, ALIAS"],
  ["shl", "shll $1, ALIAS"],
  ["pop", "pop ALIAS"],
];
const modify = MODIFY.map(([name, asm]): CaseSource => ({
  name: `${name} of a read-only page changes nothing`,
  manual: "3A 4.7, 6.5; 2A CMPXCHG writes its destination in any case",
  asm: `paging_on; write_protect; push $0; mov $0x1010101, %eax; f1: ${asm}; finish`,
  patches: [[PTE0, L.DATA | 5]],
  events: ["#PF(3) 00400000"],
  words: { data: [L.DATA, 0] },
}));

export const restart: CaseGroup = {
  group: "restart",
  cases: [
    ...stack,
    ...unstack,
    ...modify,
    {
      name: "pusha that reaches an absent page leaves ESP",
      manual: "3A 6.5; the address is that of the word that does not fit, 4.7",
      asm: `paging_on; ring3 u, ALIAS+0x1010; u: f1: pusha`,
      patches: [[PTE0, 0]],
      events: ["#PF(6) 00400ffc"],
      judge: GAPS.order,
    },
    {
      name: "pusha goes on after the page has come",
      manual: "3A 6.5",
      asm: `movl $hook, HOOK; paging_on; ring3 u, ALIAS+0x1010; u: mov $1, %eax; f1: pusha; mov %esp, %ebx; int $0x31; f2: nop; ${PRESENT0}`,
      patches: [[PTE0, 0], resume(14)],
      events: ["#PF(6) 00400ffc", "int 31"],
      words: { eax: [L.DATA + 0x100c, 1, 0], edi: [L.DATA + 0xff0, 0x77777777], ebx: [L.DATA + 0x1000, 0x44444444] },
      judge: GAPS.order,
    },
    {
      name: "rep movsl stops before the absent page and goes on there",
      manual: "2B REP",
      asm: `movl $hook, HOOK; paging_on; mov $DATA + 0x2000, %esi; mov $ALIAS + 0xff8, %edi; mov $4, %ecx; f1: rep movsl
        int $0x31; f2: nop; ${PRESENT1}`,
      patches: [
        [PTE1, 0],
        resume(14),
        [L.DATA + 0x2000, 1],
        [L.DATA + 0x2004, 2],
        [L.DATA + 0x2008, 3],
        [L.DATA + 0x200c, 4],
      ],
      events: ["#PF(2) 00401000", "int 31"],
      words: {
        first: [L.DATA + 0xff8, 1],
        second: [L.DATA + 0xffc, 2],
        third: [L.DATA + 0x1000, 3],
        fourth: [L.DATA + 0x1004, 4],
      },
    },
    {
      name: "rep movsl whose source ends in an absent page",
      manual: "2B REP",
      asm: `paging_on; mov $ALIAS + 0xff4, %esi; mov $DATA + 0x2000, %edi; mov $9, %ecx; f1: rep movsl; finish`,
      patches: [
        [PTE1, 0],
        [L.DATA + 0xffc, 0x55],
      ],
      events: ["#PF(0) 00401000"],
      words: { last: [L.DATA + 0x2008, 0x55], beyond: [L.DATA + 0x200c, 0] },
    },
    {
      name: "rep movsl backwards into an absent page",
      manual: "2B REP",
      asm: `paging_on; std; mov $DATA + 0x200c, %esi; mov $ALIAS + 0x1004, %edi; mov $4, %ecx; f1: rep movsl; cld; finish`,
      patches: [
        [PTE0, 0],
        [L.DATA + 0x200c, 7],
        [L.DATA + 0x2008, 6],
      ],
      events: ["#PF(2) 00400ffc"],
      words: { first: [L.DATA + 0x1004, 7], second: [L.DATA + 0x1000, 6] },
    },
    {
      name: "rep stosb in ring 3 up to a supervisor page",
      manual: "2B REP; 3A 4.7",
      asm: `paging_on; ring3 u; u: user_data; mov $0x5a, %al; mov $ALIAS + 0xffd, %edi; mov $16, %ecx; f1: rep stosb`,
      patches: [[PTE1, (L.DATA + 0x1000) | 3]],
      events: ["#PF(7) 00401000"],
      words: { end: [L.DATA + 0xffc, 0x5a5a5a00] },
    },
    {
      name: "rep movsl whose doubleword straddles into an absent page",
      manual: "2B REP; 3A 4.7",
      asm: `paging_on; mov $DATA + 0x2000, %esi; mov $ALIAS + 0xffa, %edi; mov $4, %ecx; f1: rep movsl; finish`,
      patches: [
        [PTE1, 0],
        [L.DATA + 0x2000, 0x11111111],
        [L.DATA + 0x2004, 0x22222222],
      ],
      events: ["#PF(2) 00401000"],
      words: { first: [L.DATA + 0xff8, 0x11110000], second: [L.DATA + 0xffc, 0x1111, 0xffff] },
    },
    {
      name: "movs without a prefix leaves ESI and EDI",
      manual: "3A 6.5",
      asm: `paging_on; mov $DATA, %esi; mov $ALIAS, %edi; f1: movsl; finish`,
      patches: [[PTE0, 0]],
      events: ["#PF(2) 00400000"],
    },
    {
      name: "repe cmpsb stops at the absent page",
      manual: "2B REP",
      asm: `paging_on; mov $ALIAS + 0xffe, %esi; mov $DATA + 0x2ffe, %edi; mov $8, %ecx; cmp %eax, %eax; f1: repe cmpsb; finish`,
      patches: [[PTE1, 0]],
      events: ["#PF(0) 00401000"],
      // the flags are those of the last comparison, which was equal
    },
    {
      name: "repne scasl into an absent page: the flags are those before the instruction",
      manual: "2B REP",
      asm: `paging_on; mov $ALIAS + 0xff8, %edi; mov $8, %ecx; mov $1, %eax; f1: repne scasl; finish`,
      patches: [[PTE1, 0]],
      events: ["#PF(0) 00401000"],
      flags: 0x86,
      judge:
        "2B REP: a fault restores the flags from before the instruction, and a real processor does; QEMU and Bochs keep those of the last comparison",
    },
    {
      name: "enter with nested frames whose source is absent",
      manual: "2A ENTER; 3A 6.5",
      asm: `paging_on; mov $ALIAS + 0x1000, %ebp; ring3 u; u: f1: enter $16, $2`,
      patches: [[PTE0, 0]],
      events: ["#PF(4) 00400ffc"],
    },
    {
      name: "far return whose CS lies in an absent page",
      manual: "2B RET; 3A 6.5",
      asm: `paging_on; ring3 u, ALIAS+0xffc; u: user_data; movl $u, ALIAS + 0xffc; f1: lret`,
      patches: [[PTE1, 0]],
      events: ["#PF(4) 00401000"],
    },
    {
      name: "iret whose frame ends in an absent page",
      manual: "2A IRET; 3A 6.5",
      asm: `paging_on; ring3 u, ALIAS+0xff8; u: user_data; movl $u, ALIAS + 0xff8; movl $CODE3, ALIAS + 0xffc; f1: iret`,
      patches: [[PTE1, 0]],
      events: ["#PF(4) 00401000"],
    },
    {
      name: "a store that faults in ring 3, is mended and done again",
      manual: "3A 6.5",
      asm: `movl $hook, HOOK; paging_on; ring3 u; u: user_data; f1: mov %ebx, ALIAS; int $0x31; f2: nop; ${PRESENT0}`,
      patches: [[PTE0, 0], resume(14)],
      events: ["#PF(6) 00400000", "int 31"],
      words: { data: [L.DATA, 0x44444444] },
    },
    {
      name: "an instruction fetch that faults, is mended and done again",
      manual: "3A 6.5",
      asm: `movl $hook, HOOK; paging_on; mov $ALIAS + 0xffe, %ebx; jmp *%ebx; ${PRESENT1}`,
      // mov $0x55001122, %eax; int $0x31
      patches: [
        [PTE1, 0],
        resume(14),
        [L.DATA + 0xffc, 0x22b80000],
        [L.DATA + 0x1000, 0xcd550011],
        [L.DATA + 0x1004, 0x31],
      ],
      events: ["#PF(0) 00401000", "int 31"],
    },
  ],
};
