// A batch fills its cells as answers come, runs each fault once, and stops when told so.

import { expect, it } from "vitest";
import { handmade, labOf, scenario } from "./testing/handmade.ts";
import type { BatchPlan } from "./types/faults.ts";

const PLAN: BatchPlan = {
  title: "Zero",
  rows: ["0x00005", "0x00006"],
  columns: ["t/1", "t/2"],
  cells: ["zero:0x00005@t/1", undefined, "zero:0x00006@t/1", "zero:0x00005@t/1"],
};

async function opened(service = handmade().service) {
  const lab = labOf(service);
  await lab.actions.open({ scenario });
  return { lab, batch: () => lab.store.getState().batch };
}

it("fills the cells of a fault that stands in several from one run", async () => {
  const { lab, batch } = await opened();
  await lab.actions.runBatch(PLAN);
  expect(batch()?.running).toBe(false);
  expect(batch()?.answers.map((row) => row?.fault)).toEqual([
    "zero:0x00005@t/1",
    undefined,
    "zero:0x00006@t/1",
    "zero:0x00005@t/1",
  ]);
});

it("stops after the run under way and keeps what there is", async () => {
  const { service } = handmade();
  let [asked, lab]: [number, Awaited<ReturnType<typeof opened>>["lab"] | undefined] = [0, undefined];
  const slow: typeof service = {
    ...service,
    batch: (faults, onRow) =>
      service.batch(faults, (progress) => {
        asked += 1;
        const goesOn = onRow?.(progress) ?? true;
        lab?.actions.stopBatch();
        return goesOn;
      }),
  };
  const page = await opened(slow);
  lab = page.lab;
  const many = Array.from({ length: 9 }, (_, pfn) => `zero:0x0000${pfn}@t/1`);
  await lab.actions.runBatch({ ...PLAN, cells: many });
  expect(asked).toBe(2);
  expect(page.batch()?.running).toBe(false);
  expect(page.batch()?.answers.filter((row) => row !== undefined)).toHaveLength(1);
});
