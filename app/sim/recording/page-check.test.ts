import { describe, expect, it } from "vitest";
import { ContentStore } from "../memory/content-store.ts";
import { PhysMemory } from "../memory/phys-memory.ts";
import { checkPages } from "./page-check.ts";

function memoryAfter(...writes: readonly (readonly [address: number, value: number])[]) {
  const memory = new PhysMemory(new ContentStore(), 8);
  memory.write32(0x3000, 0x01020304);
  memory.seal();
  const before = memory.frames.slice();
  for (const [address, value] of writes) memory.write8(address, value);
  memory.seal();
  return { memory, before };
}

describe("a check of pages", () => {
  it("finds the first byte that has changed and may not", () => {
    const { memory, before } = memoryAfter([0x3001, 9], [0x5000, 7]);
    expect(checkPages(memory, before, new Uint8Array(8), []).wrong).toEqual({ address: 0x3001, was: 3, is: 9 });
  });

  it("counts bytes that may change, to the first and the last of them", () => {
    const { memory, before } = memoryAfter([0x3001, 9], [0x3002, 9], [0x3003, 9]);
    expect(checkPages(memory, before, new Uint8Array(8), [[0x3001, 0x3004]])).toEqual({ compared: 8, bytes: 3 });
    expect(checkPages(memory, before, new Uint8Array(8), [[0x3001, 0x3003]]).wrong?.address).toBe(0x3003);
    expect(checkPages(memory, before, new Uint8Array(8), [[0x3002, 0x3004]]).wrong?.address).toBe(0x3001);
  });

  it("leaves out frames that do not matter, and takes a page written anew with the same bytes for equal", () => {
    const { memory, before } = memoryAfter([0x3000, 4], [0x5000, 7]);
    expect(memory.frames[3]).not.toBe(before[3]);
    expect(checkPages(memory, before, Uint8Array.of(0, 0, 0, 0, 0, 1, 0, 0), [])).toEqual({ compared: 7, bytes: 0 });
  });
});
