// Journey 16: a captured jump, opened from its file: executed, compared, and looked at like any other run.

import { gzipSync } from "node:zlib";
import { ownCapture } from "./captures.ts";
import { expect, test } from "./fixtures.ts";

test("a capture is executed, equal at every record, and each of its copies has a place", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1&t=0");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open file…" }).click();
  const buffer = Buffer.from(gzipSync(ownCapture()));
  await (await chooser).setFiles({ name: "own.kjc.gz", mimeType: "application/gzip", buffer });

  await expect(page.getByRole("heading", { level: 1, name: /Capture own\.kjc\.gz/ })).toBeVisible();
  await expect(lab.notice("own.kjc.gz has been executed.")).toBeVisible();
  await expect(page.getByText("Every record equals the captured one")).toBeVisible();

  await lab.goTo("swap/3/2");
  await expect(lab.anchor).toHaveText("swap/3/2");
  await expect(lab.panel("Control page")).toContainText("backup pages map");

  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByText(/A captured jump stays in its file/)).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: /^Back to Tiny/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Tiny/ })).toBeVisible();

  await page.goBack();
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("This address names a captured jump");
  await expect(alert.getByRole("button", { name: "Open file…" })).toBeVisible();
});

test("a file that is no capture is refused with a sentence, and the run stays", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1&t=0@swap/7/2");
  const before = await lab.hash();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open file…" }).click();
  const buffer = Buffer.from(ownCapture().subarray(0, 4000));
  await (await chooser).setFiles({ name: "cut.kjc", mimeType: "application/octet-stream", buffer });
  await expect(page.getByRole("alert")).toContainText("cut.kjc");
  await expect(page.getByRole("alert")).toContainText("expected");
  await page.keyboard.press("Escape");
  expect(await lab.hash()).toBe(before);
});
