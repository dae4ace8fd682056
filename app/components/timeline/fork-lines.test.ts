// Branch lines leave their parents where the runs part, and never run backwards.

import { describe, expect, it } from "vitest";
import type { RunSummary } from "../../sim/api.ts";
import type { Branch } from "../../state/types/run.ts";
import type { Axis } from "./axis.ts";
import { forkLines } from "./fork-lines.ts";

const axis = { width: 1000, x: (t: number) => t } as unknown as Axis;
const run = (t: number): RunSummary =>
  ({ fired: [], end: 900, verdict: { divergence: { at: { t, sub: 0 }, anchor: "" } } }) as unknown as RunSummary;
const never = { fired: [], end: 900, verdict: {} } as unknown as RunSummary;

const branches: readonly Branch[] = [
  { faults: [], run: never },
  { faults: ["a"], run: run(300) },
  { faults: ["a", "b"], run: run(500) },
  { faults: ["c"] },
];

describe("branch lines", () => {
  it("begin where the runs part", () => {
    expect(forkLines(branches, axis).map(({ x }) => x)).toEqual([0, 300, 500, 0]);
  });

  it("go down from the parent's line to their own", () => {
    const [, , child] = forkLines(branches, axis);
    expect(child?.path).toMatch(/^M500 36V53/);
  });

  it("of a branch that has not been shown are not known", () => {
    expect(forkLines(branches, axis).map(({ known }) => known)).toEqual([true, true, true, false]);
  });

  it("of a branch that never parts leave at the end", () => {
    const [, same] = forkLines([{ faults: [] }, { faults: ["a"], run: never }], axis);
    expect(same?.x).toBe(900);
  });

  it("do not leave before their parent's line begins", () => {
    const early = [{ faults: [] }, { faults: ["a"], run: run(300) }, { faults: ["a", "b"], run: run(100) }];
    expect(forkLines(early, axis).at(-1)?.x).toBe(300);
  });
});
