import { describe, expect, it } from "vitest";
import { mem, ecx } from "../assembler.ts";
import { bench, type Bench } from "../testing/ram-bus.ts";
import { SystemRig } from "../testing/system-rig.ts";

/** ECX, ESI, EDI set; 16 KiB of counted words at 0x20000. */
function strings(code: readonly number[], ecxValue: number, esi: number, edi: number): Bench {
  const made = bench((a) => a.bytes(code));
  for (let i = 0; i < 4096; i += 1) made.bus.write32(0x20000 + 4 * i, i * 0x01010101);
  made.cpu.regs[1] = ecxValue;
  made.cpu.regs.set([esi, edi], 6);
  return made;
}

const REP_MOVSD = [0xf3, 0xa5];

describe("repeated string instructions", () => {
  it.each([
    ["a whole page", 1024, 0x20000, 0x30000],
    ["an unaligned run", 300, 0x20004, 0x30002],
    ["an overlapping run", 64, 0x20000, 0x20004],
  ])("%s: iterations give the same as the whole", (_name, count, esi, edi) => {
    const whole = strings(REP_MOVSD, count, esi, edi);
    const stepped = strings(REP_MOVSD, count, esi, edi);
    expect(stepped.cpu.repIterations()).toBe(count);
    whole.cpu.run(1);
    stepped.cpu.iterate(5);
    expect([stepped.cpu.eip, stepped.cpu.repIterations()]).toEqual([0x1000, count - 5]);
    stepped.cpu.run(1);
    expect(stepped.cpu.snapshot()).toEqual(whole.cpu.snapshot());
    expect(Buffer.compare(stepped.bus.bytes, whole.bus.bytes)).toBe(0);
    expect([whole.cpu.executed, whole.cpu.regs[1]]).toEqual([1, 0]);
  });

  it("copies whole aligned pages by frame, and only those", () => {
    const aligned = strings(REP_MOVSD, 1024, 0x20000, 0x30000);
    aligned.cpu.run(1);
    const shifted = strings(REP_MOVSD, 1024, 0x20000, 0x30010);
    shifted.cpu.run(1);
    const outside = strings(REP_MOVSD, 1024, 0x20000, 0x400000);
    outside.cpu.run(1);
    expect([aligned.bus.copies, shifted.bus.copies, outside.bus.copies]).toEqual([1, 0, 0]);
    expect(outside.cpu.regs[7]).toBe(0x401000);
  });

  it("goes backwards with the direction flag", () => {
    const made = strings(REP_MOVSD, 3, 0x20010, 0x30010);
    made.cpu.eflags = 0x400;
    made.cpu.run(1);
    expect([made.bus.read32(0x30008), made.bus.read32(0x3000c), made.bus.read32(0x30010)]).toEqual(
      [2, 3, 4].map((i) => i * 0x01010101),
    );
    expect([...made.cpu.regs.subarray(6)]).toEqual([0x20004, 0x30004]);
  });

  it("goes backwards from the first word of a page, too", () => {
    const made = strings(REP_MOVSD, 1024, 0x21000, 0x31000);
    made.cpu.eflags = 0x400;
    made.cpu.run(1);
    const words = [0x30000, 0x30004, 0x31000, 0x31004].map((at) => made.bus.read32(at));
    expect(words).toEqual([0, 1 * 0x01010101, (0x400 * 0x01010101) >>> 0, 0]);
    expect([...made.cpu.regs.subarray(6)]).toEqual([0x20000, 0x30000]);
  });

  it("ends repe cmpsb and repne scasb at the element that decides, and foretells how many", () => {
    const compared = strings([0xf3, 0xa6], 100, 0x20000, 0x30000);
    compared.bus.bytes.copyWithin(0x30000, 0x20000, 0x20020);
    compared.bus.write8(0x30009, 0xee);
    expect(compared.cpu.repIterations()).toBe(10);
    compared.cpu.run(1);
    expect([compared.cpu.regs[1], compared.cpu.eflags & 0x40]).toEqual([90, 0]);

    const scanned = strings([0xf2, 0xae], 100, 0, 0x20000);
    scanned.cpu.regs[0] = 3;
    expect(scanned.cpu.repIterations()).toBe(13);
    scanned.cpu.run(1);
    expect([scanned.cpu.regs[1], scanned.cpu.regs[7], scanned.cpu.eflags & 0x40]).toEqual([87, 0x2000d, 0x40]);
  });

  it("counts in CX and looks in the first 64 KiB with 16-bit addresses", () => {
    const compared = strings([0x67, 0xf3, 0xa6], 0x50064, 0x72000, 0x83000);
    compared.bus.bytes.fill(7, 0x2000, 0x2080);
    compared.bus.bytes.fill(7, 0x3000, 0x3080);
    compared.bus.write8(0x3009, 8);
    expect(compared.cpu.repIterations()).toBe(10);
    compared.cpu.run(1);
    expect([compared.cpu.regs[1], ...compared.cpu.regs.subarray(6)]).toEqual([0x5005a, 0x7200a, 0x8300a]);

    const wrapped = strings([0x67, 0xf3, 0xaa], 2, 0, 0x8ffff);
    wrapped.cpu.regs[0] = 0x11;
    wrapped.cpu.run(1);
    expect([wrapped.bus.read8(0xffff), wrapped.bus.read8(0), wrapped.cpu.regs[7]]).toEqual([0x11, 0x11, 0x80001]);
  });

  it("leave off after 65,536 iterations, so that a budget of instructions holds them too", () => {
    const endless = strings([0xf3, 0xac], 0xffff_ffff, 0x20000, 0);
    expect(endless.cpu.repIterations()).toBe(0x1_0000);
    expect(endless.cpu.run(3)).toEqual({ kind: "limit" });
    expect([endless.cpu.executed, endless.cpu.eip]).toEqual([3, 0x1000]);
    expect(endless.cpu.regs[1] >>> 0).toBe(0xffff_ffff - 0x3_0000);
    endless.cpu.run(1_000_000);
    expect(endless.cpu.executed).toBeLessThan(100);
    const exact = strings([0xf3, 0xac], 0x1_0000, 0x20000, 0);
    exact.cpu.run(1);
    expect([exact.cpu.executed, exact.cpu.eip, exact.cpu.regs[1]]).toEqual([1, 0x1002, 0]);
  });

  it("iterate up to one that faults, and say how far that is", () => {
    const rig = new SystemRig(REP_MOVSD).page();
    rig.protect(0x31000, 0);
    rig.cpu.regs[1] = 100;
    rig.cpu.regs.set([0x20000, 0x30fc0], 6);
    expect(rig.cpu.iterate(100)).toBe(16);
    expect([rig.cpu.regs[1], rig.cpu.regs[7], rig.cpu.iterate(1)]).toEqual([84, 0x31000, 0]);
  });

  it("is no string instruction elsewhere", () => {
    const { cpu } = bench((a) => a.mov(ecx, mem(ecx), "load"));
    expect(cpu.repIterations()).toBe(0);
    expect(() => cpu.iterate(1)).toThrow("not on a repeated string instruction");
  });
});
