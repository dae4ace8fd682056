// The bits of the processor that the jump lives by, as named chips.

import type { CpuView } from "../../sim/api.ts";

export interface BitChip {
  readonly name: string;
  readonly set: boolean;
  readonly meaning: string;
}

const bit = (value: number, index: number): boolean => ((value >>> index) & 1) === 1;

export function bitChips(cpu: CpuView): readonly BitChip[] {
  const { cr0, cr4, eflags } = cpu;
  return [
    { name: "PE", set: bit(cr0, 0), meaning: "CR0.PE[0]: protected mode" },
    { name: "PG", set: bit(cr0, 31), meaning: "CR0.PG[31]: paging" },
    { name: "WP", set: bit(cr0, 16), meaning: "CR0.WP[16]: write protection also for the kernel" },
    { name: "IF", set: bit(eflags, 9), meaning: "EFLAGS.IF[9]: interrupts are accepted" },
    { name: "DF", set: bit(eflags, 10), meaning: "EFLAGS.DF[10]: string instructions run downwards" },
    { name: "ZF", set: bit(eflags, 6), meaning: "EFLAGS.ZF[6]: the last result was zero" },
    { name: "ET", set: bit(cr0, 4), meaning: "CR0.ET[4]: always set" },
    { name: "PSE", set: bit(cr4, 4), meaning: "CR4.PSE[4]: 4 MiB pages" },
    { name: "PAE", set: bit(cr4, 5), meaning: "CR4.PAE[5]: physical address extension" },
    { name: "PGE", set: bit(cr4, 7), meaning: "CR4.PGE[7]: global pages survive a flush" },
  ];
}

/** An empty table: any exception or segment load from it is fatal. */
export const emptyTables = (cpu: CpuView): readonly BitChip[] => [
  { name: "GDT ∅", set: cpu.gdtr.limit === 0, meaning: "GDT limit 0: no segment can be loaded" },
  { name: "IDT ∅", set: cpu.idtr.limit === 0, meaning: "IDT limit 0: any exception is fatal" },
];

export const GENERAL = ["eax", "ecx", "edx", "esi", "edi", "ebx", "esp", "ebp", "eip"] as const;
export const CONTROL = ["cr0", "cr2", "cr3", "cr4", "eflags"] as const;
export type RegisterName = (typeof GENERAL)[number] | (typeof CONTROL)[number];
