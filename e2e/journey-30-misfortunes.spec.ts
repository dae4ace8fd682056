// Journey 30: storage that is closed or damaged, and a machine that dies: each ends in a named state with a way on.

import type { Page } from "playwright/test";
import { expect, test } from "./fixtures.ts";

test("where the browser stores nothing the lab works, and says once what is not kept", async ({ lab, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("no storage here", "SecurityError");
      },
    });
  });
  await lab.open("v=1&s=p:tiny@1&t=@swap/7/2");
  await expect(lab.notice(/stores nothing for this page/)).toHaveCount(1);
  await lab.press(".");
  await page.getByRole("button", { name: "Dismiss" }).click();
  await page.keyboard.press("m");
  await lab.perspective("CPU");
  await expect(lab.notice(/stores nothing for this page/)).toHaveCount(0);
});

test("what is damaged in the storage is passed over", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1");
  const spoil = (text: string): Promise<void> =>
    page.evaluate((value) => {
      const own = Object.keys(localStorage).filter((key) => key.includes("kjl."));
      const known = ["kjl.settings", "kjl.recent", "kjl.editor", "kjl.reading"];
      for (const key of [...own, ...known]) localStorage.setItem(key, value);
    }, text);
  for (const text of ["{", "null", "[1,{}]", '{"theme":7,"keymap":[],"left":"x"}']) {
    await spoil(text);
    await lab.open("v=1&s=p:tiny@1&t=@swap/7/2");
    expect(await lab.hash()).toMatch(/^[0-9a-f]{8}$/);
    await expect(page.getByText(/This view stopped/)).toHaveCount(0);
  }
});

/** An error that nobody catches, in the worker itself. */
async function killWorker(page: Page): Promise<void> {
  const worker = page.workers().at(-1);
  if (worker === undefined) throw new Error("there is no worker");
  await worker
    .evaluate(() => {
      setTimeout(() => {
        throw new Error("the machine is gone");
      }, 0);
    })
    .catch(() => undefined);
}

test("a machine that dies is started again at the same place, once; then the reader is asked", async ({
  lab,
  page,
}) => {
  await lab.open("v=1&s=p:tiny@1&t=@swap/7/2&bp=ph:swap-in&sel=frame:0x00406");
  const hash = await lab.hash();
  await killWorker(page);
  await expect(lab.notice(/was started again/)).toBeVisible();
  expect(await lab.hash()).toBe(hash);
  // The address follows a moment later.
  await expect.poll(() => page.url()).toContain("bp=ph:swap-in");
  await expect(page.getByRole("alertdialog")).toHaveCount(0);

  await killWorker(page);
  const dialog = page.getByRole("alertdialog", { name: "The machine stopped" });
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "Copy details" }).click();
  await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("#v=1&s=p:tiny@1");
  await dialog.getByRole("button", { name: "Restart the machine" }).click();
  await expect(dialog).toBeHidden();
  expect(await lab.hash()).toBe(hash);
});
