// The tree of branches: it grows with its ancestors, is pruned with its descendants, and lists parents before children.

import { describe, expect, it } from "vitest";
import { branchOf, grown, inTreeOrder, parentOf, pruned, withFaults } from "./branches.ts";
import { scenario, summary } from "./testing/handmade.ts";
import type { Branch } from "./types/run.ts";

const tree = (...lists: readonly (readonly string[])[]): readonly Branch[] =>
  lists.reduce<readonly Branch[]>((branches, faults) => grown(branches, faults), []);
const names = (branches: readonly Branch[]): readonly string[] => branches.map(({ faults }) => faults.join("+"));

describe("branches", () => {
  it("grow with everything they grew from", () => {
    expect(names(tree(["a", "b"]))).toEqual(["", "a", "a+b"]);
  });

  it("are there once, and keep the run they were shown with", () => {
    const shown = grown(tree(["a"]), ["a"], summary);
    expect(names(grown(shown, ["a"]))).toEqual(["", "a"]);
    expect(branchOf(grown(shown, ["a", "b"]), ["a"])?.run).toBe(summary);
    expect(branchOf(shown, [])?.run).toBeUndefined();
  });

  it("list each below its parent", () => {
    expect(names(inTreeOrder(tree(["a"], ["c"], ["a", "b"], ["c", "d"], ["a", "e"])))).toEqual([
      "",
      "a",
      "a+b",
      "a+e",
      "c",
      "c+d",
    ]);
  });

  it("are pruned with what grew from them, and the trunk stays", () => {
    const all = tree(["a", "b"], ["a", "e"], ["c"]);
    expect(names(pruned(all, ["a"]))).toEqual(["", "c"]);
    expect(pruned(all, [])).toEqual(all);
  });

  it("know their parent; the trunk has none", () => {
    const all = tree(["a", "b"]);
    expect(parentOf(all, ["a", "b"])?.faults).toEqual(["a"]);
    expect(parentOf(all, [])).toBeUndefined();
  });

  it("of a scenario without faults has no member that says so", () => {
    expect("faults" in withFaults({ ...scenario, faults: ["a"] }, [])).toBe(false);
    expect(withFaults(scenario, ["a", "b"]).faults).toEqual(["a", "b"]);
  });
});
