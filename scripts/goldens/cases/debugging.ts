// Debugging: single steps, breakpoints, the debug registers.

import { LAYOUT as L, type Patch } from "../../../app/sim/cpu/goldens/layout.ts";
import { type CaseGroup, GAPS } from "../case-source.ts";

const RES = L.DATA + 0x3000;
/** The handler of #DB returns. */
const DB: Patch = [L.RESUME, 1 << 1];
/** Keeps DR6 of each event at RES and clears it. */
const KEEP_DR6 = `hook: mov hook_at, %edi; mov %dr6, %eax; mov %eax, (%edi); addl $4, hook_at
  mov $0xffff0ff0, %eax; mov %eax, %dr6; ret; .balign 4; hook_at: .long RES`;
const BS = 0xffff4ff0;

export const debugging: CaseGroup = {
  group: "debugging",
  cases: [
    {
      name: "single step: a trap after the instruction that follows popf, and after each one",
      manual: "3A 17.3.1.4: TF set by an instruction acts after the next one; DR6.BS",
      asm: `movl $hook, HOOK; push $0x102; popf; nop; f1: mov $1, %eax; f2: mov $2, %ebx; f3: push $2; f4: popf; f5: nop; finish; ${KEEP_DR6}`,
      patches: [DB],
      events: ["#DB", "#DB", "#DB", "#DB", "#DB"],
      words: { first: [RES, BS], second: [RES + 4, BS], fourth: [RES + 12, BS] },
    },
    {
      name: "single step in ring 3",
      manual: "3A 17.3.1.4",
      asm: `ring3 u, STACK3, 0x102; u: nop; f1: inc %ebx; f2: int $0x31`,
      patches: [DB],
      events: ["#DB", "#DB", "int 31"],
    },
    {
      name: "single step stops after every iteration of a string instruction",
      manual: "3A 17.3.1.4: rep is single-stepped by iterations",
      asm: `mov $DATA, %edi; mov $3, %ecx; push $0x102; popf; f1: f2: rep stosb; f3: push $2; f4: popf; f5: nop; finish`,
      patches: [DB],
      events: ["#DB", "#DB", "#DB", "#DB", "#DB"],
    },
    {
      name: "single step does not enter the handler of int n",
      manual: "3A 17.3.1.4: INT n clears TF; the trap after IRET comes one instruction later",
      asm: `push $0x102; popf; int $0x30; f1: nop; f2: nop; finish`,
      patches: [],
      events: ["int 30", "#DB"],
    },
    {
      name: "no single step between a load of SS and the next instruction",
      manual: "3A 6.8.3",
      asm: `mov $DATA0, %eax; push $0x102; popf; mov %eax, %ss; nop; f1: nop; finish`,
      events: ["#DB"],
    },
    {
      name: "a fault while single stepping comes without a trap",
      manual: "3A 17.3.1.4: the instruction has not completed",
      asm: `ring3 u, STACK3, 0x102; u: f1: ud2`,
      events: ["#UD"],
    },
    {
      name: "INT1 is a trap with vector 1",
      manual: "2A INT1",
      asm: `.byte 0xf1; f1: nop; finish`,
      events: ["#DB"],
      judge: GAPS.debug,
    },
    {
      name: "the debug registers can be read back",
      manual: "3A 17.2",
      asm: `mov $0x1234, %eax; mov %eax, %dr0; mov %eax, %dr3; mov $0x400, %eax; mov %eax, %dr7; mov %dr0, %ebx; mov %dr3, %ecx; mov %dr7, %edx; mov %dr1, %esi; mov %dr6, %edi; int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "fixed bits of DR6 and DR7",
      manual: "3A 17.2.3, 17.2.4",
      asm: `xor %eax, %eax; mov %eax, %dr6; mov %eax, %dr7; mov %dr6, %ebx; mov %dr7, %ecx; int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "DR4 and DR5 are DR6 and DR7",
      manual: "3A 17.2.2",
      asm: `mov $0xf0400, %eax; .byte 0x0f, 0x23, 0xf8; .byte 0x0f, 0x21, 0xeb; .byte 0x0f, 0x21, 0xe1; int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "DR4 with CR4.DE",
      manual: "3A 17.2.2: #UD",
      asm: `set_cr4 8; f1: .byte 0x0f, 0x21, 0xe1; finish`,
      events: ["#UD"],
    },
    {
      name: "general detect",
      manual: "3A 17.2.4: #DB before the access; GD is cleared in the handler, DR6.BD",
      asm: `movl $hook, HOOK; mov $0x2400, %eax; mov %eax, %dr7; f1: mov %dr0, %ebx; finish
        hook: mov %dr6, %eax; mov %eax, RES; mov %dr7, %eax; mov %eax, RES + 4; ret`,
      events: ["#DB"],
      words: { dr6: [RES, 0xffff2ff0], dr7: [RES + 4, 0x400] },
      judge: GAPS.debug,
    },
    {
      name: "an instruction breakpoint",
      manual: "3A 17.3.1.1: a fault; RF lets it go on",
      asm: `movl $hook, HOOK; mov $f1, %eax; mov %eax, %dr0; mov $0x402, %eax; mov %eax, %dr7; nop; f1: inc %ebx; int $0x31; f2: nop
        hook: mov %dr6, %eax; cmpl $1, LOG; jne 2f; mov %eax, RES; orl $0x10000, 72(%esp); 2: ret`,
      patches: [DB],
      events: ["#DB", "int 31"],
      words: { dr6: [RES, 0xffff0ff1] },
      judge: GAPS.debug,
    },
    {
      name: "a data breakpoint",
      manual: "3A 17.3.1.2: a trap after the access",
      asm: `movl $hook, HOOK; mov $DATA + 4, %eax; mov %eax, %dr1; mov $0xd00408, %eax; mov %eax, %dr7; nop; mov %ebx, DATA; mov %ebx, DATA + 6; f1: finish
        hook: mov %dr6, %eax; mov %eax, RES; ret`,
      events: ["#DB"],
      words: { dr6: [RES, 0xffff0ff2], data: [L.DATA + 4, 0x44440000] },
      judge: GAPS.debug,
    },
  ],
};
