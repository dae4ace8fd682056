// 4 MiB pages, global pages, and what the control registers refuse.

import { LAYOUT as L } from "../../../app/sim/cpu/goldens/layout.ts";
import { type CaseGroup, GAPS } from "../case-source.ts";

const PDE1 = L.PD + 4;
const pte = (page: number): number => L.PT1 + 4 * page;
const RES = L.DATA + 0x3000;
const remap = "movl $(DATA + 0x1000) | 0x107, PTE0";
const GLOBAL = [pte(0), L.DATA | 0x107] as const;

export const pagingLarge: CaseGroup = {
  group: "large and global pages, control registers",
  cases: [
    {
      name: "a write through a 4 MiB page sets accessed and dirty in the directory entry",
      manual: "3A 4.3, 4.8",
      asm: `set_cr4 0x10; paging_on; mov %ebx, ALIAS + DATA + 8; finish`,
      patches: [[PDE1, 0x87]],
      events: [],
      words: { pde: [PDE1, 0xe7], data: [L.DATA + 8, 0x44444444] },
    },
    {
      name: "a read through a 4 MiB page sets accessed only",
      manual: "3A 4.3, 4.8",
      asm: `set_cr4 0x10; paging_on; mov ALIAS + DATA + 8, %ebx; mov %ebx, RES; finish`,
      patches: [
        [PDE1, 0x87],
        [L.DATA + 8, 0x5a5a],
      ],
      events: [],
      words: { pde: [PDE1, 0xa7], read: [RES, 0x5a5a] },
    },
    {
      name: "the page size bit means nothing without CR4.PSE",
      manual: "3A 4.3: ignored if CR4.PSE is 0",
      asm: `paging_on; mov %ebx, ALIAS; finish`,
      patches: [[PDE1, L.PT1 | 0x87]],
      events: [],
      words: { data: [L.DATA, 0x44444444], pde: [PDE1, L.PT1 | 0xa7] },
    },
    {
      name: "the user may not read a 4 MiB page of the supervisor",
      manual: "3A 4.6.1",
      asm: `set_cr4 0x10; paging_on; ring3 u; u: user_data; f1: mov ALIAS + DATA, %ebx`,
      patches: [[PDE1, 0x83]],
      events: ["#PF(5) 00440000"],
    },
    {
      name: "the user may not write a read-only 4 MiB page",
      manual: "3A 4.6.1",
      asm: `set_cr4 0x10; paging_on; ring3 u; u: user_data; f1: mov %ebx, ALIAS + DATA`,
      patches: [[PDE1, 0x85]],
      events: ["#PF(7) 00440000"],
    },
    {
      name: "a reserved bit in the entry of a 4 MiB page",
      manual: "3A 4.3, 4.7: bit 21 is reserved; RSVD and P are set in the error code",
      asm: `set_cr4 0x10; paging_on; f1: mov ALIAS + DATA, %ebx; finish`,
      patches: [[PDE1, 0x200087]],
      events: ["#PF(9) 00440000"],
      judge: GAPS.reserved,
    },
    {
      name: "a reserved bit met by a user write",
      manual: "3A 4.7",
      asm: `set_cr4 0x10; paging_on; ring3 u; u: user_data; f1: mov %ebx, ALIAS + DATA`,
      patches: [[PDE1, 0x200087]],
      events: ["#PF(f) 00440000"],
      judge: GAPS.reserved,
    },
    {
      name: "reserved bits of an absent entry are not looked at",
      manual: "3A 4.7: RSVD only if P is set",
      asm: `set_cr4 0x10; paging_on; f1: mov ALIAS + DATA, %ebx; finish`,
      patches: [[PDE1, 0x200086]],
      events: ["#PF(0) 00440000"],
    },
    {
      name: "the code under way in a 4 MiB page",
      manual: "3A 4.3",
      asm: `set_cr4 0x10; paging_on; mov $ALIAS + 1f, %ebx; jmp *%ebx; 1: int $0x31`,
      patches: [[PDE1, 0x87]],
      events: ["int 31"],
      words: { pde: [PDE1, 0xa7] },
    },
    {
      name: "toggling CR4.PGE forgets global translations",
      manual: "3A 4.10.4.1",
      asm: `set_cr4 0x80; paging_on; mov ALIAS, %ecx; ${remap}; set_cr4 0; set_cr4 0x80; mov %ebx, ALIAS; finish`,
      patches: [GLOBAL],
      events: [],
      words: { old: [L.DATA, 0], new: [L.DATA + 0x1000, 0x44444444] },
    },
    {
      name: "invlpg forgets a global translation",
      manual: "3A 4.10.4.1",
      asm: `set_cr4 0x80; paging_on; mov ALIAS, %ecx; ${remap}; invlpg ALIAS; mov %ebx, ALIAS; finish`,
      patches: [GLOBAL],
      events: [],
      words: { old: [L.DATA, 0], new: [L.DATA + 0x1000, 0x44444444] },
    },
    {
      name: "without CR4.PGE the global bit does not keep a translation",
      manual: "3A 4.10.2.4",
      asm: `paging_on; mov ALIAS, %ecx; ${remap}; reload_cr3; mov %ebx, ALIAS; finish`,
      patches: [GLOBAL],
      events: [],
      words: { old: [L.DATA, 0], new: [L.DATA + 0x1000, 0x44444444] },
    },
    {
      name: "a page that is not global is forgotten with CR4.PGE set",
      manual: "3A 4.10.4.1",
      asm: `set_cr4 0x80; paging_on; mov ALIAS, %ecx; movl $(DATA + 0x1000) | 7, PTE0; reload_cr3
        mov %ebx, ALIAS; finish`,
      events: [],
      words: { old: [L.DATA, 0], new: [L.DATA + 0x1000, 0x44444444] },
    },
    {
      name: "paging without protection",
      manual: "2A MOV to control register: #GP(0) for PG without PE",
      asm: `mov $0x80000010, %eax; f1: mov %eax, %cr0; finish`,
      events: ["#GP(0)"],
      judge: GAPS.control,
    },
    {
      name: "not-write-through without cache disable",
      manual: "2A MOV to control register: #GP(0) for NW without CD",
      asm: `mov $0x20000011, %eax; f1: mov %eax, %cr0; finish`,
      events: ["#GP(0)"],
      judge: GAPS.control,
    },
    {
      name: "reserved bits of CR0 stay clear",
      manual: "2A MOV to control register: attempts to set them have no effect; ET stays set",
      asm: `mov $0x1000ffc1, %eax; mov %eax, %cr0; mov %cr0, %ebx; mov %ebx, RES; mov $0x11, %eax; mov %eax, %cr0; finish`,
      events: [],
      words: { cr0: [RES, 0x11] },
      judge: GAPS.control,
    },
    {
      name: "reserved bit 15 of CR4",
      manual: "3A 2.5",
      asm: `mov $0x8000, %eax; f1: mov %eax, %cr4; finish`,
      events: ["#GP(0)"],
    },
    {
      name: "reserved bit 31 of CR4",
      manual: "3A 2.5",
      asm: `mov $0x80000000, %eax; f1: mov %eax, %cr4; finish`,
      events: ["#GP(0)"],
    },
    {
      name: "a refused write leaves the control register as it was",
      manual: "3A 6.5",
      asm: `movl $hook, HOOK; set_cr4 0x10; mov $0x80000090, %ebx; f1: mov %ebx, %cr4; finish
        hook: mov %cr4, %eax; mov %eax, RES; ret`,
      events: ["#GP(0)"],
      words: { cr4: [RES, 0x10] },
    },
    {
      name: "CR1 does not exist",
      manual: "2A MOV to control register: #UD",
      asm: `f1: .byte 0x0f, 0x22, 0xc8; finish`,
      events: ["#UD"],
    },
    {
      name: "CR7 does not exist",
      manual: "2A MOV from control register: #UD",
      asm: `f1: .byte 0x0f, 0x20, 0xf8; finish`,
      events: ["#UD"],
    },
    {
      name: "CR2 can be written and read",
      manual: "3A 2.5",
      asm: `mov $0x12345678, %eax; mov %eax, %cr2; mov %cr2, %ebx; int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "mov to a control register ignores the mod field",
      manual: "2A MOV to control register: the 2 bits in the mod field are ignored",
      asm: `mov $0x12345678, %eax; .byte 0x0f, 0x22, 0x10; mov %cr2, %ebx; int $0x31; f1: nop`,
      events: ["int 31"],
    },
    {
      name: "only ring 0 reads control registers",
      manual: "2A MOV from control register",
      asm: `ring3 u; u: f1: mov %cr0, %eax`,
      events: ["#GP(0)"],
    },
    {
      name: "only ring 0 writes control registers",
      manual: "2A MOV to control register",
      asm: `ring3 u; u: f1: mov %eax, %cr3`,
      events: ["#GP(0)"],
    },
    {
      name: "only ring 0 may invalidate a page",
      manual: "2A INVLPG",
      asm: `ring3 u; u: f1: invlpg 0x400000`,
      events: ["#GP(0)"],
    },
    {
      name: "invlpg of an address that is mapped nowhere",
      manual: "2A INVLPG: no fault of its own",
      asm: `paging_on; invlpg 0xdead0000; int $0x31; f1: nop`,
      events: ["int 31"],
    },
  ],
};
