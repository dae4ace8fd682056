// Journey 7: an address through the page tables, under the transition tables, and with paging off.

import { expect, test } from "./fixtures.ts";

test("the page walk follows the tables that are live", async ({ lab, page }) => {
  await lab.open("v=1&s=p:first-jump@1&p=cpu");
  const walk = lab.panel("Page walk");
  const box = walk.getByRole("textbox", { name: "linear address" });

  await lab.goTo("phase/save");
  await box.fill("0x90000000");
  await box.press("Enter");
  await lab.idle();
  await expect(walk.getByRole("alert")).toContainText(/#PF.*error code/);
  await expect(walk.locator('[data-failed="true"]')).toContainText("PDE");

  // The transition tables are in CR3, and paging is still on.
  await lab.goTo("phase/cr3-switch");
  await walk.getByRole("button", { name: "control page, virtual" }).click();
  await lab.idle();
  const steps = walk.locator("ol > li");
  await expect(steps).toHaveCount(3);
  await expect(steps.nth(0)).toContainText("CR3");
  await expect(steps.nth(1)).toContainText("PDE");
  await expect(steps.nth(2)).toContainText("PTE");
  const virtual = Number(await box.inputValue());
  expect(virtual).toBeGreaterThan(0xc000_0000);
  const identity = `0x${(virtual - 0xc000_0000).toString(16).padStart(8, "0")}`;
  await expect(walk.getByText(/also mapped at/)).toContainText(identity);

  await lab.granularity("instruction");
  for (let step = 0; step < 20 && !(await walk.getByText("CR0.PG = 0").isVisible()); step += 1) await lab.press(".");
  await expect(walk.getByText("CR0.PG = 0")).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "#PF" })).toHaveCount(0);
});
