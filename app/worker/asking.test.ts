// Questions of a session: other messages come in between, a question can be taken back, and answers do not depend on it.

import { beforeAll, describe, expect, it } from "vitest";
import type { QuestionOf } from "../sim/api.ts";
import { scenarioOf } from "../sim/testing/small-runs.ts";
import { Session } from "./session.ts";

const session = new Session();
let end = 0;

const rare: QuestionOf<"changes"> = {
  kind: "changes",
  of: { kind: "register", name: "esp" },
  from: { t: 0, sub: 0 },
  direction: 1,
  limit: 3,
};

const slow = { kind: "expression", text: "t < 0" } as const;

beforeAll(async () => {
  const loaded = await session.load(scenarioOf("payload"));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  end = loaded.value.end;
}, 60_000);

describe("a question", () => {
  it("gives the same answer when moments are asked for meanwhile", async () => {
    const alone = await session.ask(rare, 1);
    let moments = 0;
    const answer = session.ask(rare, 2);
    let over = false;
    void answer.then(() => (over = true));
    for (let i = 1; !over && i < 40; i++) {
      const moment = await session.moment({ kind: "position", at: { t: (i * 7919) % end, sub: 0 } }, { frame: 0x400 });
      expect(moment.ok).toBe(true);
      moments += 1;
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    expect(await answer).toEqual(alone);
    expect(moments).toBeGreaterThan(0);
  }, 60_000);

  it("and moments are the same whatever is asked meanwhile", async () => {
    const target = { kind: "position", at: { t: Math.floor(end / 2), sub: 0 } } as const;
    const before = await session.moment(target, { frame: 0x400 });
    const answer = session.ask(rare, 3);
    const during = await session.moment(target, { frame: 0x400 });
    await answer;
    expect(during.ok && before.ok && during.value.hash).toBe(before.ok && before.value.hash);
    expect(during.ok && during.value.frame?.bytes).toEqual(before.ok && before.value.frame?.bytes);
  }, 60_000);

  it("is refused once it is cancelled, before it is answered", async () => {
    let told = 0;
    const answer = session.ask(rare, 4, () => {
      told += 1;
      void session.cancel(4);
    });
    expect(await answer).toMatchObject({ ok: false, problems: [{ path: "question", got: "cancelled" }] });
    expect(told).toBe(1);
    await session.cancel(99);
    expect((await session.ask({ ...rare, kind: "change" }, 4)).ok).toBe(true);
  }, 60_000);

  it("reports how far it is, from 0 to 1", async () => {
    const shares: number[] = [];
    await session.ask(rare, 5, ({ share }) => shares.push(share));
    expect(shares.length).toBeGreaterThan(0);
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  }, 60_000);

  it("ends when another run is opened, and has no answer before there is one", async () => {
    const other = new Session();
    expect((await other.ask(rare, 1)).ok).toBe(false);
    const answer = session.ask({ kind: "counts", breakpoints: Array.from({ length: 100 }, () => slow) }, 6);
    await session.load(scenarioOf("tiny"));
    expect((await answer).ok).toBe(false);
  }, 60_000);
});
