import { describe, expect, it } from "vitest";
import { randomAt } from "../core/rng.ts";
import { Cpu } from "../cpu/cpu.ts";
import { CPU_FIELDS } from "../cpu/state.ts";
import { createBoard } from "../devices/board.ts";
import { ContentStore } from "../memory/content-store.ts";
import { PhysMemory } from "../memory/phys-memory.ts";
import { Snapshots } from "./snapshots.ts";

const COUNT = 200;

function taken() {
  const memory = new PhysMemory(new ContentStore(), 16);
  const cpu = new Cpu(memory, { pae: true });
  const board = createBoard(memory, { seed: 1, cpus: 1 });
  const snapshots = new Snapshots();
  const words: (readonly number[])[] = [];
  for (let i = 0; i < COUNT; i++) {
    const times = 1 + (randomAt(1, i) % 3);
    for (let time = 0; time < times; time++) {
      for (let change = randomAt(2, 3 * i + time) % 6; change > 0; change--) {
        const draw = randomAt(3, 40 * i + 8 * time + change);
        cpu.words[(draw % CPU_FIELDS.length) as 0] = draw;
      }
      if (time === 0) snapshots.push(cpu, board.io);
      else snapshots.replaceLast(cpu, board.io);
    }
    words.push(Array.from(new Uint32Array(cpu.words)));
  }
  return { snapshots, words };
}

describe("snapshots", () => {
  it("give back what was taken, in any order, and the last of what was taken at one place", () => {
    const { snapshots, words } = taken();
    expect(snapshots.length).toBe(COUNT);
    for (let i = 0; i < 3 * COUNT; i++) {
      const at = i < COUNT ? i : randomAt(5, i) % COUNT;
      expect(Array.from(snapshots.at(at)?.cpu.words ?? []), `snapshot ${at}`).toEqual(words[at]);
    }
    expect([snapshots.at(-1), snapshots.at(COUNT)]).toEqual([undefined, undefined]);
  });

  it("take less than half of what whole ones would", () => {
    expect(taken().snapshots.bytes).toBeLessThan((COUNT * CPU_FIELDS.length * 4) / 2);
  });
});
