// The backup pages map is read from A's list, and anything that is no list is told from one.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OldMemory, readBackupMap } from "./old-memory.ts";

const FRAMES = 4096;
const PAGE = 4096;

/** Words of a list of one page at frame 0x300: runs of (first destination, sources). */
function listOf(runs: readonly (readonly [destination: number, sources: readonly number[]])[]): Map<number, number> {
  const words = runs.flatMap(([destination, sources]) => [
    (destination * PAGE) | 1,
    ...sources.map((source) => (source * PAGE) | 8),
  ]);
  return new Map([...words, 4].map((word, i) => [0x300 * PAGE + i * 4, word]));
}
const HEAD = (0x300 * PAGE) | 2;
const reader = (words: ReadonlyMap<number, number>) => (address: number) => words.get(address) ?? 0;

describe("the backup pages map", () => {
  it("leads from every destination to its source", () => {
    const pairs = fc.uniqueArray(fc.integer({ min: 0x400, max: 0x7ff }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(pairs, (homes) => {
        const runs = homes.map((home, i) => [home, [0x900 + i]] as const);
        const map = readBackupMap(reader(listOf(runs)), HEAD, FRAMES);
        expect(map).toEqual(new Map(homes.map((home, i) => [home, 0x900 + i])));
      }),
    );
  });

  it("goes on by one page with every source", () => {
    expect(readBackupMap(reader(listOf([[0x400, [7, 8, 9]]])), HEAD, FRAMES)).toEqual(
      new Map([[0x400, 7], [0x401, 8], [0x402, 9]]), // prettier-ignore
    );
  });

  it.each<[string, number, Map<number, number>, RegExp]>([
    ["nothing", 0, new Map(), /nobody has said/],
    ["a word without a flag", HEAD, new Map([[0x300 * PAGE, 0x12345000]]), /0x300000 is no entry/],
    ["a frame the machine does not have", HEAD, listOf([[0x400, [0xfffff]]]), /is no entry/],
    ["two sources for a page", HEAD, listOf([[0x400, [7]], [0x400, [8]]]), /second source/], // prettier-ignore
    ["a list that leads to itself", HEAD, new Map([[0x300 * PAGE, HEAD]]), /no entry|no end/],
  ])("is told from %s", (_, head, words, reason) => {
    expect(readBackupMap(reader(words), head, FRAMES)).toMatch(reason);
  });

  it("is never taken from random words without a reason to trust it", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff_ffff }), { maxLength: 64 }), (random) => {
        const words = new Map(random.map((word, i) => [0x300 * PAGE + i * 4, word]));
        const map = readBackupMap(reader(words), HEAD, FRAMES);
        if (typeof map === "string") return;
        for (const frame of [...map.keys(), ...map.values()]) expect(frame).toBeLessThan(FRAMES);
        expect(random).toContain(4);
      }),
    );
  });
});

describe("old memory", () => {
  it("reads and writes a word of A where A's list has put it", () => {
    const words = new Map([[0x900 * PAGE + 0x28, 42]]);
    const memory = {
      read8: () => 0,
      read32: reader(words),
      write8: () => undefined,
      write32: (address: number, value: number) => words.set(address, value),
    };
    const old = new OldMemory(memory, new Map([[0x400, 0x900]]));
    expect(old.read32(0x400 * PAGE + 0x28)).toBe(42);
    old.write32(0x400 * PAGE + 0x28, 43);
    expect(words).toEqual(new Map([[0x900 * PAGE + 0x28, 43]]));
    expect(old.frameOf(0x401)).toBe(0x401);
    const moved = new OldMemory(memory, new Map([[0x400, 0x900]]), (frame) => frame + 1);
    expect(moved.frameOf(0x400)).toBe(0x901);
  });
});
