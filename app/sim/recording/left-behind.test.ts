import { describe, expect, it } from "vitest";
import { buildMachine } from "./machine.ts";
import { v8 } from "../protocol/v8/index.ts";
import { findPreset } from "../scenario/presets.ts";
import { planOf } from "../scenario/to-plan.ts";
import { freeFrames, LeftBehinds, wordsOf } from "./left-behind.ts";

const table = (...contents: number[]): Uint32Array => Uint32Array.from(contents);

describe("what is left behind", () => {
  it("is that of the image which is taken, not of the last jump", () => {
    const left = new LeftBehinds();
    left.note("A", { departure: { table: table(1, 2), t: 10 }, head: 3 });
    left.imageMade(1);
    left.note("A", { departure: { table: table(4, 5), t: 20 }, head: 6 });
    left.imageMade(2);
    left.imageTaken(1);
    expect(left.of("A")).toEqual({ departure: { table: table(1, 2), t: 10 }, head: 3 });
    left.imageTaken(2);
    expect(left.of("A").head).toBe(6);
  });

  it("does not change in an image when a device writes into A's memory, before or after the image is taken", () => {
    const left = new LeftBehinds();
    left.note("A", { departure: { table: table(1, 2), t: 10 } });
    left.imageMade(1);
    for (let round = 0; round < 2; round++) {
      left.of("A").departure?.table.fill(9);
      left.imageTaken(1);
      expect(left.of("A").departure?.table).toEqual(table(1, 2));
    }
  });

  it("is of the last jump where an image was valid before anybody had noted it", () => {
    const left = new LeftBehinds();
    left.note("A", { head: 3 });
    left.imageTaken(7);
    expect(left.of("A")).toEqual({ head: 3 });
  });

  it("goes with power, but for A", () => {
    const left = new LeftBehinds();
    for (const kernel of ["A", "B", "C"] as const) left.note(kernel, { head: 1 });
    left.powerGone();
    expect((["A", "B", "C"] as const).map((kernel) => left.of(kernel).head)).toEqual([1, undefined, undefined]);
  });
});

describe("free frames", () => {
  const scenario = findPreset("tiny")?.scenario;
  if (scenario === undefined) throw new Error("the preset tiny is gone");
  const machine = buildMachine(planOf(scenario), v8);
  const { a, memory, store } = machine;
  const departure = { table: memory.frames.slice(), t: 0 };

  it("are those of the table, whatever becomes of mem_map, and none outside of it", () => {
    const [first, end] = [a.data.get("mem_first"), a.data.get("mem_end")];
    const isFree = freeFrames(a, departure, store);
    const before = Array.from(memory.frames.keys()).filter(isFree);
    expect(before.length).toBeGreaterThan(100);
    expect(before.length).toBeLessThan(end - first);
    expect([isFree(first - 1), isFree(end), isFree(end + 1000)]).toEqual([false, false, false]);
    for (let at = a.data.get("mem_map"), i = 0; i < end - first; i++) memory.write32(at + i * 32, 0);
    a.data.set("mem_map", 0);
    expect(Array.from(memory.frames.keys()).filter(freeFrames(a, departure, store))).toEqual(before);
  });

  it("words are read from the contents of the table", () => {
    const address = a.data.where("mem_first");
    expect(wordsOf(departure.table, store)(address)).toBe(a.data.get("mem_first"));
  });
});
