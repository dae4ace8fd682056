// While two runs are compared every moment is asked about once, and nowhere else.

import { expect, it } from "vitest";
import { handmade, labOf, scenario } from "./testing/handmade.ts";

async function compared() {
  const { service } = handmade();
  const asked: number[] = [];
  const lab = labOf({
    ...service,
    compare: (target) => {
      if (target.kind === "position") asked.push(target.at.t);
      return service.compare(target);
    },
  });
  await lab.actions.open({ scenario: { ...scenario, faults: ["zero:0x00005@t/4"] } });
  const settle = async (): Promise<void> => {
    while (!lab.idle()) await Promise.resolve();
  };
  return { lab, asked, settle, now: () => lab.store.getState() };
}

it("asks about the moment on screen, and about the next", async () => {
  const { lab, asked, settle, now } = await compared();
  expect(asked).toEqual([]);
  lab.actions.setPerspective("compare");
  await settle();
  await lab.actions.goTo({ kind: "position", at: { t: 5, sub: 0 } });
  await settle();
  lab.actions.setHover({ kind: "frame", pfn: 1 });
  await settle();
  expect(asked).toEqual([0, 5]);
  expect(now().comparison?.here.t).toBe(5);
  expect(now().other?.run.end).toBe(now().run?.end);
});

it("tells why the other run cannot be had, also where the machine fails", async () => {
  const { service } = handmade();
  const lab = labOf({ ...service, compareWith: () => Promise.reject(new Error("the machine failed")) });
  await lab.actions.open({ scenario });
  expect(await lab.actions.compareWith({ scenario })).toEqual([
    { path: "run", expected: "a recording", got: "the machine failed" },
  ]);
  expect(lab.store.getState().otherProgress).toBeUndefined();
});

it("tells nobody of a failure when another run has been opened meanwhile", async () => {
  const { service } = handmade();
  let fail: (error: Error) => void = () => undefined;
  const lab = labOf({ ...service, compareWith: () => new Promise((_, reject) => (fail = reject)) });
  await lab.actions.open({ scenario });
  const compared = lab.actions.compareWith({ scenario });
  await lab.actions.open({ scenario: { ...scenario, title: "Another" } });
  fail(new Error("the worker was ended"));
  expect(await compared).toEqual([]);
});

it("has nothing to ask about a run without faults", async () => {
  const { lab, asked, settle } = await compared();
  await lab.actions.showBranch([]);
  lab.actions.setPerspective("compare");
  await settle();
  expect(asked).toEqual([]);
});
