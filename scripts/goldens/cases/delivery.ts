// Faults met while delivering an exception: their error codes, double faults, triple faults.

import { gate, handlerOf, LAYOUT as L, type Patch, SELECTOR as S } from "../../../app/sim/cpu/goldens/layout.ts";
import { type CaseGroup, type CaseSource, GAPS } from "../case-source.ts";
import { loadIdt } from "./load-idt.ts";

const RES = L.DATA + 0x3000;
const absentGate = (vector: number): readonly Patch[] => gate(vector, 0x0e);

/** Triple faults. */
const SHUTDOWNS: readonly (readonly [string, string, readonly Patch[], string])[] = [
  ["no IDT", `${loadIdt(0)}; ud2`, [], "3A 6.15 #DF"],
  [
    "an empty gate for the fault and for the double fault",
    "int $0x21",
    [...absentGate(8), ...absentGate(11), ...gate(0x21, 0x0e)],
    "3A 6.15 #DF",
  ],
  [
    "no stack for any handler",
    "paging_on; mov $0x800000, %esp; ud2",
    [],
    "3A 6.15 #DF: #PF while delivering #PF, then #DF",
  ],
  ["the IDT in an absent page", `paging_on; ${loadIdt(0x1ff, "0x800000")}; int $0x30`, [], "3A 6.15 #DF"],
  [
    "a push beyond the limit of the stack of ring 0",
    "selector ss, SMALL; mov $0x2000, %esp; push %ebx",
    [],
    "3A 6.15 #DF",
  ],
  ["no code for any handler", "movl $0, GDT + CODE0; movl $0, GDT + CODE0 + 4; ud2", [], "3A 6.15 #DF"],
  ["ring 3 without a stack in the task segment", "ring3 u; u: ud2", [[L.TSS + 8, 0]], "3A 6.15 #DF"],
  [
    "a double fault whose gate leads to data",
    "mov $ABSENT, %eax; mov %eax, %ds",
    [...absentGate(11), ...gate(8, 0x8e, S.DATA0)],
    "3A 6.15 #DF",
  ],
  [
    "paging switched on with no tables",
    "xor %eax, %eax; mov %eax, %cr3; mov $0x80000011, %eax; mov %eax, %cr0; nop",
    [],
    "3A 6.15 #DF",
  ],
];
const shutdowns = SHUTDOWNS.map(([name, asm, patches, manual]): CaseSource => ({
  name: `triple fault: ${name}`,
  manual,
  asm: `${asm}; finish`,
  patches,
  events: [],
  end: "shutdown",
  ...(name.includes("limit") ? { judge: GAPS.limits } : {}),
}));

/** An IDT inside ALIAS, so that some of its gates lie in an absent page; `first` is the vector at ALIAS + 0x1000. */
const splitIdt = (first: number): string => loadIdt(0x1ff, `ALIAS + 0x1000 - 8 * ${first}`);
const gateAt = (vector: number, first: number): readonly Patch[] => {
  const at = L.DATA + 0x1000 + 8 * (vector - first);
  const offset = handlerOf(vector);
  return [
    [at, ((S.CODE0 << 16) | (offset & 0xffff)) >>> 0],
    [at + 4, ((offset & 0xffff0000) | 0x8e00) >>> 0],
  ];
};

