// Memory that shares pages behaves like memory that does not, whatever is written, copied, sealed and taken back.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PAGE_SIZE } from "../core/units.ts";
import { ContentStore } from "./content-store.ts";
import { LongColumn } from "./growable.ts";
import { PhysMemory } from "./phys-memory.ts";

const FRAMES = 6;
const BYTES = FRAMES * PAGE_SIZE;
type Size = 1 | 2 | 4;

type Action =
  | { readonly kind: "write"; readonly at: number; readonly size: Size; readonly value: number }
  | { readonly kind: "copy"; readonly to: number; readonly from: number }
  | { readonly kind: "seal" }
  | { readonly kind: "rollback" };

/** Around a few places, some at the ends of pages, so that actions meet. */
const place = fc
  .tuple(fc.nat(FRAMES - 1), fc.constantFrom(0, 8, 2048, PAGE_SIZE - 6), fc.nat(7))
  .map(([frame, offset, more]) => Math.min(frame * PAGE_SIZE + offset + more, BYTES - 1));
const frame = fc.nat(FRAMES - 1);
const write = fc.record({
  kind: fc.constant("write" as const),
  at: place,
  size: fc.constantFrom<Size>(1, 2, 4),
  value: fc.nat(0xffffffff),
});
const copy = fc.record({ kind: fc.constant("copy" as const), to: frame, from: frame });
const seal = fc.constant<Action>({ kind: "seal" });
const rollback = fc.constant<Action>({ kind: "rollback" });
const actions = fc.array(
  fc.oneof({ arbitrary: write, weight: 6 }, { arbitrary: copy, weight: 3 }, { arbitrary: seal, weight: 1 }, rollback),
  { maxLength: 60 },
);

/** Plain bytes. */
class Plain {
  bytes = new Uint8Array(BYTES);
  private boundary = new Uint8Array(BYTES);

  apply(action: Action): void {
    if (action.kind === "seal") this.boundary = this.bytes.slice();
    else if (action.kind === "rollback") this.bytes = this.boundary.slice();
    else if (action.kind === "write") {
      for (let i = 0; i < action.size && action.at + i < BYTES; i++) {
        this.bytes[action.at + i] = (action.value >>> (8 * i)) & 0xff;
      }
    } else {
      const from = action.from * PAGE_SIZE;
      this.bytes.copyWithin(action.to * PAGE_SIZE, from, from + PAGE_SIZE);
    }
  }
}

function apply(memory: PhysMemory, action: Action): void {
  if (action.kind === "seal") memory.seal();
  else if (action.kind === "rollback") memory.rollback();
  else if (action.kind === "copy") memory.copyFrame(action.to, action.from);
  else if (action.size === 4) memory.write32(action.at, action.value);
  else if (action.size === 2) memory.write16(action.at, action.value);
  else memory.write8(action.at, action.value);
}

const fresh = (): PhysMemory => {
  const memory = new PhysMemory(new ContentStore(), FRAMES);
  memory.seal();
  return memory;
};

