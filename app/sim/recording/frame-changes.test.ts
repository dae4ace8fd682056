import { describe, expect, it } from "vitest";
import { randomAt } from "../core/rng.ts";
import { ContentStore } from "../memory/content-store.ts";
import { PhysMemory } from "../memory/phys-memory.ts";
import { FrameChanges } from "./frame-changes.ts";

const FRAMES = 40;

describe("frame changes", () => {
  it("lead from every boundary to every other, whatever changed and whatever changed places", () => {
    const store = new ContentStore();
    store.define(1000, { owner: "A", what: "any", home: (index) => index, fill: () => undefined });
    const memory = new PhysMemory(store, FRAMES);
    const changes = new FrameChanges();
    const firsts: number[] = [];
    const tables: (readonly number[])[] = [];
    const touched: ReadonlySet<number>[] = [];
    const note = (): void => {
      firsts.push(changes.length);
      tables.push(Array.from(memory.table));
    };
    note();
    for (let quantum = 0; quantum < 60; quantum++) {
      const frames = new Set<number>();
      for (let i = 0; i < 12; i++) {
        const [a, b] = [randomAt(quantum, 2 * i) % FRAMES, randomAt(quantum, 2 * i + 1) % FRAMES];
        const [there, here] = [memory.table[a] ?? 0, memory.table[b] ?? 0];
        if (i % 3 === 0) memory.setContent(a, randomAt(quantum, 100 + i) % 1000);
        else {
          memory.setContent(a, here);
          memory.setContent(b, there);
          frames.add(b);
        }
        frames.add(a);
      }
      memory.seal((frame, before, now) => changes.push(frame, before, now));
      changes.seal();
      touched.push(frames);
      note();
    }
    let at = tables.length - 1;
    for (let i = 0; i < 300; i++) {
      const to = randomAt(9, i) % tables.length;
      changes.apply(memory, firsts[at] ?? 0, firsts[to] ?? 0);
      expect(Array.from(memory.table)).toEqual(tables[to]);
      at = to;
    }
    touched.forEach((frames, quantum) => {
      const told: number[] = [];
      changes.frames(firsts[quantum] ?? 0, firsts[quantum + 1] ?? 0, (frame) => told.push(frame));
      expect(told.toSorted((a, b) => a - b)).toEqual([...frames].toSorted((a, b) => a - b));
    });
  });

  it("take eight bytes for two frames that have changed places", () => {
    const changes = new FrameChanges();
    changes.push(7, 1, 2);
    for (let page = 0; page < 100; page++) {
      changes.push(1000 + page, 300 + page, 600 + page);
      changes.push(2000 + page, 600 + page, 300 + page);
    }
    changes.seal();
    expect(changes.bytes).toBe(101 * 8);
  });
});