export const delivery: CaseGroup = {
  group: "faults while delivering",
  cases: [
    {
      name: "an exception whose gate is not present",
      manual: "3A 6.13: EXT is set while delivering an exception",
      asm: `f1: ud2; finish`,
      patches: absentGate(6),
      events: ["#NP(33)"],
      judge: GAPS.external,
    },
    {
      name: "an exception whose gate leads to data",
      manual: "3A 6.13",
      asm: `f1: ud2; finish`,
      patches: gate(6, 0x8e, S.DATA0),
      events: ["#GP(11)"],
      judge: GAPS.external,
    },
    {
      name: "an exception whose gate leads to null",
      manual: "3A 6.13: #GP(EXT)",
      asm: `f1: ud2; finish`,
      patches: gate(6, 0x8e, 0),
      events: ["#GP(1)"],
      judge: GAPS.external,
    },
    {
      name: "BOUND whose gate is not present",
      manual: "3A 6.13: EXT is set, BOUND is an exception",
      asm: `f1: bound %ebx, RES; finish`,
      patches: [...absentGate(5), [RES, 0x7fffffff], [RES + 4, 0x7fffffff]],
      events: ["#NP(2b)"],
      judge: GAPS.external,
    },
    {
      name: "double fault: #PF beyond the limit of the IDT",
      manual: "3A 6.15 #DF",
      asm: `paging_on; ${loadIdt(0x6f)}; mov 0x800000, %ebx; finish`,
      events: ["#DF(0)"],
    },
    {
      name: "INT3 whose gate is not present",
      manual: "3A 6.13: EXT is clear for INT3",
      asm: `f1: int3; finish`,
      patches: absentGate(3),
      events: ["#NP(1a)"],
    },
    {
      name: "INTO whose gate is not present",
      manual: "3A 6.13: EXT is clear for INTO",
      asm: `push $0x802; popf; f1: into; finish`,
      patches: absentGate(4),
      events: ["#NP(22)"],
    },
    {
      name: "double fault: #GP whose gate is not present",
      manual: "3A 6.15 #DF: contributory, contributory",
      asm: `mov $DATA0 | 3, %eax; mov %eax, %ds; finish`,
      patches: absentGate(13),
      events: ["#DF(0)"],
    },
    {
      name: "double fault: #DE whose gate leads to data",
      manual: "3A 6.15 #DF",
      asm: `xor %ebx, %ebx; div %ebx; finish`,
      patches: gate(0, 0x8e, S.DATA0),
      events: ["#DF(0)"],
    },
    {
      name: "double fault: #NP whose gate is not present",
      manual: "3A 6.15 #DF",
      asm: `mov $ABSENT, %eax; mov %eax, %ds; finish`,
      patches: absentGate(11),
      events: ["#DF(0)"],
    },
    {
      name: "double fault: #SS whose gate is empty",
      manual: "3A 6.15 #DF",
      asm: `mov $ABSENT, %eax; mov %eax, %ss; finish`,
      patches: [
        [L.IDT + 8 * 12, 0],
        [L.IDT + 8 * 12 + 4, 0],
      ],
      events: ["#DF(0)"],
    },
    {
      name: "double fault: #PF whose gate is not present",
      manual: "3A 6.15 #DF: page fault, contributory",
      asm: `paging_on; mov 0x800000, %ebx; finish`,
      patches: absentGate(14),
      events: ["#DF(0)"],
    },
    {
      name: "double fault: #PF whose gate leads to data",
      manual: "3A 6.15 #DF",
      asm: `paging_on; mov 0x800000, %ebx; finish`,
      patches: gate(14, 0x8e, S.DATA0),
      events: ["#DF(0)"],
    },
    {
      name: "double fault: #PF whose gate is in an absent page",
      manual: "3A 6.15 #DF: page fault, page fault",
      asm: `paging_on; ${splitIdt(9)}; mov 0x800000, %ebx; finish`,
      patches: [...gateAt(8, 9), [L.PT1 + 4, 0]],
      events: ["#DF(0)"],
    },
    {
      name: "no double fault: #GP whose gate is in an absent page",
      manual: "3A 6.15 #DF: contributory, then page fault, are handled one after the other",
      asm: `paging_on; ${splitIdt(14)}; mov $DATA0 | 3, %eax; f1: mov %eax, %ds; finish`,
      patches: [...gateAt(14, 14), [L.PT1, 0]],
      events: ["#PF(0) 00400ff8"],
    },
    {
      name: "no double fault: #UD whose gate is in an absent page",
      manual: "3A 6.15 #DF: benign, then page fault",
      asm: `paging_on; ${splitIdt(14)}; f1: ud2; finish`,
      patches: [...gateAt(14, 14), [L.PT1, 0]],
      events: ["#PF(0) 00400fc0"],
    },
    {
      name: "int n whose gate is in an absent page",
      manual: "3A 4.7: an implicit supervisor read, also from ring 3",
      asm: `paging_on; ${splitIdt(0x20)}; ring3 u; u: f1: int $0x30`,
      patches: [...gateAt(14, 0x20), [L.PT1 + 4, 0]],
      events: ["#PF(0) 00401080"],
    },
    {
      name: "an exception in ring 3 with its stack in an absent page, told by ring 1",
      manual: "3A 6.12.1: the stack of the handler's ring; the fault is a supervisor write",
      asm: `paging_on; ring3 u; u: f1: int $0x30`,
      patches: [...gate(0x30, 0xee, S.CODE1, L.CODE + 0x100), [L.TSS + 12, L.ALIAS + 0x1000], [L.PT1, 0]],
      events: ["#PF(2) 00400ffc"],
    },
    ...shutdowns,
  ],
};
