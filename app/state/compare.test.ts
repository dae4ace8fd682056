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

it("has nothing to ask about a run without faults", async () => {
  const { lab, asked, settle } = await compared();
  await lab.actions.showBranch([]);
  lab.actions.setPerspective("compare");
  await settle();
  expect(asked).toEqual([]);
});
