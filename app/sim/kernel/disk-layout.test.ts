import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PAGE_SIZE, pagesOf } from "../core/units.ts";
import { coreHeaders } from "../formats/elf-core.ts";
import {
  bootArea,
  cachedArea,
  type DiskArea,
  FILE_SYSTEM_AREA,
  RAW_AREA,
  slotAt,
  SLOTS,
  storageBlocks,
} from "./disk-layout.ts";
import { imagePageCount } from "./image-pages.ts";

const MIB = 1024 * 1024;
const machines = fc.record({
  frames: fc.integer({ min: 2048, max: 262_144 }),
  kernelIsPae: fc.boolean(),
  bRange: fc.record({ start: fc.constant(MIB), end: fc.integer({ min: 2, max: 64 }).map((n) => n * MIB) }),
});

const hibernation = (cachedB: boolean) => ({
  rounds: ["off" as const],
  image: "plain" as const,
  restore: "krestore" as const,
  cRange: { start: MIB, end: 2 * MIB },
  channels: { entry: "register" as const, map: "register" as const, header: "command-line" as const },
  sleep: "S5" as const,
  resume: "newest" as const,
  cachedB,
  cBase: MIB,
});

describe("the disk", () => {
  it("has areas that follow each other without a gap, to its end", () => {
    fc.assert(
      fc.property(machines, (plan) => {
        const slots = Array.from({ length: SLOTS }, (_, n) => slotAt(plan, n));
        const areas: DiskArea[] = [FILE_SYSTEM_AREA, RAW_AREA, bootArea(plan.kernelIsPae), ...slots, cachedArea(plan)];
        const ends = areas.map(({ first, blocks }) => first + blocks);
        expect(areas.map(({ first }) => first)).toEqual([0, ...ends.slice(0, -1)]);
        expect(storageBlocks({ ...plan, hibernation: hibernation(true) })).toBe(ends.at(-1));
        expect(storageBlocks({ ...plan, hibernation: hibernation(false) })).toBe(ends.at(-2));
        for (const { first, header, checksums, file, blocks } of slots) {
          expect([header, checksums.first]).toEqual([first, first + 1]);
          expect(file.first).toBe(checksums.first + checksums.blocks);
          expect(file.first + file.blocks).toBe(first + blocks);
          expect(checksums.blocks * PAGE_SIZE).toBeGreaterThanOrEqual(4 * file.blocks);
        }
      }),
    );
  });

  it("has the configuration and every page of kernel C in the boot area", () => {
    expect([false, true].map((pae) => bootArea(pae).blocks - imagePageCount(pae))).toEqual([1, 1]);
  });

  it.each([2048, 8190, 8191])(
    "has room in a slot for all of %i frames, in as many ranges as a core may have",
    (frames) => {
      const loads = (count: number) =>
        Array.from({ length: count }, (_, i) => ({ paddr: 2 * i * PAGE_SIZE, bytes: PAGE_SIZE }));
      const plain = coreHeaders([], [{ paddr: 0, bytes: frames * PAGE_SIZE }]).fileBytes;
      const scattered = coreHeaders([], loads(Math.min(4095, Math.floor(frames / 2)))).fileBytes;
      const { blocks } = slotAt({ frames, kernelIsPae: false }, 0).file;
      expect(pagesOf(Math.max(plain, scattered))).toBeLessThanOrEqual(blocks);
    },
  );

  it("is as small as it was where nobody hibernates", () => {
    expect(storageBlocks({ frames: 4096, kernelIsPae: false, bRange: { start: 0, end: MIB } })).toBe(64);
  });
});
