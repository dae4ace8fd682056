import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { DEFECTS, occurrences } from "./defects.ts";

const ROOT = resolve(import.meta.dirname, "../..");

describe("the planted defects", () => {
  it("are many, and each has a name of its own", () => {
    expect(DEFECTS.length).toBeGreaterThanOrEqual(30);
    expect(new Set(DEFECTS.map(({ id }) => id)).size).toBe(DEFECTS.length);
  });

  it.each(DEFECTS)("$id: its place is there, once, and changes", ({ file, find, replace }) => {
    expect(occurrences(readFileSync(join(ROOT, file), "utf8"), find)).toBe(1);
    expect(replace).not.toBe(find);
  });

  it("name tests that exist", () => {
    const named = new Set(DEFECTS.flatMap(({ caughtBy }) => caughtBy));
    expect([...named].filter((test) => !existsSync(join(ROOT, test)))).toEqual([]);
    expect(DEFECTS.filter(({ caughtBy }) => caughtBy.length === 0)).toEqual([]);
  });
});
