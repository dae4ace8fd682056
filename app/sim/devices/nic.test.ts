import { describe, expect, it } from "vitest";
import { readText } from "../kernel/struct.ts";
import { NEVER } from "./device.ts";
import { ACPI, LINE, NIC } from "./registers.ts";
import { boardRig, type BoardRig, FRAMES, programPics } from "./testing/board-rig.ts";

const RING = 0x1000;
const BUFFERS = [0x3000, 0x5040, 0x7000];
const register = (offset: number): number => NIC.base + offset;

function up(rig: BoardRig, period = 100): void {
  BUFFERS.forEach((buffer, i) => {
    rig.memory.write32(RING + 8 * i, buffer);
    rig.memory.write32(RING + 8 * i + 4, NIC.owned);
  });
  rig.out(register(NIC.ring), RING);
  rig.out(register(NIC.ringSize), BUFFERS.length);
  rig.out(register(NIC.period), period);
  rig.out(register(NIC.mask), NIC.interrupt);
  rig.out(register(NIC.control), NIC.enable);
}

describe("the network card", () => {
  it("puts packets into its buffers in turn, tells the ring, and raises its line", () => {
    const rig = boardRig();
    programPics(rig);
    up(rig);
    const acts = rig.runTo(1000);
    expect(acts.length).toBeGreaterThan(5);
    acts.slice(0, 4).forEach(({ a, b, device }, i) => {
      expect({ device, a, b }).toEqual({ device: "eth0", a: (BUFFERS[i % 3] ?? 0) >>> 12, b: i + 1 });
    });
    expect(readText(rig.memory, BUFFERS[1] ?? 0, 9)).toMatch(/^PACKET \d/);
    const word = rig.memory.read32(RING + 4);
    expect(word).toBeGreaterThanOrEqual(NIC.smallestPacket);
    expect(word).toBeLessThanOrEqual(NIC.largestPacket);
    expect(rig.in(register(NIC.packets))).toBe(acts.length);
    expect(rig.in(register(NIC.head))).toBe(acts.length % 3);
    expect(rig.in(register(NIC.status))).toBe(NIC.received);
    expect(rig.board.pending()?.line).toBe(LINE.nic);
    rig.out(register(NIC.status), NIC.received);
    expect(rig.in(register(NIC.status))).toBe(0);
  });

  it("comes at intervals between half a period and one and a half, the same for one seed, others for another", () => {
    const times = (seed: number): number[] => {
      const rig = boardRig({ seed });
      up(rig, 200);
      return rig.runTo(20_000).map(({ t }) => t);
    };
    const here = times(1);
    expect(times(1)).toEqual(here);
    expect(times(2)).not.toEqual(here);
    const gaps = here.slice(1).map((t, i) => t - (here[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...gaps)).toBeLessThan(300);
    expect(here.length).toBeGreaterThan(85);
  });

  it("goes on into the buffers it has fetched, whatever the ring in memory says by then", () => {
    const rig = boardRig();
    up(rig);
    for (let i = 0; i < 3; i++) rig.memory.write32(RING + 8 * i, 0x9000);
    expect(new Set(rig.runTo(1000).map(({ a }) => a))).toEqual(new Set(BUFFERS.map((buffer) => buffer >>> 12)));
    expect(rig.memory.read32(0x9000)).toBe(0);
  });

  it("is quiet when disabled or reset, and looks at the ring again when enabled", () => {
    const rig = boardRig();
    up(rig);
    rig.out(register(NIC.control), 0);
    expect(rig.runTo(5000)).toEqual([]);
    rig.memory.write32(RING, 0x9000);
    rig.out(register(NIC.control), NIC.enable);
    expect(rig.runTo(5200)[0]?.a).toBe(9);
    rig.out(register(NIC.control), NIC.reset);
    expect(rig.runTo(9000)).toEqual([]);
    expect(rig.in(register(NIC.ring))).toBe(0);
  });

  it("reads all ones in D3, takes no writes, and comes back reset through ACPI", () => {
    const rig = boardRig();
    up(rig);
    rig.out(register(NIC.control), NIC.enable | NIC.d3);
    expect(rig.runTo(5000)).toEqual([]);
    expect(rig.in(register(NIC.ring))).toBe(0xffffffff);
    rig.out(register(NIC.control), NIC.reset);
    expect(rig.in(register(NIC.control))).toBe(0xffffffff);
    rig.out(ACPI.powerOn, NIC.acpi, 1);
    expect(rig.in(register(NIC.control))).toBe(0);
    expect(rig.board.due()).toBe(NEVER);
  });

  it("loses narrower writes, and shows its frames while it is active", () => {
    const rig = boardRig();
    rig.out(register(NIC.ring), 0x55, 1);
    expect(rig.in(register(NIC.ring))).toBe(0);
    const sight = () => rig.board.sights().find(({ name }) => name === "eth0");
    expect(sight()).toMatchObject({ active: false, frames: [], irq: 11 });
    up(rig);
    expect(sight()).toMatchObject({ active: true, frames: [1, 3, 5, 7], doing: "receives packets into 3 buffers" });
    expect(rig.in(register(NIC.ring), 2)).toBe(RING);
  });

  it("writes into a given frame when told to, and not beyond memory", () => {
    const rig = boardRig();
    expect(rig.board.dma("eth0", 12)).toMatchObject({ a: 12, b: 1, device: "eth0" });
    expect(readText(rig.memory, 0xc000, 9)).toBe("PACKET 1 ");
    const before = rig.memory.hash();
    rig.board.dma("eth0", FRAMES);
    expect(rig.memory.hash()).toBe(before);
    expect(rig.board.dma("ttyS0", 1)).toBeUndefined();
  });
});
