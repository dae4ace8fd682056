// The bits of the processor that the jump lives by, as named chips.

import { say } from "../../messages/say.ts";
import type { CpuView } from "../../sim/api.ts";

export interface BitChip {
  readonly name: string;
  readonly set: boolean;
  readonly meaning: string;
  /** Of a bit: where it lies. */
  readonly at?: { readonly register: Register; readonly bit: number };
}

type Register = "cr0" | "cr4" | "eflags";

function chip(name: string, cpu: CpuView, register: Register, bit: number, meaning: string): BitChip {
  return { name, set: ((cpu[register] >>> bit) & 1) === 1, meaning, at: { register, bit } };
}

export function bitChips(cpu: CpuView): readonly BitChip[] {
  return [
    chip("PE", cpu, "cr0", 0, say("CR0.PE[0]: protected mode")),
    chip("PG", cpu, "cr0", 31, say("CR0.PG[31]: paging")),
    chip("WP", cpu, "cr0", 16, say("CR0.WP[16]: write protection also for the kernel")),
    chip("IF", cpu, "eflags", 9, say("EFLAGS.IF[9]: interrupts are accepted")),
    chip("DF", cpu, "eflags", 10, say("EFLAGS.DF[10]: string instructions run downwards")),
    chip("ZF", cpu, "eflags", 6, say("EFLAGS.ZF[6]: the last result was zero")),
    chip("ET", cpu, "cr0", 4, say("CR0.ET[4]: always set")),
    chip("PSE", cpu, "cr4", 4, say("CR4.PSE[4]: 4 MiB pages")),
    chip("PAE", cpu, "cr4", 5, say("CR4.PAE[5]: physical address extension")),
    chip("PGE", cpu, "cr4", 7, say("CR4.PGE[7]: global pages survive a flush")),
  ];
}

/** An empty table: any exception or segment load from it is fatal. */
export const emptyTables = (cpu: CpuView): readonly BitChip[] => [
  { name: "GDT ∅", set: cpu.gdtr.limit === 0, meaning: say("GDT limit 0: no segment can be loaded") },
  { name: "IDT ∅", set: cpu.idtr.limit === 0, meaning: say("IDT limit 0: any exception is fatal") },
];

export const GENERAL = ["eax", "ecx", "edx", "esi", "edi", "ebx", "esp", "ebp", "eip"] as const;
export const CONTROL = ["cr0", "cr2", "cr3", "cr4", "eflags"] as const;
export type RegisterName = (typeof GENERAL)[number] | (typeof CONTROL)[number];
