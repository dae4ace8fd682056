import { bench, CODE } from "./testing/ram-bus.ts";
import { eax, ebx, ecx, edx, esi, edi, ebp, mem } from "./assembler.ts";
const loop = (copy: boolean) => bench((a) => {
  a.label("top");
  a.mov(ecx, mem(ebx), "entry"); a.add(ebx, 4, "n"); 
  a.test(ecx, 1, ""); a.jz("l1", "");
  a.label("l1"); a.test(ecx, 2, ""); a.jz("l2", ""); a.label("l2");
  a.test(ecx, 4, ""); a.jz("l3", ""); a.label("l3"); a.test(ecx, 8, ""); a.jz("l4", ""); a.label("l4");
  a.and(ecx, 0xfffff000, ""); a.mov(edx, edi, ""); a.mov(esi, ecx, "");
  a.mov(eax, ebp, ""); 
  if (copy) { a.mov(edi, eax, ""); a.mov(ecx, 1024, ""); a.rep_movsd("");  a.mov(edi, edx, ""); a.mov(ecx, 1024, ""); a.rep_movsd(""); }
  a.mov(edi, edx, ""); a.mov(mem(ebx, 0x40), eax, ""); a.sub(ebx, 4, "");
  a.jmp("top", "");
});
for (const copy of [false, true]) {
  const { cpu, bus } = loop(copy);
  cpu.regs[3] = 0x20000; cpu.regs[7] = 0x30000; cpu.regs[5] = 0x40000; bus.write32(0x20000, 0x50008);
  cpu.run(3e6);
  for (let i = 0; i < 3; i++) { const t = performance.now(); const s = cpu.run(2e7); console.log(copy, s, Math.round(2e7 / (performance.now() - t) / 1000), "M/s", bus.copies); }
}
