// Paging with physical address extension: 64-bit entries, 2 MiB pages, no-execute, reserved bits, the four pointers.

import { LAYOUT as L, type Patch } from "../../../app/sim/cpu/goldens/layout.ts";
import { type CaseGroup, GAPS } from "../case-source.ts";

const PDE2 = L.PAE_PD + 16;
const pte = (page: number): number => L.PAE_PT1 + 8 * page;
const RES = L.DATA + 0x3000;
const NX = 0x80000000;
/** A ret at the start of the first page. */
const RET: Patch = [L.DATA, 0xc3];

export const pae: CaseGroup = {
  group: "physical address extension",
  cases: [
    {
      name: "a read sets accessed at both levels",
      manual: "3A 4.8",
      asm: `pae_on; mov ALIAS, %ebx; finish`,
      events: [],
      words: { pde: [PDE2, L.PAE_PT1 | 0x27], pte: [pte(0), L.DATA | 0x27], high: [pte(0) + 4, 0] },
    },
    {
      name: "a write sets the dirty bit of the table entry",
      manual: "3A 4.8",
      asm: `pae_on; mov %ebx, ALIAS + 0x1004; finish`,
      events: [],
      words: {
        pde: [PDE2, L.PAE_PT1 | 0x27],
        pte: [pte(1), (L.DATA + 0x1000) | 0x67],
        data: [L.DATA + 0x1004, 0x44444444],
      },
    },
    {
      name: "absent table entry",
      manual: "3A 4.7",
      asm: `pae_on; f1: mov ALIAS + 0x4000, %ebx; finish`,
      events: ["#PF(0) 00404000"],
    },
    {
      name: "absent directory entry",
      manual: "3A 4.7",
      asm: `pae_on; f1: mov %ebx, 0x200000; finish`,
      events: ["#PF(2) 00200000"],
    },
    {
      name: "absent directory pointer",
      manual: "3A 4.7",
      asm: `pae_on; f1: mov 0x40000000, %ebx; finish`,
      events: ["#PF(0) 40000000"],
    },
    {
      name: "the fourth directory pointer",
      manual: "3A 4.4.1",
      asm: `pae_on; mov %ebx, 0xc0000000 + ALIAS; finish`,
      patches: [[L.PDPT + 24, L.PAE_PD | 1]],
      events: [],
      words: { data: [L.DATA, 0x44444444] },
    },
    {
      name: "the pointers need an alignment of 32 bytes only",
      manual: "3A 4.4.1: CR3 bits 31:5",
      asm: `set_cr4 0x20; mov $PDPT + 0x20, %eax; mov %eax, %cr3; mov %cr0, %eax; or $0x80000000, %eax; mov %eax, %cr0
        mov %ebx, ALIAS; finish`,
      patches: [
        [L.PDPT, 0],
        [L.PDPT + 0x20, L.PAE_PD | 1],
      ],
      events: [],
      words: { data: [L.DATA, 0x44444444] },
    },
    {
      name: "a 2 MiB page",
      manual: "3A 4.4.2, 4.8",
      asm: `pae_on; mov %ebx, 0x200000 + DATA; finish`,
      patches: [[L.PAE_PD + 8, 0x87]],
      events: [],
      words: { pde: [L.PAE_PD + 8, 0xe7], data: [L.DATA, 0x44444444] },
    },
    {
      name: "a reserved bit in the entry of a 2 MiB page",
      manual: "3A 4.4.2, table 4-9: bits 20:13",
      asm: `pae_on; f1: mov 0x200000 + DATA, %ebx; finish`,
      patches: [[L.PAE_PD + 8, 0x100087]],
      events: ["#PF(9) 00240000"],
      judge: GAPS.reserved,
    },
    {
      name: "user against a supervisor page",
      manual: "3A 4.6.1",
      asm: `pae_on; ring3 u; u: user_data; f1: mov %ebx, ALIAS`,
      patches: [[pte(0), L.DATA | 3]],
      events: ["#PF(7) 00400000"],
    },
    {
      name: "supervisor against a read-only page with CR0.WP",
      manual: "3A 4.6.1",
      asm: `pae_on; write_protect; f1: mov %ebx, ALIAS; finish`,
      patches: [[pte(0), L.DATA | 5]],
      events: ["#PF(3) 00400000"],
    },
    {
      name: "a write over two pages whose frames are apart",
      manual: "3A 4.2",
      asm: `pae_on; movl $0x88776655, ALIAS + 0xffe; finish`,
      patches: [[pte(1), (L.DATA + 0x2000) | 7]],
      events: [],
      words: { first: [L.DATA + 0xffc, 0x66550000], second: [L.DATA + 0x2000, 0x8877] },
    },
    {
      name: "bit 62 of a table entry is reserved",
      manual: "3A 4.4.2, table 4-11",
      asm: `pae_on; f1: mov ALIAS, %ebx; finish`,
      patches: [[pte(0) + 4, 0x40000000]],
      events: ["#PF(9) 00400000"],
      judge: GAPS.reserved,
    },
    {
      name: "bit 62 of a directory entry is reserved",
      manual: "3A 4.4.2, table 4-10",
      asm: `pae_on; f1: mov %ebx, ALIAS; finish`,
      patches: [[PDE2 + 4, 0x40000000]],
      events: ["#PF(b) 00400000"],
      judge: GAPS.reserved,
    },
    {
      name: "bit 63 is reserved while EFER.NXE is clear",
      manual: "3A 4.4.2",
      asm: `pae_on; f1: mov ALIAS, %ebx; finish`,
      patches: [[pte(0) + 4, NX]],
      events: ["#PF(9) 00400000"],
      judge: GAPS.reserved,
    },
    {
      name: "data may be read and written in a no-execute page",
      manual: "3A 4.6.1",
      asm: `nx_enable; pae_on; mov ALIAS + 4, %ebx; mov %ebx, ALIAS + 8; finish`,
      patches: [
        [pte(0) + 4, NX],
        [L.DATA + 4, 0x1357],
      ],
      events: [],
      words: { data: [L.DATA + 8, 0x1357], high: [pte(0) + 4, NX], pte: [pte(0), L.DATA | 0x67] },
      efer: true,
    },
    {
      name: "the supervisor may not execute a no-execute page",
      manual: "3A 4.6.1, 4.7: the I/D flag is set",
      asm: `nx_enable; pae_on; mov $ALIAS, %ebx; jmp *%ebx`,
      patches: [RET, [pte(0) + 4, NX]],
      events: ["#PF(11) 00400000"],
      efer: true,
    },
    {
      name: "the user may not execute a no-execute page",
      manual: "3A 4.6.1, 4.7",
      asm: `nx_enable; pae_on; ring3 u; u: mov $ALIAS, %ebx; jmp *%ebx`,
      patches: [RET, [pte(0) + 4, NX]],
      events: ["#PF(15) 00400000"],
      efer: true,
    },
    {
      name: "no-execute in the directory entry is enough",
      manual: "3A 4.6.1: XD is 0 in every entry",
      asm: `nx_enable; pae_on; mov $ALIAS, %ebx; jmp *%ebx`,
      patches: [RET, [PDE2 + 4, NX]],
      events: ["#PF(11) 00400000"],
      efer: true,
    },
    {
      name: "a no-execute 2 MiB page",
      manual: "3A 4.6.1",
      asm: `nx_enable; pae_on; mov $0x200000 + DATA, %ebx; jmp *%ebx`,
      patches: [RET, [L.PAE_PD + 8, 0x87], [L.PAE_PD + 12, NX]],
      events: ["#PF(11) 00240000"],
      efer: true,
    },
    {
      name: "execution of an absent page with EFER.NXE set",
      manual: "3A 4.7: the I/D flag says it was a fetch",
      asm: `nx_enable; pae_on; mov $ALIAS + 0x4000, %ebx; jmp *%ebx`,
      events: ["#PF(10) 00404000"],
      efer: true,
    },
    {
      name: "execution of an absent page with EFER.NXE clear",
      manual: "3A 4.7: the I/D flag needs PAE and NXE",
      asm: `pae_on; mov $ALIAS + 0x4000, %ebx; jmp *%ebx`,
      events: ["#PF(0) 00404000"],
    },
    {
      name: "code in a page that may be executed, with EFER.NXE set",
      manual: "3A 4.6.1",
      asm: `nx_enable; pae_on; mov $ALIAS, %ebx; call *%ebx; int $0x31; f1: nop`,
      patches: [RET],
      events: ["int 31"],
      efer: true,
    },
    {
      name: "an instruction that reaches into a no-execute page",
      manual: "3A 4.7",
      asm: `nx_enable; pae_on; mov $ALIAS + 0xffe, %ebx; jmp *%ebx`,
      patches: [
        [pte(1) + 4, NX],
        [L.DATA + 0xffc, 0x11b80000],
      ],
      events: ["#PF(11) 00401000"],
      efer: true,
    },
    {
      name: "a reserved bit in a directory pointer, when paging is switched on",
      manual: "3A 4.4.1: #GP(0) from MOV to CR0",
      asm: `set_cr4 0x20; mov $PDPT, %eax; mov %eax, %cr3; mov $0x80000011, %eax; f1: mov %eax, %cr0; finish`,
      patches: [[L.PDPT + 8, L.PAE_PD | 3]],
      events: ["#GP(0)"],
      judge: GAPS.pointers,
    },
    {
      name: "a reserved bit in a directory pointer, when CR3 is loaded",
      manual: "3A 4.4.1: #GP(0) from MOV to CR3; the pointers stay as they were",
      asm: `pae_on; movl $PAE_PD | 3, PDPT + 8; mov %cr3, %eax; f1: mov %eax, %cr3; finish`,
      events: ["#GP(0)"],
      judge: GAPS.pointers,
    },
    {
      name: "reserved bits of an absent directory pointer are not looked at",
      manual: "3A 4.4.1: only if P is set",
      asm: `pae_on; movl $PAE_PD | 2, PDPT + 8; mov %cr3, %eax; mov %eax, %cr3; int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "bit 63 of a directory pointer is reserved even with EFER.NXE",
      manual: "3A 4.4.1, table 4-8",
      asm: `nx_enable; pae_on; movl $PAE_PD | 1, PDPT + 8; movl $0x80000000, PDPT + 12; mov %cr3, %eax
        f1: mov %eax, %cr3; finish`,
      events: ["#GP(0)"],
      efer: true,
      judge: GAPS.pointers,
    },
    {
      name: "a changed directory pointer is not seen before CR3 is loaded",
      manual: "3A 4.4.1: the processor uses the four registers, not memory",
      asm: `pae_on; movl $0, PDPT; invlpg ALIAS; mov %ebx, ALIAS; movl $PAE_PD | 1, PDPT; finish`,
      events: [],
      words: { data: [L.DATA, 0x44444444] },
    },
    {
      name: "a changed directory pointer is seen after CR3 is loaded",
      manual: "3A 4.4.1",
      asm: `pae_on; movl $PAE_PD | 1, PDPT + 8; reload_cr3; mov %ebx, 0x40000000 + ALIAS; finish`,
      events: [],
      words: { data: [L.DATA, 0x44444444] },
    },
    {
      name: "toggling CR4.PGE forgets global translations",
      manual: "3A 4.10.4.1",
      asm: `set_cr4 0xa0; mov $PDPT, %eax; mov %eax, %cr3; mov %cr0, %eax; or $0x80000000, %eax; mov %eax, %cr0
        mov ALIAS, %ecx; movl $(DATA + 0x1000) | 0x107, PAE_PT1; set_cr4 0x20; mov %ebx, ALIAS; finish`,
      patches: [[pte(0), L.DATA | 0x107]],
      events: [],
      words: { old: [L.DATA, 0], new: [L.DATA + 0x1000, 0x44444444] },
    },
    {
      name: "EFER can be read back",
      manual: "3A 2.2.1",
      asm: `nx_enable; rdmsr; mov %eax, RES; mov %edx, RES + 4; finish`,
      events: [],
      words: { low: [RES, 0x800], high: [RES + 4, 0] },
      efer: true,
    },
    {
      name: "only ring 0 reads model-specific registers",
      manual: "2B RDMSR",
      asm: `ring3 u; u: mov $0xc0000080, %ecx; f1: rdmsr`,
      events: ["#GP(0)"],
    },
    {
      name: "only ring 0 writes model-specific registers",
      manual: "2C WRMSR",
      asm: `ring3 u; u: mov $0xc0000080, %ecx; f1: wrmsr`,
      events: ["#GP(0)"],
    },
  ],
};
