// What is asked of a moment follows the views on screen.

import { describe, expect, it } from "vitest";
import { labOf, handmade, scenario } from "./testing/handmade.ts";

async function opened() {
  const made = handmade();
  const lab = labOf(made.service);
  await lab.actions.open({ scenario });
  return { ...made, lab };
}

describe("disk and image", () => {
  it("are asked for by their perspective, in a scenario that hibernates", async () => {
    const made = handmade();
    const lab = labOf(made.service);
    await lab.actions.open({ scenario });
    lab.actions.setPerspective("hibernate");
    expect(made.asked.at(-1)?.interest.hibernation).toBeUndefined();
    const cRange = { start: 0, end: 4096 };
    await lab.actions.open({
      scenario: { ...scenario, hibernation: { rounds: ["off"], image: "plain", restore: "krestore", cRange } },
    });
    expect(made.asked.at(-1)?.interest.hibernation).toBe(true);
  });
});

describe("descriptor tables and the TLB", () => {
  it("are not asked for while nothing shows them", async () => {
    const { asked } = await opened();
    expect(asked.at(-1)?.interest.system).toBeUndefined();
  });

  it("are asked for when their perspective or their tab comes up", async () => {
    for (const show of ["perspective", "tab"] as const) {
      const { asked, lab } = await opened();
      const before = asked.length;
      if (show === "perspective") lab.actions.setPerspective("tables");
      else lab.actions.setTab("more");
      expect(asked.slice(before).map(({ interest }) => interest.system)).toEqual([true]);
    }
  });
});
