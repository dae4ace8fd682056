// Storage that is blocked, full or damaged costs what is stored and nothing else; it is told of once.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type * as Storing from "./storage.ts";

type Module = typeof Storing;

const full = (): never => {
  throw new DOMException("no room", "QuotaExceededError");
};
const blocked = (): never => {
  throw new DOMException("no", "SecurityError");
};

async function withStorage(storage: unknown): Promise<Module> {
  vi.resetModules();
  vi.stubGlobal("localStorage", storage);
  return import("./storage.ts");
}

describe("storage", () => {
  beforeEach(() => vi.resetModules());
  afterEach(() => vi.unstubAllGlobals());

  it("that is full keeps nothing, gives what there is, and is told of once", async () => {
    const { store, readStored, onRefusal } = await withStorage({
      getItem: () => "old",
      setItem: full,
      removeItem: full,
    });
    const told: string[] = [];
    onRefusal((refusal) => told.push(refusal));
    expect([store("a", "b"), store("a", undefined), readStored("a")]).toEqual([false, false, "old"]);
    expect(told).toEqual(["full"]);
  });

  it("that is blocked is told of even to who asks later", async () => {
    const { readStored, onRefusal } = await withStorage({ getItem: blocked });
    expect(readStored("a")).toBeNull();
    const told: string[] = [];
    onRefusal((refusal) => told.push(refusal));
    expect(told).toEqual(["blocked"]);
  });

  it.each([
    ["{", undefined],
    ["null", undefined],
    ["[1]", [1]],
  ])("%s is read as %j", async (text, value) => {
    const { readStoredJson } = await withStorage({ getItem: () => text });
    expect(readStoredJson("a")).toEqual(value);
  });

  it.each([
    ['{"left":30,"right":70}', '{"left":30,"right":70}'],
    ['{"left":"x"}', null],
    ["[]]", null],
    ["7", null],
  ])("of a layout, %s comes as %s", async (text, given) => {
    const { layoutStorage } = await withStorage({ getItem: () => text });
    expect(layoutStorage.getItem("a")).toBe(given);
  });
});
