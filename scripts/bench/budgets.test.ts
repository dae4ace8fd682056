import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BUDGETS, overruns } from "./budgets.ts";
import { Report, type Section } from "./report.ts";

const sectionsWith = (change: (most: number) => number): Section[] =>
  BUDGETS.map(({ section, figure, most, unit }) => ({
    id: section,
    title: section,
    figures: [{ name: figure, value: change(most), unit }],
    notes: [],
  }));

describe("the budgets", () => {
  it("are of ratios and bytes, each of another figure", () => {
    expect(BUDGETS.every(({ unit }) => ["ratio", "bytes", "KiB", "MiB"].includes(unit))).toBe(true);
    expect(new Set(BUDGETS.map(({ section, figure }) => `${section} ${figure}`)).size).toBe(BUDGETS.length);
  });

  it("hold what is just within them, and find everything that is over, or is no number", () => {
    expect(
      overruns(
        sectionsWith((most) => most),
        BUDGETS,
      ),
    ).toEqual([]);
    expect(
      overruns(
        sectionsWith((most) => most * 1.001),
        BUDGETS,
      ).map(({ budget }) => budget),
    ).toEqual(BUDGETS);
    expect(
      overruns(
        sectionsWith(() => NaN),
        BUDGETS,
      ),
    ).toHaveLength(BUDGETS.length);
  });

  it("say nothing of what was not measured, nor of a time however long", () => {
    const late = {
      id: "huge",
      title: "huge",
      figures: [{ name: "record", value: 1e9, unit: "ms" as const }],
      notes: [],
    };
    expect(overruns([late], BUDGETS)).toEqual([]);
  });

  it("decide how a report ends, and what its file says", () => {
    const folder = mkdtempSync(join(tmpdir(), "bench-"));
    const [budget] = BUDGETS;
    if (budget === undefined) throw new Error("there is no budget");
    for (const [value, fits] of [
      [budget.most / 2, true],
      [budget.most * 2, false],
    ] as const) {
      const report = new Report(false);
      report.section(budget.section);
      report.figure(budget.figure, value, budget.unit);
      const file = join(folder, "deep", `${value}.json`);
      expect(report.end(file)).toBe(fits);
      const written: unknown = JSON.parse(readFileSync(file, "utf8"));
      expect(written).toMatchObject({
        sections: [{ id: budget.section, figures: [{ name: budget.figure, value, unit: budget.unit }] }],
        over: fits ? [] : [expect.stringContaining(budget.figure)],
      });
    }
    rmSync(folder, { recursive: true });
  });
});
