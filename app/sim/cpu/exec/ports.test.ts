import { describe, expect, it } from "vitest";
import type { Ports } from "../core.ts";
import { AT, SystemRig } from "../testing/system-rig.ts";

const INSB = 0x6c;
const INSD = 0x6d;
const OUTSB = 0x6e;
const OUTSD = 0x6f;
const PORT = 0x3f8;
const IOPL_3 = 0x3000;

/** Counts up on reading; keeps what is written. */
class Device implements Ports {
  readonly log: string[] = [];
  #next = 1;
  read(port: number, size: 1 | 2 | 4): number {
    this.log.push(`read ${port.toString(16)} ${size}`);
    return this.#next++;
  }
  write(port: number, size: 1 | 2 | 4, value: number): void {
    this.log.push(`write ${port.toString(16)} ${size} ${(value >>> 0).toString(16)}`);
  }
}

interface Made {
  readonly rig: SystemRig;
  readonly device: Device;
}

function made(code: readonly number[], cpl: 0 | 3 = 0): Made {
  const rig = new SystemRig(code, cpl);
  const device = new Device();
  rig.cpu.ports = device;
  rig.cpu.regs.set([0, 3, PORT]);
  rig.cpu.regs.set([AT.DATA, AT.DATA + 0x100], 6);
  return { rig, device };
}

describe("ins and outs", () => {
  it("move elements between the port in DX and memory, as often as ECX says", () => {
    const { rig, device } = made([0xf3, INSB, 0xb1, 2, 0xf3, OUTSD]);
    rig.bus.write32(AT.DATA, 0x11111111);
    rig.bus.write32(AT.DATA + 4, 0x22222222);
    expect(rig.cpu.repIterations()).toBe(3);
    expect([rig.step(), rig.step(), rig.step()]).toEqual(["done", "done", "done"]);
    expect(device.log).toEqual([
      ...["read 3f8 1", "read 3f8 1", "read 3f8 1"],
      ...["write 3f8 4 11111111", "write 3f8 4 22222222"],
    ]);
    expect([...rig.bus.bytes.subarray(AT.DATA + 0x100, AT.DATA + 0x104)]).toEqual([1, 2, 3, 0]);
    expect([...rig.cpu.regs.subarray(6)]).toEqual([AT.DATA + 8, AT.DATA + 0x103]);
  });

  it("go backwards, and with 16-bit addresses move SI, DI and CX alone", () => {
    const { rig, device } = made([0xfd, 0x67, 0xf3, OUTSB, 0x67, INSD]);
    rig.cpu.regs[1] = 0x70002;
    rig.cpu.regs.set([0x50000 | AT.DATA, 0x60000 | AT.DATA], 6);
    rig.bus.bytes.set([0xaa, 0xbb], AT.DATA - 1);
    rig.run(3);
    expect(device.log).toEqual(["write 3f8 1 bb", "write 3f8 1 aa", "read 3f8 4"]);
    expect([rig.cpu.regs[1], rig.cpu.regs[6], rig.cpu.regs[7]]).toEqual([
      0x70000,
      0x50000 | (AT.DATA - 2),
      0x60000 | (AT.DATA - 4),
    ]);
  });

  it("read all ones where nobody answers", () => {
    const rig = new SystemRig([INSD]);
    rig.cpu.regs[7] = AT.DATA;
    rig.step();
    expect(rig.bus.read32(AT.DATA)).toBe(0xffffffff);
  });

  it("take nothing from a port when memory has no place for it", () => {
    const { rig, device } = made([INSB]);
    rig.page().protect(AT.DATA, 0x5);
    expect(rig.step()).toBe("#PF(0x3)");
    expect(device.log).toEqual([]);
  });

  it("leave a repeated one where memory ends, with the registers of what was done", () => {
    const { rig, device } = made([0xf3, INSB]);
    rig.page().protect(AT.DATA + 0x1000, 0);
    rig.cpu.regs[7] = AT.DATA + 0xffe;
    expect(rig.step()).toBe("#PF(0x2)");
    expect([rig.cpu.regs[1], rig.cpu.regs[7], rig.cpu.cr2]).toEqual([1, AT.DATA + 0x1000, AT.DATA + 0x1000]);
    expect(device.log).toHaveLength(2);
  });
});

describe("a port, asked for by a user,", () => {
  const OPENED = 0x68;
  /** A bitmap behind the task state segment; `open` are the ports it allows. */
  function withBitmap(code: readonly number[], open: readonly number[], limit: number): Made {
    const result = made(code, 3);
    const { rig } = result;
    rig.bus.write16(AT.TSS + 0x66, OPENED);
    rig.bus.bytes.fill(0xff, AT.TSS + OPENED, AT.TSS + OPENED + 0x100);
    for (const port of open) {
      const at = AT.TSS + OPENED + (port >>> 3);
      rig.bus.write8(at, rig.bus.read8(at) & ~(1 << (port & 7)));
    }
    rig.cpu.task.set([0x28, AT.TSS, limit, 0x8b]);
    return result;
  }
  const WHOLE = OPENED + 0xff;

  it.each([
    ["insb", [INSB]],
    ["outsd", [OUTSD]],
    ["in", [0xec]],
    ["out", [0xee]],
  ])("is refused to %s by the I/O privilege level, and open with IOPL 3", (_name, code) => {
    const refused = made(code, 3);
    expect(refused.rig.step()).toBe("#GP(0x0)");
    expect(refused.device.log).toEqual([]);
    const open = made(code, 3);
    open.rig.cpu.eflags = IOPL_3;
    expect(open.rig.step()).toBe("done");
    expect(open.device.log).toHaveLength(1);
  });

  it.each<[string, number[], number[], number, string]>([
    ["open in the bitmap", [INSB], [PORT], WHOLE, "done"],
    ["closed in the bitmap", [INSB], [PORT + 1], WHOLE, "#GP(0x0)"],
    ["with all four bytes open", [INSD], [PORT, PORT + 1, PORT + 2, PORT + 3], WHOLE, "done"],
    ["with one of four bytes closed", [INSD], [PORT, PORT + 1, PORT + 3], WHOLE, "#GP(0x0)"],
    ["whose bit lies beyond the segment", [INSB], [PORT], OPENED + (PORT >>> 3), "#GP(0x0)"],
  ])("%s", (_name, code, open, limit, expected) => {
    expect(withBitmap(code, open, limit).rig.step()).toBe(expected);
  });
});
