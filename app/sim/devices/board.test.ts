import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NEVER } from "./device.ts";
import { ACPI, DISK, NIC, PROCESSOR_UNIT } from "./registers.ts";
import { boardRig, type BoardRig } from "./testing/board-rig.ts";

const unit = (id: number): number => PROCESSOR_UNIT.base + PROCESSOR_UNIT.stride * id;

describe("a processor that idles", () => {
  it("counts its word up while it runs, ever more rarely, and not while parked", () => {
    const rig = boardRig();
    rig.out(unit(1) + PROCESSOR_UNIT.area, 0x4040);
    rig.out(unit(1), PROCESSOR_UNIT.running);
    const early = rig.runTo(6000).length;
    expect(rig.memory.read32(0x4040)).toBe(early);
    expect(early).toBeGreaterThan(20);
    expect(rig.runTo(60_000).length).toBeLessThan(9 * early);
    rig.out(unit(1), 0);
    const stopped = rig.memory.read32(0x4040);
    expect(rig.runTo(100_000)).toEqual([]);
    expect(rig.memory.read32(0x4040)).toBe(stopped);
  });

  it("is there once for each processor but the boot processor", () => {
    expect(boardRig({ cpus: 1 }).board.units).toHaveLength(0);
    expect(boardRig({ cpus: 4 }).board.units.map(({ name }) => name)).toEqual(["cpu1", "cpu2", "cpu3"]);
    expect(boardRig({ cpus: 1 }).in(unit(1))).toBe(0xffffffff);
  });
});

describe("ACPI", () => {
  it("switches the machine off at sleep types 4 and 5 with the enable bit, and not before", () => {
    const rig = boardRig();
    rig.out(ACPI.pm1a, ACPI.sleepTypes.S5 << ACPI.sleepTypeShift, 2);
    expect(rig.board.off).toBeUndefined();
    rig.out(ACPI.pm1a, ACPI.sleepEnable | (3 << ACPI.sleepTypeShift), 2);
    expect(rig.board.off).toBeUndefined();
    rig.out(ACPI.pm1a, ACPI.sleepEnable | (ACPI.sleepTypes.S5 << ACPI.sleepTypeShift), 2);
    expect(rig.board.off).toBe("S5");
    rig.board.reset();
    expect(rig.board.off).toBeUndefined();
    rig.out(ACPI.pm1a, ACPI.sleepEnable | (ACPI.sleepTypes.S4 << ACPI.sleepTypeShift), 2);
    expect(rig.board.off).toBe("S4");
    expect(rig.in(ACPI.pm1a, 2)).toBe(ACPI.sleepTypes.S4 << ACPI.sleepTypeShift);
  });
});

function busy(rig: BoardRig): void {
  rig.memory.write32(0x1000, 0x3000);
  const writes: readonly (readonly [number, number])[] = [
    [NIC.base + NIC.ring, 0x1000],
    [NIC.base + NIC.ringSize, 1],
    [NIC.base + NIC.period, 40],
    [NIC.base, NIC.enable],
    [unit(2) + PROCESSOR_UNIT.area, 0x2000],
    [unit(2), PROCESSOR_UNIT.running],
    [DISK.base + DISK.queue, 0x5000],
    [DISK.base + DISK.queueSize, 4],
    [DISK.base + DISK.tail, 3],
    [DISK.base, DISK.enable],
  ];
  for (const [port, value] of writes) rig.out(port, value);
}

describe("the board", () => {
  it("does nothing by itself before somebody programs it", () => {
    const rig = boardRig();
    expect(rig.board.due()).toBe(NEVER);
    expect(rig.board.act()).toBeUndefined();
  });

  it("lets the device act that is due first", () => {
    const rig = boardRig();
    busy(rig);
    const acts = rig.runTo(2000);
    expect(acts.map(({ t }) => t)).toEqual(acts.map(({ t }) => t).toSorted((a, b) => a - b));
    expect(new Set(acts.map(({ device }) => device))).toEqual(new Set(["eth0", "sda", "cpu2"]));
  });

  it("does the same again from its words and memory alone", () => {
    fc.assert(
      fc.property(fc.nat(3000), (cut) => {
        const rig = boardRig();
        busy(rig);
        rig.runTo(cut);
        const other = boardRig();
        other.now = rig.now;
        for (let frame = 0; frame < 16; frame++) {
          rig.memory.words(frame).forEach((word, i) => other.memory.write32(frame * 4096 + 4 * i, word));
        }
        other.board.load(rig.board.io.save());
        expect(other.runTo(cut + 1000)).toEqual(rig.runTo(cut + 1000));
        expect(other.board.io.save()).toEqual(rig.board.io.save());
      }),
      { numRuns: 20 },
    );
  });

  it("tells of every change of a register, and of none where nothing changes", () => {
    const { board, out } = boardRig();
    let changes = 0;
    board.onChange = () => (changes += 1);
    out(unit(1) + PROCESSOR_UNIT.area, 0x40);
    out(unit(1) + PROCESSOR_UNIT.area, 0x40);
    expect(changes).toBe(1);
  });
});

describe("while the processor waits", () => {
  it("every device keeps its turn, and each acts as often as if the time had passed", () => {
    const acts = (waiting: boolean): string[] => {
      const rig = boardRig({ cpus: 3 });
      for (const id of [1, 2]) rig.out(unit(id) + PROCESSOR_UNIT.area, 0x1000 * id);
      for (const id of [1, 2]) rig.out(unit(id), PROCESSOR_UNIT.running);
      rig.out(0x43, 0x34, 1);
      rig.out(0x40, 0xa9, 1);
      rig.out(0x40, 0x04, 1);
      return Array.from({ length: 60 }, () => {
        if (waiting) rig.board.wait();
        else rig.now = rig.board.due();
        return rig.board.act()?.device ?? "";
      });
    };
    expect(acts(true)).toEqual(acts(false));
    expect(new Set(acts(true))).toEqual(new Set(["cpu1", "cpu2", "timer"]));
  });

  it("takes no position for the wait: what is due is due where it stands", () => {
    const rig = boardRig({ cpus: 2 });
    rig.out(unit(1), PROCESSOR_UNIT.running);
    rig.now = 10;
    expect(rig.board.due()).toBeGreaterThan(100);
    rig.board.wait();
    expect(rig.board.due()).toBe(10);
  });
});
