// What several journeys do on the page.

import { expect } from "playwright/test";
import type { LabPage } from "./lab-page.ts";

/** The two frames that change places now, from the current row of the indirection list. */
export async function swapFrames(lab: LabPage): Promise<{ readonly destination: number; readonly source: number }> {
  const row = lab
    .panel(/Indirection list/)
    .getByRole("row")
    .and(lab.page.locator('[data-state="current"]'));
  await expect(row).toBeVisible();
  const pfns = [...(await row.innerText()).matchAll(/0x[0-9a-f]{5}\b/g)].map((match) => Number(match[0]));
  const [source, destination] = pfns;
  if (destination === undefined || source === undefined) throw new Error("the current row names no two frames");
  return { destination, source };
}

/** By the frame inspector's address box. */
export async function selectFrame(lab: LabPage, pfn: number): Promise<void> {
  const box = lab.page.getByRole("textbox", { name: /Physical address/ });
  const tab = lab.page.getByRole("tab", { name: "Frame inspector" });
  await expect(box.or(tab)).toBeVisible();
  if (await tab.isVisible()) await tab.click();
  await box.fill(`pfn:0x${pfn.toString(16)}`);
  await box.press("Enter");
  await lab.leaveControls();
  await lab.idle();
}

/** Lays another run beside the one on screen, in the Compare perspective. */
export async function compareWith(lab: LabPage, words: string): Promise<void> {
  const { page } = lab;
  await page.getByRole("button", { name: "Compare with another run…" }).first().click();
  const field = page.getByRole("combobox", { name: "A variant, a preset, or a pasted link" });
  await field.fill(words);
  await field.press("Enter");
  await expect(field).toBeHidden();
  await lab.idle();
}
