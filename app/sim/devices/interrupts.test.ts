import { describe, expect, it } from "vitest";
import { IO_APIC, LINE, PIC } from "./registers.ts";
import { boardRig, programPics, redirect, symmetricMode, take } from "./testing/board-rig.ts";

describe("the pair of 8259A", () => {
  it("asks for nothing before it is programmed", () => {
    const rig = boardRig();
    for (let line = 0; line < 16; line++) rig.board.raise(line);
    expect(rig.board.pending()).toBeUndefined();
  });

  it("gives each line the vector it was programmed for", () => {
    const rig = boardRig();
    programPics(rig);
    for (const line of [0, 1, 3, 7, 8, 11, 15]) {
      rig.board.raise(line);
      expect(rig.board.pending()).toEqual({ vector: 0x30 + line, line });
      expect(take(rig)).toBe(0x30 + line);
      if (line >= 8) rig.out(PIC.slave, PIC.endOfInterrupt, 1);
      rig.out(PIC.master, PIC.endOfInterrupt, 1);
    }
  });

  it("serves the lower line first, and nothing of lower priority before the end of interrupt", () => {
    const rig = boardRig();
    programPics(rig);
    rig.board.raise(LINE.nic);
    rig.board.raise(LINE.serial);
    // the slave hangs on line 2, so its lines come before 3 to 7
    expect(take(rig)).toBe(0x3b);
    expect(rig.board.pending()).toBeUndefined();
    rig.board.raise(LINE.timer);
    expect(take(rig)).toBe(0x30);
    rig.out(PIC.master, PIC.endOfInterrupt, 1);
    expect(rig.board.pending()).toBeUndefined();
    rig.out(PIC.slave, PIC.endOfInterrupt, 1);
    rig.out(PIC.master, PIC.endOfInterrupt, 1);
    expect(take(rig)).toBe(0x34);
  });

  it("remembers a masked line until it is unmasked, and forgets it when initialised", () => {
    const rig = boardRig();
    programPics(rig, 0xffff);
    rig.board.raise(LINE.serial);
    expect(rig.board.pending()).toBeUndefined();
    rig.out(PIC.master + PIC.data, 0xef, 1);
    expect(rig.board.pending()?.line).toBe(LINE.serial);
    expect(rig.in(PIC.master + PIC.data, 1)).toBe(0xef);
    programPics(rig);
    expect(rig.board.pending()).toBeUndefined();
  });

  it("shows requests or service, whichever was asked for", () => {
    const rig = boardRig();
    programPics(rig);
    rig.board.raise(LINE.serial);
    expect(rig.in(PIC.master, 1)).toBe(0x10);
    take(rig);
    rig.out(PIC.master, PIC.readInService, 1);
    expect(rig.in(PIC.master, 1)).toBe(0x10);
    rig.out(PIC.master, PIC.readRequests, 1);
    expect(rig.in(PIC.master, 1)).toBe(0);
    rig.out(PIC.master, 0x64, 1);
    rig.out(PIC.master, PIC.readInService, 1);
    expect(rig.in(PIC.master, 1)).toBe(0);
  });
});

describe("the I/O APIC", () => {
  it("reaches the processor in symmetric mode only, and the PIC only in the other", () => {
    const rig = boardRig();
    programPics(rig);
    redirect(rig, LINE.nic, 0x51);
    rig.board.raise(LINE.nic);
    expect(rig.board.pending()?.vector).toBe(0x3b);
    symmetricMode(rig, true);
    expect(rig.board.symmetric).toBe(true);
    expect(take(rig)).toBe(0x51);
    expect(rig.board.pending()).toBeUndefined();
    symmetricMode(rig, false);
    expect(rig.board.pending()?.vector).toBe(0x3b);
  });

  it("loses an edge while the entry is masked", () => {
    const rig = boardRig();
    symmetricMode(rig, true);
    rig.board.raise(LINE.timer);
    redirect(rig, LINE.timer, 0x40);
    expect(rig.board.pending()).toBeUndefined();
    rig.board.raise(LINE.timer);
    expect(rig.board.pending()?.vector).toBe(0x40);
  });

  it("holds back vectors of the class in service until the end of interrupt", () => {
    const rig = boardRig();
    symmetricMode(rig, true);
    redirect(rig, 1, 0x41);
    redirect(rig, 2, 0x4f);
    redirect(rig, 3, 0x50);
    rig.board.raise(1);
    expect(take(rig)).toBe(0x41);
    rig.board.raise(2);
    expect(rig.board.pending()).toBeUndefined();
    rig.board.raise(3);
    expect(take(rig)).toBe(0x50);
    rig.board.io.writeMemory(IO_APIC.endOfInterrupt, 0);
    expect(rig.board.pending()).toBeUndefined();
    rig.board.io.writeMemory(IO_APIC.endOfInterrupt, 0);
    expect(take(rig)).toBe(0x4f);
  });

  it("answers in its two windows, and nowhere else", () => {
    const { board } = boardRig();
    board.io.writeMemory(IO_APIC.select, 1);
    expect(board.io.readMemory(IO_APIC.window)).toBe(0x000f0011);
    board.io.writeMemory(IO_APIC.select, IO_APIC.entry(9));
    expect(board.io.readMemory(IO_APIC.window)).toBe(IO_APIC.masked);
    expect(board.io.readMemory(IO_APIC.select)).toBe(IO_APIC.entry(9));
    expect(board.io.readMemory(0xfec00020)).toBe(0xffffffff);
  });
});

describe("a non-maskable interrupt", () => {
  it("comes before all others, once", () => {
    const rig = boardRig();
    programPics(rig);
    rig.board.raise(LINE.timer);
    rig.board.raiseNmi();
    rig.board.raiseNmi();
    expect(rig.board.pending()).toEqual({ vector: 2, line: undefined });
    expect([take(rig), take(rig), take(rig)]).toEqual([2, 0x30, undefined]);
  });
});