describe("memory in shared pages", () => {
  it("holds what plain memory holds", () => {
    fc.assert(
      fc.property(actions, (list) => {
        const memory = fresh();
        const plain = new Plain();
        for (const action of list) {
          apply(memory, action);
          plain.apply(action);
        }
        expect(Buffer.compare(memory.slice(0, BYTES), plain.bytes)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it("reads the same bytes in every size, and ones where there is none", () => {
    const memory = fresh();
    const last = PAGE_SIZE - 4;
    for (let i = 0; i < 8; i++) memory.write8(last + i, 0x11 * (i + 1));
    for (let i = 0; i < 5; i++) {
      const bytes = [0, 1, 2, 3].map((k) => memory.read8(last + i + k));
      const [a = 0, b = 0, c = 0, d = 0] = bytes;
      expect(memory.read16(last + i)).toBe(a | (b << 8));
      expect(memory.read32(last + i)).toBe((a | (b << 8) | (c << 16) | (d << 24)) >>> 0);
    }
    expect([memory.read8(BYTES), memory.read16(BYTES), memory.read32(BYTES)]).toEqual([0xff, 0xffff, 0xffffffff]);
  });

  it("tells its frames' changes, and repeats a journal to the same hash", () => {
    const some = fc.array(fc.oneof(write, copy), { maxLength: 40 });
    fc.assert(
      fc.property(some, some, (before, list) => {
        const memory = fresh();
        for (const action of before) apply(memory, action);
        memory.seal();
        const start = memory.frames.slice();
        memory.journal = new LongColumn();
        for (const action of list) {
          // page copies are the processor's and in no journal; a kernel gives sealed contents to frames
          if (action.kind === "copy") memory.setContent(action.to, start[action.from] ?? 0);
          else apply(memory, action);
        }
        const { journal } = memory;
        memory.journal = undefined;
        const hash = memory.hash();
        const bytes = memory.slice(0, BYTES);
        const changed = new Map<number, number>();
        memory.rollback();
        expect(memory.frames).toEqual(start);
        memory.replay(journal, 0, journal.length);
        expect([memory.hash(), Buffer.compare(memory.slice(0, BYTES), bytes)]).toEqual([hash, 0]);
        memory.seal((pfn, was) => changed.set(pfn, was));
        for (const [pfn, was] of changed) expect(was).toBe(start[pfn]);
        for (const [pfn, id] of memory.frames.entries()) if (!changed.has(pfn)) expect(id).toBe(start[pfn]);
      }),
    );
  });
});

describe("watched code", () => {
  it("moves the epoch when a byte in its 128 bytes is written, and for no other byte of the frame", () => {
    const memory = new PhysMemory(new ContentStore(), 4);
    memory.watchCode(0x17c, 8);
    memory.write8(0x1000, 1);
    memory.write8(0x100, 1);
    const writes: readonly (readonly [boolean, () => void])[] = [
      [true, () => memory.write8(0x100, 2)],
      [true, () => memory.write32(0x1fc, 2)],
      [true, () => memory.write16(0xff, 0x0202)],
      [false, () => memory.write8(0x200, 2)],
      [false, () => memory.write32(0xfc, 2)],
      [false, () => memory.write8(0x1180, 2)],
      [true, () => memory.copyFrame(0, 1)],
    ];
    for (const [moves, write] of writes) {
      const before = memory.codeEpoch;
      write();
      expect(memory.codeEpoch !== before, write.toString()).toBe(moves);
    }
  });
});

describe("storage frames", () => {
  const make = (): PhysMemory => new PhysMemory(new ContentStore(), FRAMES, 2);

  it("are reached by no address, read or copied, and are no RAM", () => {
    const memory = make();
    memory.write32(BYTES, 0x1234);
    memory.copyFrame(0, FRAMES);
    memory.copyFrame(FRAMES, 1);
    expect([memory.read32(BYTES), memory.isRam(FRAMES), memory.frameCount]).toEqual([0xffffffff, false, FRAMES]);
    expect([...memory.table.subarray(FRAMES)]).toEqual([0, 0]);
  });

  it("hold what was transferred, are hashed, and are told of at a boundary and taken back like any other", () => {
    const memory = make();
    memory.write32(0x1004, 77);
    memory.seal();
    const before = memory.hash();
    memory.transfer(FRAMES + 1, 1);
    memory.write32(0x1004, 78);
    expect(memory.hash()).not.toBe(before);
    memory.rollback();
    expect(memory.hash()).toBe(before);
    memory.transfer(FRAMES + 1, 1);
    memory.write32(0x1004, 78);
    const changed: number[] = [];
    memory.seal((frame) => changed.push(frame));
    expect(changed).toEqual([FRAMES + 1, 1]);
    const plain = make();
    plain.write32(0x1004, 78);
    plain.seal();
    expect(memory.hash()).not.toBe(plain.hash());
    memory.transfer(2, FRAMES + 1);
    expect(memory.read32(0x2004)).toBe(77);
  });

  it("are repeated from a journal, although the page was written again in the same stretch", () => {
    const store = new ContentStore();
    const memory = new PhysMemory(store, FRAMES, 2);
    memory.journal = new LongColumn();
    memory.write32(0x3000, 1);
    memory.transfer(FRAMES, 3);
    memory.write32(0x3000, 2);
    memory.transfer(4, FRAMES);
    const { journal } = memory;
    memory.journal = undefined;
    memory.seal();
    const other = new PhysMemory(store, FRAMES, 2);
    other.replay(journal, 0, journal.length);
    expect([0x3000, 0x4000].map((at) => other.read32(at))).toEqual([2, 1]);
    expect(other.hash()).toBe(memory.hash());
  });
});
