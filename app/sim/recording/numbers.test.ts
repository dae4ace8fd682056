// The figures of a run say what they are made of.

import { describe, expect, it } from "vitest";
import { findPreset } from "../scenario/presets.ts";
import { record } from "../testing/hibernation-rig.ts";
import { numbersOf } from "./numbers.ts";

const rowsOf = (id: string) => {
  const scenario = findPreset(id)?.scenario;
  if (scenario === undefined) throw new Error(`no preset ${id}`);
  const rows = new Map(numbersOf(record(scenario)).map((row) => [row.id, row]));
  return (row: string) => rows.get(row);
};

describe("copies in all", () => {
  it("are those of the exchanges, of which some have no pair", () => {
    expect(rowsOf("hibernate-tiny")("copies-total")).toMatchObject({
      value: 2 * 96 * 3,
      how: "3 exchanges: two of 96 pairs, one of none",
    });
    expect(rowsOf("tiny")("copies-total")?.how).toMatch(/^\d+ exchanges: \w+ of 24 pairs, \w+ of none$/);
  });
});

describe("what swsusp can save", () => {
  it("is that of 6.1, and says so beside a run of another kernel", () => {
    const [older, same] = [rowsOf("tiny"), rowsOf("mainline")];
    for (const id of ["swsusp-limit", "swsusp-default"]) {
      for (const row of [older(id), same(id)]) expect(row?.name).toContain("swsusp of 6.1");
      expect(older(id)?.how).toContain("this run is of 2.6.24");
      expect(same(id)?.how).not.toContain("this run");
    }
  });
});
