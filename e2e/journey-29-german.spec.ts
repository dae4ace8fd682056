// Journey 29: the page in German. What is open and where stays, reloading keeps the language, and nothing runs over.

import { expect, test } from "./fixtures.ts";
import type { LabPage } from "./lab-page.ts";

const PLACES = ["overview", "cpu", "tables", "devices", "faults", "museum"] as const;

async function speakGerman(lab: LabPage): Promise<void> {
  const { page } = lab;
  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await page.getByRole("dialog", { name: "Settings" }).getByRole("radio", { name: "Deutsch" }).click({ force: true });
  await expect(page.getByRole("dialog", { name: "Einstellungen" })).toBeVisible();
  await page.keyboard.press("Escape");
  await lab.idle();
}

async function expectNothingRunsOver(lab: LabPage): Promise<void> {
  const [content, room] = await lab.page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  expect(content).toBeLessThanOrEqual(room ?? 0);
}

test("German is a choice in the settings, and changes nothing but words", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1&t=@swap/7/2&p=cpu");
  const hash = await lab.hash();
  await speakGerman(lab);

  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  expect(await lab.hash()).toBe(hash);
  await expect(lab.anchor).toHaveText("swap/7/2");
  await expect(page.getByRole("tab", { name: "Geräte" })).toBeVisible();
  await expect(page.getByRole("tab", { name: "CPU" })).toHaveAttribute("aria-selected", "true");
  await page.getByRole("button", { name: "Schritt vor", exact: true }).click();
  await lab.idle();
  expect(await page.getByRole("slider", { name: "Position im Lauf" }).getAttribute("aria-valuetext")).toMatch(
    /^Phase \d+ von \d+, swap-out, Seite \d+ von 24, .*Zeit \d+$/,
  );
  await expect(page).toHaveTitle(/^Winzig: 24 Seiten hin und zurück · Austausch · Kexec Jump Lab$/);

  await page.reload();
  await lab.idle();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.getByRole("tab", { name: "Geräte" })).toBeVisible();
});

test("a link may ask for German, and the story is told in it", async ({ lab, page }) => {
  await lab.open("v=1&s=p:first-jump@1&t=@phase/load&story=0&lang=de");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.getByRole("heading", { name: "Zwei Kernel, eine Maschine" })).toBeVisible();
  await page.getByRole("button", { name: "Weiter", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Kernel B wartet in geliehenen Seiten" })).toBeVisible();
  // What the reader sets goes before what the link has asked for.
  await page.getByRole("button", { name: "Einstellungen", exact: true }).click();
  await page
    .getByRole("dialog", { name: "Einstellungen" })
    .getByRole("radio", { name: "English" })
    .click({ force: true });
  await expect(page.getByRole("dialog", { name: "Settings" })).toBeVisible();
  await page.keyboard.press("Escape");
  await lab.idle();
  await expect(page.getByRole("heading", { name: "Kernel B waits in borrowed pages" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

for (const [width, height] of [
  [1280, 720],
  [390, 844],
] as const)
  test(`nothing runs over in German at ${width} pixels`, async ({ lab, page }) => {
    await page.setViewportSize({ width, height });
    for (const place of PLACES) {
      await lab.open(`v=1&s=p:tiny@1&t=@swap/7/2&p=${place}&lang=de`);
      await expectNothingRunsOver(lab);
    }
  });
