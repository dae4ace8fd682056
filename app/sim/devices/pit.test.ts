import { describe, expect, it } from "vitest";
import { LINE, PIC, PIT } from "./registers.ts";
import { boardRig, type BoardRig, programPics, take } from "./testing/board-rig.ts";

function program({ out }: BoardRig, command: number, divisor: number): void {
  out(PIT.command, command, 1);
  out(PIT.channel0, divisor & 0xff, 1);
  out(PIT.channel0, divisor >>> 8, 1);
}

const endOfInterrupt = (rig: BoardRig): void => rig.out(PIC.master, PIC.endOfInterrupt, 1);

describe("the interval timer", () => {
  it("raises line 0 every so many operations from when it was programmed", () => {
    const rig = boardRig();
    programPics(rig);
    rig.now = 50;
    program(rig, PIT.rate, 300);
    const ticks: number[] = [];
    for (let t = 51; t < 1300; t++) {
      ticks.push(...rig.runTo(t).map((act) => act.t));
      if (take(rig) !== undefined) endOfInterrupt(rig);
    }
    expect(ticks).toEqual([350, 650, 950, 1250]);
  });

  it("makes no ticks that nobody could notice, and keeps its rhythm", () => {
    const rig = boardRig();
    programPics(rig);
    program(rig, PIT.rate, 100);
    expect(rig.runTo(1_000_000).map((act) => act.t)).toEqual([100]);
    rig.now = 1_000_030;
    expect(take(rig)).toBe(0x30);
    expect(rig.board.due()).toBe(1_000_100);
  });

  it("goes on ticking for an I/O APIC that takes its ticks while the PIC is left alone", () => {
    const rig = boardRig();
    rig.board.io.writeMemory(0xfec00000, 0x10);
    rig.board.io.writeMemory(0xfec00010, 0x40);
    rig.out(0x22, 0x70, 1);
    rig.out(0x23, 1, 1);
    program(rig, PIT.rate, 100);
    for (const t of [100, 200, 300]) {
      expect(rig.runTo(t + 1).map((act) => act.t)).toEqual([t]);
      expect(take(rig)).toBe(0x40);
      rig.board.io.writeMemory(0xfee000b0, 0);
    }
  });

  it("stands still after one shot of 0, and ticks once after another", () => {
    const rig = boardRig();
    program(rig, PIT.rate, 100);
    program(rig, PIT.stop, 0);
    expect(rig.runTo(10_000)).toEqual([]);
    program(rig, PIT.stop, 25);
    expect(rig.runTo(20_000).map((act) => act.t)).toEqual([10_025]);
  });

  it("gives its divisor back, low byte first; a rate of 0 is the whole range", () => {
    const rig = boardRig();
    program(rig, PIT.rate, 0x1234);
    expect([rig.in(PIT.channel0, 1), rig.in(PIT.channel0, 1)]).toEqual([0x34, 0x12]);
    program(rig, PIT.rate, 0);
    expect(rig.board.due()).toBe(0x10000);
  });

  it("knows its line", () => {
    expect(boardRig().board.deviceOn(LINE.timer)).toBe("timer");
  });
});
