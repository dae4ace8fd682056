import { describe, expect, it } from "vitest";
import { DISK, LINE } from "./registers.ts";
import { BLOCKS, boardRig, type BoardRig, FRAMES, programPics } from "./testing/board-rig.ts";

const QUEUE = 0x2000;
const register = (offset: number): number => DISK.base + offset;

/** `op` with its count. */
function put(rig: BoardRig, index: number, op: number, block: number, buffer: number): void {
  [op, block, buffer, 0].forEach((word, i) => rig.memory.write32(QUEUE + 16 * index + 4 * i, word));
}
const words = ({ memory }: BoardRig, block: number): readonly number[] => [
  ...memory.store.words(memory.table[FRAMES + block] ?? 0),
];
const blockWord = (rig: BoardRig, block: number): number => words(rig, block)[0] ?? 0;
const status = (rig: BoardRig, index: number): number => rig.memory.read32(QUEUE + 16 * index + 12);

function up(rig: BoardRig, mask = 0): void {
  rig.out(register(DISK.queue), QUEUE);
  rig.out(register(DISK.queueSize), 8);
  rig.out(register(DISK.mask), mask);
  rig.out(register(DISK.control), DISK.enable);
}

describe("the disk", () => {
  it("writes pages to blocks and reads them back, one command after the other", () => {
    const rig = boardRig();
    programPics(rig);
    up(rig, DISK.interrupt);
    rig.memory.write32(0x5008, 0xfeedbeef);
    put(rig, 0, DISK.write, 3, 0x5000);
    put(rig, 1, DISK.flush, 0, 0);
    put(rig, 2, DISK.read, 3, 0x9000);
    rig.now = 10;
    rig.out(register(DISK.tail), 3);
    const acts = rig.runTo(500);
    expect(acts.map(({ t }) => t)).toEqual([34, 58, 82]);
    expect(acts.map(({ label }) => label.split(" ")[1])).toEqual(["frame", "flush", "block"]);
    expect(rig.memory.read32(0x9008)).toBe(0xfeedbeef);
    expect([0, 1, 2].map((i) => status(rig, i))).toEqual([1, 1, 1]);
    expect(rig.in(register(DISK.head))).toBe(3);
    expect(rig.board.pending()?.line).toBe(LINE.disk);
  });

  it("moves neighbouring frames and blocks with one command, which takes longer", () => {
    const rig = boardRig();
    up(rig);
    for (let i = 0; i < 3; i++) rig.memory.write32(0x5000 + i * 4096, 100 + i);
    put(rig, 0, DISK.write | (3 << DISK.countShift), 2, 0x5000);
    put(rig, 1, DISK.read | (3 << DISK.countShift), 2, 0x9000);
    rig.out(register(DISK.tail), 2);
    const acts = rig.runTo(500);
    const time = DISK.latency + 2 * DISK.blockLatency;
    expect(acts.map(({ t }) => t)).toEqual([time, 2 * time]);
    expect(acts.map(({ a, b }) => [a, b])).toEqual([
      [5, 2],
      [9, 2],
    ]);
    expect([0, 1, 2].map((i) => rig.memory.read32(0x9000 + i * 4096))).toEqual([100, 101, 102]);
    expect(blockWord(rig, 4)).toBe(102);
    expect(blockWord(rig, 5)).toBe(0);
  });

  it("keeps what was written apart from the page it came from", () => {
    const rig = boardRig();
    up(rig);
    rig.memory.write32(0x5000, 1);
    put(rig, 0, DISK.write, 0, 0x5000);
    rig.out(register(DISK.tail), 1);
    rig.runTo(100);
    rig.memory.write32(0x5000, 2);
    put(rig, 1, DISK.read, 0, 0x6000);
    rig.out(register(DISK.tail), 2);
    rig.runTo(200);
    rig.memory.write32(0x6004, 3);
    expect([0x5000, 0x6000, 0x6004].map((at) => rig.memory.read32(at))).toEqual([2, 1, 3]);
    expect(rig.memory.store.words(rig.memory.table[FRAMES] ?? 0)[1]).toBe(0);
  });

  it("uses the command as it fetched it, although the page of the queue has become another's", () => {
    const rig = boardRig();
    up(rig);
    put(rig, 0, DISK.read, 0, 0x7000);
    rig.memory.write32(0x7000, 0xaaaa);
    rig.out(register(DISK.tail), 1);
    for (let i = 0; i < 16; i += 4) rig.memory.write32(QUEUE + i, 0xffffffff);
    expect(rig.runTo(100)[0]?.a).toBe(7);
    expect(rig.memory.read32(0x7000)).toBe(0);
    expect(status(rig, 0)).toBe(DISK.completed);
  });

  it.each([
    ["an unaligned buffer", DISK.read, 0, 0x5004],
    ["a block it does not have", DISK.write, BLOCKS, 0x5000],
    ["a buffer beyond memory", DISK.read, 0, FRAMES * 4096],
    ["an operation it does not know", 9, 0, 0x5000],
    ["blocks of which the last is not there", DISK.read | (2 << DISK.countShift), BLOCKS - 1, 0x5000],
    ["frames of which the last is beyond memory", DISK.read | (2 << DISK.countShift), 0, (FRAMES - 1) * 4096],
    ["more blocks than a command takes", DISK.read | (17 << DISK.countShift), 0, 0x5000],
  ])("fails %s", (_, op, block, buffer) => {
    const rig = boardRig();
    up(rig);
    put(rig, 0, op, block, buffer);
    rig.out(register(DISK.tail), 1);
    const [act] = rig.runTo(100);
    expect(act?.label).toContain("fails");
    expect(status(rig, 0)).toBe(DISK.failed);
  });

  it.each([
    [0, 0, 0],
    [8, 0, 4],
    [16, 1, 0],
    [24, 1, 4],
    [31, 1, 7],
  ])("has %i operations into a write of two pages %i of them, and %i sectors of the next", (after, whole, sectors) => {
    const rig = boardRig();
    up(rig);
    for (let at = 0; at < 8192; at += 4) rig.memory.write32(0x5000 + at, 0x11111111);
    put(rig, 0, DISK.write | (2 << DISK.countShift), 1, 0x5000);
    put(rig, 1, DISK.write | (2 << DISK.countShift), 3, 0x5000);
    rig.out(register(DISK.tail), 1);
    rig.runTo(100);
    for (let at = 0; at < 8192; at += 4) rig.memory.write32(0x5000 + at, 0x22222222);
    put(rig, 1, DISK.write | (2 << DISK.countShift), 1, 0x5000);
    rig.out(register(DISK.tail), 2);
    rig.now = 100 + after;
    rig.board.losePower();
    const news = [1, 2].map((block) => words(rig, block).filter((word) => word === 0x22222222).length);
    const expected = whole === 0 ? [sectors * 128, 0] : [1024, sectors * 128];
    expect(news).toEqual(expected);
    expect(words(rig, 1 + whole).lastIndexOf(0x22222222)).toBe(sectors * 128 - 1);
    expect(rig.board.off).toBe("power lost");
    rig.board.reset();
    expect(rig.board.off).toBeUndefined();
    expect(rig.runTo(1000)).toEqual([]);
  });

  it("completes nothing once it is reset, and takes nothing up while disabled", () => {
    const rig = boardRig();
    up(rig);
    put(rig, 0, DISK.flush, 0, 0);
    rig.out(register(DISK.tail), 1);
    rig.out(register(DISK.control), DISK.reset);
    expect(rig.runTo(1000)).toEqual([]);
    rig.out(register(DISK.queue), QUEUE);
    rig.out(register(DISK.queueSize), 8);
    rig.out(register(DISK.tail), 1);
    expect(rig.runTo(2000)).toEqual([]);
    rig.out(register(DISK.control), DISK.enable);
    expect(rig.runTo(3000)).toHaveLength(1);
  });
});
