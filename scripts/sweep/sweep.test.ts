// The smallest of the sweep: every step of a round trip under both revisions, held to the rules.

import { describe, expect, it } from "vitest";
import { check } from "./check.ts";
import { scenarios, WAY_BACK } from "./scenarios.ts";
import { sweep, trunkOf } from "./sweep.ts";
import { differences, rowsOf } from "./table.ts";

const swept = scenarios(["v8", "mainline-i386"]).filter(({ name }) => ["four-processors, v8", WAY_BACK].includes(name));

describe.each(swept)("$name: every step that fails or is left out", ({ scenario }) => {
  const checked = check({ ...scenario, jumps: 2 });

  it("ends as the kernel's code lets one expect", () => {
    expect(checked.wrong).toEqual([]);
    expect(checked.predicted / checked.swept.length).toBeGreaterThan(0.9);
  });

  it("leaves A running with every invariant passing where the jump is aborted, but for the listed defect", () => {
    const aborted = checked.swept.filter(({ verdict }) => verdict.errno !== undefined);
    expect(aborted.length).toBeGreaterThan(80);
    const bad = aborted.filter(({ failing }) => failing.length > 0);
    expect(bad.length).toBeGreaterThan(0);
    for (const { point, failing } of bad) {
      expect(point.name).toMatch(/^(?:cpu_down\/cpu[23]|dpm_suspend\/(?:sda|ttyS0))$/);
      expect(failing).toHaveLength(1);
    }
  });
});

describe("the table", () => {
  it("tells a row that is another, and one that is not there", () => {
    const rows = { "skip:a": "st", "fail:b=EIO": "r" };
    expect(differences(rows, rows)).toEqual([]);
    expect(differences(rows, { "skip:a": "ss", "skip:c": "h" })).toHaveLength(3);
  });

  it("has one letter for each time that a step is come to", () => {
    const [first] = swept;
    if (first === undefined) throw new Error("nothing is swept");
    const { trunk, run } = trunkOf({ ...first.scenario, jumps: 1 });
    const rows = rowsOf([...sweep({ ...trunk, points: trunk.points.slice(0, 4) }, run)]);
    expect(Object.values(rows).every((letters) => letters === "r")).toBe(true);
    expect(Object.keys(rows)).toContain("fail:kexec_load/trylock=EBUSY");
  });
});
