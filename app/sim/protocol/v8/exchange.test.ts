// The executed exchange against the direct model, for random images: any number of segments, self-pairs, chained list
// pages. Twice must be as if never.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cpu } from "../../cpu/cpu.ts";
import { ContentStore } from "../../memory/content-store.ts";
import { PhysMemory } from "../../memory/phys-memory.ts";
import { exchangeModel } from "../exchange-model.ts";
import { AS_IT_WAS } from "../variant.ts";
import { controlCode } from "./control-code.ts";

const FRAMES = 512;
const CONTROL = 400;
const SWAP = 401;
const FIRST_LIST = 402;
const code = controlCode(AS_IT_WAS);
const SWAP_PAGES = code.listing.labels.get("swap_pages") ?? 0;

/** Segments of consecutive destinations, each page with a source of its own or itself. */
const image = fc.record({
  order: fc.shuffledSubarray(
    Array.from({ length: 200 }, (_, i) => 200 + i),
    { minLength: 200 },
  ),
  segments: fc.array(fc.record({ skip: fc.nat(5), length: fc.integer({ min: 1, max: 9 }) }), { maxLength: 9 }),
  selves: fc.array(fc.boolean(), { minLength: 100, maxLength: 100 }),
  perListPage: fc.integer({ min: 2, max: 12 }),
});
type Image = typeof image extends fc.Arbitrary<infer T> ? T : never;

interface Pair {
  readonly destination: number;
  readonly source: number;
}

function build({ order, segments, selves }: Image): { words: number[]; pairs: Pair[] } {
  const words: number[] = [];
  const pairs: Pair[] = [];
  let destination = 16;
  for (const { skip, length } of segments) {
    destination += skip;
    words.push((destination << 12) | 1);
    for (let i = 0; i < length; i++, destination++) {
      const source = selves[pairs.length] === true ? destination : (order[pairs.length] ?? 0);
      words.push((source << 12) | 8);
      pairs.push({ destination, source });
    }
  }
  return { words, pairs };
}

function machine(seed: number): { memory: PhysMemory; cpu: Cpu } {
  const store = new ContentStore();
  const memory = new PhysMemory(store, FRAMES);
  const first = store.define(FRAMES, {
    owner: "A",
    what: "test",
    home: (i) => i,
    fill: (i, words) => words.forEach((_, k) => (words[k] = Math.imul(i + seed, 0x9e3779b1) ^ k)),
  });
  for (let frame = 0; frame < FRAMES; frame++) memory.restoreFrame(frame, first + frame);
  code.listing.bytes.forEach((byte, i) => memory.write8(CONTROL * 4096 + i, byte));
  memory.seal();
  const cpu = new Cpu(memory, { pae: false });
  cpu.flatProtectedMode(0x60, 0x68);
  return { memory, cpu };
}

/** Writes the list, chaining after `perPage` entries, and returns the head word. */
function writeList(memory: PhysMemory, words: readonly number[], perPage: number): number {
  let page = FIRST_LIST;
  let used = 0;
  for (const word of [...words, 4]) {
    if (used === perPage) {
      memory.write32(page * 4096 + used * 4, ((page + 1) << 12) | 2);
      page++;
      used = 0;
    }
    memory.write32(page * 4096 + used * 4, word);
    used++;
  }
  return (FIRST_LIST << 12) | 2;
}

function exchange(memory: PhysMemory, cpu: Cpu, head: number): void {
  const top = CONTROL * 4096 + 0x1000;
  [0, head, SWAP << 12].forEach((word, i) => memory.write32(top - 12 + i * 4, word));
  cpu.regs[4] = top - 12;
  cpu.eip = CONTROL * 4096 + SWAP_PAGES;
  for (let steps = 0; cpu.eip !== 0; steps++) {
    if (steps > 20_000) throw new Error("the exchange does not end");
    cpu.run(1);
  }
}

describe("swap_pages", () => {
  it("leaves memory as the direct model does, and restores every byte the second time", () => {
    fc.assert(
      fc.property(image, fc.nat(1000), (random, seed) => {
        const { words, pairs } = build(random);
        const { memory, cpu } = machine(seed);
        const head = writeList(memory, words, random.perListPage);
        const before = Array.from({ length: FRAMES }, (_, frame) => memory.bytes(frame).slice());
        const places = Uint32Array.from({ length: FRAMES }, (_, frame) => frame);
        exchangeModel(places, {
          destinations: Uint32Array.from(pairs, (pair) => pair.destination),
          sources: Uint32Array.from(pairs, (pair) => pair.source),
        });
        exchange(memory, cpu, head);
        const skip = new Set([CONTROL, SWAP]);
        for (let frame = 0; frame < FRAMES; frame++) {
          if (!skip.has(frame))
            expect(Buffer.compare(memory.bytes(frame), before[places[frame] ?? 0] ?? new Uint8Array())).toBe(0);
        }
        exchange(memory, cpu, head);
        for (let frame = 0; frame < FRAMES; frame++) {
          if (!skip.has(frame)) expect(Buffer.compare(memory.bytes(frame), before[frame] ?? new Uint8Array())).toBe(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("keeps EBP, EBX, EDI and ESI for its caller", () => {
    const { memory, cpu } = machine(1);
    const head = writeList(memory, [(20 << 12) | 1, (210 << 12) | 8], 10);
    cpu.regs.set([1, 2, 3, 44, 5, 55, 66, 77]);
    exchange(memory, cpu, head);
    expect([3, 5, 6, 7].map((i) => cpu.regs[i])).toEqual([44, 55, 66, 77]);
  });
});
