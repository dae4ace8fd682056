// The run beside the one on screen: it goes with that one, and what is under way for it ends.

import { beforeAll, describe, expect, it } from "vitest";
import type { Scenario } from "../sim/api.ts";
import { recorded, tiny } from "../sim/testing/small-runs.ts";
import type { Run } from "../sim/recording/run.ts";
import { Beside } from "./beside.ts";
import { Session } from "./session.ts";

const START = { t: 0, sub: 0 };
const other: Scenario = { ...tiny, seed: 5 };
let run: Run;

beforeAll(() => {
  run = recorded(tiny);
});

async function compared(): Promise<Beside> {
  const beside = new Beside();
  expect((await beside.withScenario(other, undefined)).ok).toBe(true);
  expect((await beside.compare(run, START, undefined)).ok).toBe(true);
  return beside;
}

/** Every run that can be reached from a value. */
function runsIn(value: unknown, seen = new Set<unknown>()): number {
  if (typeof value !== "object" || value === null || seen.has(value)) return 0;
  seen.add(value);
  if ("cursor" in value && "recording" in value) return 1;
  return Object.values(value).reduce<number>((sum, each) => sum + runsIn(each, seen), 0);
}

describe("what is compared with", () => {
  it("is kept while the run is on screen, and no longer", async () => {
    const beside = await compared();
    expect(runsIn(beside)).toBe(2);
    beside.leave();
    expect(runsIn(beside)).toBe(0);
    expect((await beside.compare(run, START, undefined)).ok).toBe(false);
  });

  it("goes when its parent is chosen instead", async () => {
    const beside = await compared();
    beside.withParent({ run, scenario: tiny });
    expect(runsIn(beside)).toBe(0);
  });

  it("is recorded, and compared, no further once another run is on screen", async () => {
    const beside = await compared();
    const samples = beside.samples(run);
    const recording = beside.withScenario({ ...other, seed: 6 }, undefined);
    beside.leave();
    expect([(await samples).ok, (await recording).ok]).toEqual([false, false]);
    expect(runsIn(beside)).toBe(0);
  });
});

it("a session that shows another run has nothing to compare it with", async () => {
  const session = new Session();
  await session.load(tiny);
  await session.compareWith(other);
  expect((await session.compare({ kind: "position", at: START })).ok).toBe(true);
  await session.load({ ...tiny, seed: 7 });
  expect((await session.compare({ kind: "position", at: START })).ok).toBe(false);
});
