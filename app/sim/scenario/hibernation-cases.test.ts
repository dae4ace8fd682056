// Random machines: A comes back as it was, or nothing is lost. `npm run resume-cases` tries 10,000.

import { describe, expect, it } from "vitest";
import { type CaseKind, scenarioOf, tryCase } from "../testing/hibernation-cases.ts";
import { record, smallScenario } from "../testing/hibernation-rig.ts";
import { survivors } from "../testing/survivors.ts";
import { PAGE_SIZE } from "../core/units.ts";
import { readBackupMap } from "../kernel/hibernation/old-memory.ts";
import type { Run } from "../recording/run.ts";
import { checkScenario } from "./validate.ts";

const CASES = 120;

/** Frame in which a page that A uses waits while another kernel runs. */
function waitingPage({ cursor, recording, plan, revision }: Run): number {
  cursor.seek({ t: recording.end, sub: 0 });
  const { memory } = cursor;
  const control = recording.roles.find(({ kernel, role }) => kernel === "A" && role === "control")?.pfn ?? 0;
  const head = memory.read32(control * PAGE_SIZE + revision.links.head);
  const map = readBackupMap((address) => memory.read32(address), head, plan.frames);
  if (typeof map === "string") throw new Error(map);
  return [...map].find(([home, source]) => home !== source)?.[1] ?? 0;
}

describe(`${CASES} random machines that hibernate`, () => {
  it("are resumed with every byte that A had in use, or refused as their scenario and what has happened explain", () => {
    const kinds = new Map<CaseKind, number>();
    for (let number = 0; number < CASES; number++) {
      const { kind, text } = tryCase(number);
      if (kind === "broken" || kind === "unfit") throw new Error(`case ${number} is ${kind}: ${text}`);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    expect(kinds.get("resumed")).toBeGreaterThan(CASES / 2);
    expect(kinds.get("refused")).toBeGreaterThan(CASES / 5);
    expect(kinds.get("stays")).toBeGreaterThan(CASES / 50);
  }, 600_000);

  it("are acceptable, and differ in what they are made of", () => {
    const scenarios = Array.from({ length: CASES }, (_, number) => scenarioOf(number));
    expect(scenarios.filter((scenario) => !checkScenario(scenario).ok)).toEqual([]);
    for (const key of ["restore", "image", "sleep"] as const) {
      expect(new Set(scenarios.map(({ hibernation }) => hibernation?.[key])).size).toBeGreaterThan(1);
    }
    expect(new Set(scenarios.map(({ memoryMiB }) => memoryMiB)).size).toBeGreaterThan(5);
  });
});

describe("a byte that A has lost", () => {
  const whole = record(smallScenario());

  it("is none where nobody has touched A's memory", () => {
    expect(survivors(whole)).toBeUndefined();
  });

  it("is found, in a page that was written back and in one that was exchanged", () => {
    const pages = [0x0020_0120, waitingPage(whole) * PAGE_SIZE + 0x40];
    for (const address of pages) {
      const faults = [`flip:0x${address.toString(16)}.3@jump/2/phase/load`];
      const run = record(smallScenario({}, { faults }));
      expect(survivors(run)).toMatch(/^byte 0x00[0-9a-f]{6} was \d+, is \d+$/);
    }
  });
});
