// Journey 20: an image is downloaded in one page and dropped in another, which has never seen the run: A comes back there.

import { readFile } from "node:fs/promises";
import type { Page } from "playwright/test";
import { expect, test } from "./fixtures.ts";

const NOTE = /vim still holds: Dear diary: they will switch me off now/;

/** As from the desktop: the page sees a drop with one file. */
async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, base64]) => {
      const binary = atob(base64 ?? "");
      const content = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([content], fileName ?? ""));
      return data;
    },
    [name, bytes.toString("base64")],
  );
  await page.dispatchEvent("main", "dragover", { dataTransfer: transfer });
  await page.dispatchEvent("main", "drop", { dataTransfer: transfer });
}

test("an image from one page brings kernel A back in another", async ({ lab, elsewhere }) => {
  await lab.open("v=1&s=p:hibernate@1&p=hibernate");
  await lab.goTo("end");
  const download = lab.page.waitForEvent("download");
  await lab.page.getByRole("button", { name: "Download image 1" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("hibernate-and-come-back.image-1.core");
  const bytes = await readFile(await file.path());
  await expect(lab.notice(/hibernate-and-come-back\.image-1\.core is yours/)).toBeVisible();
  expect(bytes.subarray(0, 4).toString("latin1")).toBe("\x7fELF");
  expect(bytes.includes("Dear diary: they will switch me off now")).toBe(true);

  const { page } = elsewhere;
  await elsewhere.open("v=1&s=p:tiny@1&t=0@swap/7/2");
  const before = await elsewhere.hash();
  const damaged = Buffer.from(bytes);
  damaged[damaged.length - 100] = (damaged.at(-100) ?? 0) ^ 1;
  await drop(page, "damaged.core", damaged);
  await expect(elsewhere.notice(/^damaged\.core was refused: file: expected .* it is damaged/)).toBeVisible();
  expect(await elsewhere.hash()).toBe(before);

  await drop(page, "mine.core", bytes);
  await expect(
    page.getByRole("heading", { level: 1, name: /Hibernate and come back \(from mine\.core\)/ }),
  ).toBeVisible();
  await elsewhere.idle();
  await expect(elsewhere.notice(/^mine\.core lies on the disk of a machine that starts cold/)).toBeVisible();
  await elsewhere.goTo("end");
  await expect(page.getByRole("button", { name: "End of the run: the run completed" })).toBeVisible();
  await page.getByRole("tab", { name: "Consoles" }).click();
  await expect(elsewhere.panel("Consoles")).toContainText(NOTE);
  await expect(elsewhere.panel("Consoles")).toContainText("ACPI: resumed from S5");

  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByText(/An image of kernel A stays in its file. Pass mine\.core on/)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Back to Tiny/ }).click();
  await elsewhere.idle();
  expect(await elsewhere.hash()).toBe(before);
  await page.goBack();
  await expect(page.getByRole("alert")).toContainText("This address names an image of kernel A");
});
