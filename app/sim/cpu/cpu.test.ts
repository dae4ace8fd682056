import { describe, expect, it } from "vitest";
import { cr, eax, ebx, ecx, edi, mem } from "./assembler.ts";
import { Cpu, gateBytes } from "./cpu.ts";
import { bench, CODE } from "./testing/ram-bus.ts";

describe("run", () => {
  it("counts instructions and stops at the limit", () => {
    const { cpu } = bench((a) => {
      a.label("top");
      a.inc(eax, "count");
      a.jmp("top", "again");
    });
    expect(cpu.run(10)).toEqual({ kind: "limit" });
    expect(cpu.regs[0]).toBe(5);
    expect(cpu.executed).toBe(10);
  });

  it("stops before a marked instruction, and passes it when it is the first", () => {
    const { cpu, listing } = bench((a) => {
      a.nop("one");
      a.label("marked");
      a.inc(eax, "two");
      a.jmp("marked", "three");
    });
    const marked = CODE + (listing.labels.get("marked") ?? 0);
    cpu.markAt = (physical) => (physical === marked ? 9 : 0);
    expect(cpu.run(100)).toEqual({ kind: "mark", mark: 9 });
    expect([cpu.eip, cpu.executed, cpu.regs[0]]).toEqual([marked, 1, 0]);
    expect(cpu.run(100)).toEqual({ kind: "mark", mark: 9 });
    expect([cpu.eip, cpu.executed, cpu.regs[0]]).toEqual([marked, 3, 1]);
  });

  it("stops at a gate before executing it, even as the first instruction", () => {
    const { cpu } = bench((a) => {
      a.nop("before");
      a.bytes(gateBytes("A", 5));
    });
    cpu.gatesIn = (frame) => frame === CODE >>> 12;
    const stop = { kind: "gate", kernel: "A", gate: 5, address: CODE + 1 };
    expect(cpu.atGate()).toBeUndefined();
    expect(cpu.run(100)).toEqual(stop);
    expect(cpu.run(100)).toEqual(stop);
    expect([cpu.eip, cpu.executed]).toEqual([CODE + 1, 1]);
    expect(cpu.atGate()).toEqual({ kernel: "A", gate: 5 });
  });

  it("takes the bytes of a gate for the undefined instruction where no gates are", () => {
    const { cpu } = bench((a) => a.bytes(gateBytes("A", 5)));
    const stop = cpu.run(100);
    expect(stop.kind === "shutdown" ? stop.fault.exceptions[0]?.name : stop.kind).toBe("#UD");
  });

  it("fetches an instruction that crosses pages anew each time, however straight the way to it", () => {
    // nop; jmp back to it, whose offset lies in the next page but for its first byte
    const { cpu, bus } = bench((a) => a.nop("elsewhere"));
    [0x90, 0xe9, 0xfa, 0xff, 0xff, 0xff].forEach((byte, i) => bus.write8(0x1ffd + i, byte));
    cpu.eip = 0x1ffd;
    cpu.run(6);
    expect(cpu.eip).toBe(0x1ffd);
    bus.write8(0x2000, 0x0f);
    cpu.run(2);
    expect(cpu.eip).toBe(0xffff_2ffd);
  });

  it("halts and stays halted until told otherwise", () => {
    const { cpu } = bench((a) => {
      a.hlt("wait");
      a.inc(eax, "after");
    });
    expect(cpu.run(5)).toEqual({ kind: "halt" });
    expect([cpu.eip, cpu.executed, cpu.run(5).kind]).toEqual([CODE + 1, 1, "halt"]);
    cpu.halted = false;
    cpu.run(1);
    expect(cpu.regs[0]).toBe(1);
  });

  it("names the bytes and the address of what it does not model, and changes nothing", () => {
    const { cpu } = bench((a) => a.bytes([0x0f, 0x33]));
    const before = cpu.snapshot();
    const stop = cpu.run(5);
    expect(stop).toMatchObject({ kind: "unimplemented", fault: { address: CODE, bytes: "0f 33" } });
    expect(cpu.snapshot()).toEqual(before);
    expect(cpu.executed).toBe(0);
  });

  it("executes code that was changed under it", () => {
    const { cpu, bus } = bench((a) => {
      a.label("top");
      a.mov(eax, 1, "patched below");
      a.jmp("top", "again");
    });
    cpu.run(4);
    expect(cpu.regs[0]).toBe(1);
    bus.write32(CODE + 1, 2);
    cpu.run(2);
    expect(cpu.regs[0]).toBe(2);
  });

  it("executes an instruction that patches the one after it", () => {
    const { cpu } = bench((a) => {
      a.label("top");
      a.mov(mem(a.addressOf("victim") + 1), ecx, "patch");
      a.label("victim");
      a.mov(eax, 7, "patched");
      a.inc(ecx, "next value");
      a.jmp("top", "again");
    });
    cpu.run(2);
    expect(cpu.regs[0]).toBe(0);
    cpu.run(4);
    expect(cpu.regs[0]).toBe(1);
  });

  it("notices a code page replaced by a page copy", () => {
    const { cpu, bus } = bench((a) => {
      a.mov(eax, 1, "old");
      a.jmp("back", "again");
      a.label("back");
    });
    cpu.run(1);
    bus.bytes.set([0xb8, 5, 0, 0, 0], 0x9000);
    bus.copyFrame(1, 9);
    cpu.eip = CODE;
    cpu.run(1);
    expect(cpu.regs[0]).toBe(5);
  });

  it("executes an instruction that straddles two pages", () => {
    const { cpu, bus } = bench(() => undefined);
    bus.bytes.set([0xb8, 0x44, 0x33, 0x22, 0x11], 0x1ffe);
    cpu.eip = 0x1ffe;
    cpu.run(1);
    expect([cpu.regs[0], cpu.eip]).toEqual([0x11223344, 0x2003]);
  });

  it("counts instructions completed with paging off and interrupts on", () => {
    const { cpu } = bench((a) => {
      a.nop("off");
      a.sti("on");
      a.nop("counts");
      a.cli("off");
    });
    cpu.run(4);
    expect(cpu.interruptsInPhysicalMode).toBe(2);
  });
});

describe("snapshot", () => {
  it("round-trips exactly, whatever runs in between", () => {
    const { cpu, bus } = bench((a) => {
      a.mov(ebx, 0x3000, "directory");
      a.mov(cr(3), ebx, "tables");
      a.mov(eax, cr(0), "read");
      a.or(eax, 0x80000000, "PG");
      a.mov(cr(0), eax, "paging on");
      a.mov(edi, mem(0x5000), "fills the TLB");
      a.inc(edi, "more");
      a.mov(mem(0x5000), edi, "dirty");
    });
    bus.write32(0x3000, 0x4007);
    for (let page = 0; page < 16; page += 1) bus.write32(0x4000 + 4 * page, (page << 12) | 7);
    cpu.run(6);
    const there = cpu.snapshot();
    expect(there.tlb.length).toBe(4);
    cpu.run(2);
    const end = cpu.snapshot();
    expect(end).not.toEqual(there);
    const other = new Cpu(bus, { pae: true });
    other.restore(there);
    expect(other.snapshot()).toEqual(there);
    bus.write32(0x5000, 0);
    other.run(2);
    expect(other.snapshot()).toEqual(end);
  });
});
