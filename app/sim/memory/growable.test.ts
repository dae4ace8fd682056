import { describe, expect, it } from "vitest";
import { randomAt } from "../core/rng.ts";
import { DenseColumn, lastAtMost, LongColumn, RisingColumn } from "./growable.ts";

const COUNT = 50_000;

describe("a long column", () => {
  it("gives back what was pushed, over all its pieces", () => {
    const column = new LongColumn();
    const values = Array.from({ length: COUNT }, (_, i) => randomAt(1, i));
    for (let i = 0; i < COUNT; i += 2) column.push2(values[i] ?? 0, values[i + 1] ?? 0);
    expect(Array.from(values, (_, i) => column.at(i))).toEqual(values);
    expect(Array.from(column.values())).toEqual(values);
    expect([column.length, column.bytes]).toEqual([COUNT, 4 * COUNT]);
  });
});

/** Numbers that rise by small steps, by none, and now and then by a large one. */
function rising(seed: number): number[] {
  let value = randomAt(seed, 0) % 1000;
  return Array.from({ length: COUNT }, (_, i) => {
    const draw = randomAt(seed, i + 1);
    value += draw % 997 === 0 ? draw % 10_000_000 : draw % 40;
    return value;
  });
}

describe("a rising column", () => {
  it("gives back what was pushed", () => {
    const values = rising(3);
    const column = new RisingColumn();
    for (const value of values) column.push(value);
    expect(values.map((_, i) => column.at(i))).toEqual(values);
    expect([column.at(-1), column.at(COUNT)]).toEqual([0, 0]);
    expect(column.bytes).toBeLessThan(2.2 * COUNT);
  });

  it("finds the last number at or below another", () => {
    const values = rising(4);
    const column = new RisingColumn();
    for (const value of values) column.push(value);
    const most = (values.at(-1) ?? 0) + 1000;
    for (let i = 0; i < 5000; i++) {
      const value = randomAt(5, i) % most;
      expect(column.lastAtMost(value)).toBe(lastAtMost(values, values.length, value));
    }
    expect(column.lastAtMost((values[0] ?? 0) - 1)).toBe(-1);
  });
});

describe("a dense column", () => {
  it("gives back what was pushed, and finds the last number at or below another", () => {
    for (const share of [1, 2, 50, 5000]) {
      const values = Array.from({ length: 20_000 }, (_, i) => i).filter((i) => randomAt(share, i) % (share + 1) !== 0);
      const column = new DenseColumn();
      for (const value of values) column.push(value);
      expect(column.length).toBe(values.length);
      expect(values.map((_, i) => column.at(i))).toEqual(values);
      for (let value = -1; value < 20_010; value += 7) {
        expect(column.lastAtMost(value)).toBe(lastAtMost(values, values.length, value));
      }
    }
  });
});
