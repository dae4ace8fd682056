// While a run is recorded, its part so far can be asked; what was open before stays until somebody looks at it.

import { describe, expect, it } from "vitest";
import type { RunSummary, Scenario, Target } from "../sim/api.ts";
import { findPreset } from "../sim/scenario/presets.ts";
import { Session } from "./session.ts";

const preset = (id: string): Scenario => {
  const found = findPreset(id);
  if (found === undefined) throw new Error(`the preset ${id} is gone`);
  return found.scenario;
};
/** Long enough for several slices. */
const LONG = preset("first-jump");
const position = (t: number): Target => ({ kind: "position", at: { t, sub: 0 } });

/** A first part of the recording that the session has begun. */
async function firstPart(session: Session): Promise<RunSummary> {
  for (let tries = 0; tries < 1000; tries++) {
    const part = await session.sofar();
    if (part !== undefined) return part;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error("there was never a part to look at");
}

describe("a session that records", () => {
  it("answers from the part that is there, and then from the whole, which is as if nobody had looked", async () => {
    const session = new Session();
    const loading = session.load(LONG);
    const first = await firstPart(session);
    expect(first.outcome.kind).toBe("recording");
    const early = await session.moment(position(first.end), {});
    expect(early.ok && early.value.at.t).toBe(first.end);
    const loaded = await loading;
    const alone = await new Session().load(LONG);
    expect(loaded).toEqual(alone);
    const later = await session.moment(position(first.end), {});
    expect(later.ok && later.value.hash).toBe(early.ok && early.value.hash);
    expect(loaded.ok && loaded.value.phases.slice(0, first.phases.length - 1)).toEqual(first.phases.slice(0, -1));
  });

  it("goes on answering from the run before until somebody looks, and again when the recording is overtaken", async () => {
    const session = new Session();
    const before = await session.load(preset("tiny"));
    const loading = session.load(LONG);
    const end = before.ok ? before.value.end : 0;
    const moment = await session.moment(position(1e9), {});
    expect(moment.ok && moment.value.at.t).toBe(end);
    await firstPart(session);
    const back = await session.load(preset("tiny"));
    expect((await loading).ok).toBe(false);
    expect(back).toEqual(before);
    const again = await session.moment(position(1e9), {});
    expect(again.ok && again.value.at.t).toBe(end);
    expect(await session.sofar()).toBeUndefined();
  });

  it("knows no part of a scenario that is refused", async () => {
    const session = new Session();
    const loading = session.load({ ...LONG, memoryMiB: 3 });
    expect(await session.sofar()).toBeUndefined();
    expect((await loading).ok).toBe(false);
  });
});
