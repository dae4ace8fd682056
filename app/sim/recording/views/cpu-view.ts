// The processor in words and numbers.

import type { CpuView, SegmentRegister } from "../../api.ts";
import type { Cpu } from "../../cpu/cpu.ts";

const CR0_PG = 0x80000000;
const CR0_PE = 1;
const EFLAGS_IF = 0x200;

export function cpuView(cpu: Cpu): CpuView {
  const [eax, ecx, edx, ebx, esp, ebp, esi, edi] = Array.from(cpu.regs, (word) => word >>> 0);
  const paging = (cpu.cr0 & CR0_PG) !== 0;
  const interrupts = (cpu.eflags & EFLAGS_IF) !== 0;
  const mode = (cpu.cr0 & CR0_PE) !== 0 ? "32-bit protected mode" : "real mode";
  return {
    eax: eax ?? 0,
    ecx: ecx ?? 0,
    edx: edx ?? 0,
    ebx: ebx ?? 0,
    esp: esp ?? 0,
    ebp: ebp ?? 0,
    esi: esi ?? 0,
    edi: edi ?? 0,
    eip: cpu.eip >>> 0,
    eflags: cpu.eflags >>> 0,
    cr0: cpu.cr0 >>> 0,
    cr2: cpu.cr2 >>> 0,
    cr3: cpu.cr3 >>> 0,
    cr4: cpu.cr4 >>> 0,
    segments: segments(cpu),
    gdtr: { base: cpu.gdtr.base >>> 0, limit: cpu.gdtr.limit },
    idtr: { base: cpu.idtr.base >>> 0, limit: cpu.idtr.limit },
    tlbEntries: cpu.tlbEntries.length,
    paging,
    interrupts,
    mode: `${mode}, paging ${paging ? "on" : "off"}, interrupts ${interrupts ? "on" : "off"}`,
  };
}

function segments(cpu: Cpu): SegmentRegister[] {
  return cpu.segments.map((segment) => ({
    name: segment.name,
    selector: segment.selector,
    base: segment.base >>> 0,
    limit: segment.limit >>> 0,
    kind: (segment.attributes & 8) !== 0 ? "code" : "data",
  }));
}
