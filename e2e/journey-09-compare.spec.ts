// Journey 9: a branch beside its parent. Aligned lanes, where they part, exactly the frames that differ.

import { expect, test } from "./fixtures.ts";
import type { LabPage } from "./lab-page.ts";

async function flipped(lab: LabPage): Promise<void> {
  await lab.open("v=1&s=p:tiny@1&p=faults&t=0@swap/7/1");
  await lab.page.getByRole("button", { name: "The list ends early" }).click();
  await lab.page.getByRole("button", { name: "Inject", exact: true }).click();
  await lab.idle();
  await lab.panel("Outcome").getByRole("button", { name: "Compare with parent" }).click();
  await lab.idle();
}

async function differing(lab: LabPage): Promise<number[]> {
  const rows = lab.page.getByRole("table", { name: "Frames that differ" }).getByRole("button");
  return (await rows.allInnerTexts()).map((text) => Number(/0x[0-9a-f]{5}/.exec(text)?.[0]));
}

test("two runs at places of one name", async ({ lab, page }) => {
  await flipped(lab);
  await expect(page.getByRole("figure", { name: "Aligned lanes" })).toContainText(/phases in common/);
  await expect(page.getByRole("img", { name: /^First divergence at swap\/7\// })).toBeVisible();

  await page.getByRole("button", { name: "Go to first divergence" }).click();
  await lab.idle();
  await expect(lab.anchor).toHaveText(/^swap\/7\//);
  await lab.leaveControls();
  await lab.press("End");
  const table = page.getByRole("table", { name: "Frames that differ" });
  const rows = Number(await table.getAttribute("aria-rowcount")) - 1;
  expect(rows).toBeGreaterThan(0);
  await expect(lab.panel("Frames that differ")).toContainText(`${rows} of 4,096 frames`);
  await expect(page.getByRole("heading", { name: new RegExp(`^${rows} frames? differs?$`) })).toBeVisible();

  const listed = await differing(lab);
  expect(listed.length).toBeGreaterThan(0);
  const beside = listed.map((pfn) => pfn + 1).filter((pfn) => !listed.includes(pfn));
  const read = async (pfns: readonly number[]): Promise<(string | undefined)[]> => {
    const hashes = [];
    for (const pfn of pfns) hashes.push((await lab.readFrame(pfn))?.hash);
    return hashes;
  };
  const here = { listed: await read(listed), beside: await read(beside.slice(0, 1)) };
  await page.getByRole("button", { name: "Run without faults" }).click();
  await lab.idle();
  await lab.press("End");
  const there = { listed: await read(listed), beside: await read(beside.slice(0, 1)) };
  for (const [index, hash] of here.listed.entries())
    expect(hash, `frame ${listed[index]}`).not.toBe(there.listed[index]);
  if (listed.length === rows) expect(here.beside, "the frame behind is equal").toEqual(there.beside);
});

test("rows are hidden only with their number", async ({ lab, page }) => {
  await flipped(lab);
  await lab.leaveControls();
  await lab.press("End");
  const only = page.getByRole("checkbox", { name: "Only differences" });
  await expect(only).toBeChecked();
  await expect(lab.panel("Differences")).toContainText(/4,\d{3} equal rows hidden/);
  await only.uncheck();
  await expect(lab.panel("Differences")).toContainText("no row is hidden");
  await expect(page.getByRole("table", { name: "All frames" }).getByRole("row").nth(1)).toContainText(
    /\d+ frames equal in both/,
  );
});

test("without a fault there is nothing to compare, and the page says what to do", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1&p=compare");
  await expect(lab.panel("Two runs")).toContainText("nothing to compare it with");
  await page.getByRole("button", { name: "Inject a fault…" }).click();
  await expect(page.getByRole("form", { name: "A bit flips" })).toBeVisible();
});
