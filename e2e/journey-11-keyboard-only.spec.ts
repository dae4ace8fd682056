// Journey 11: the whole page without a pointer, and for readers with their own colours, sizes and motion.

import { expect, test } from "./fixtures.ts";

test("the map, the table, the palette and the keys without a pointer", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1");
  for (let tab = 0; tab < 5; tab += 1) {
    await page.keyboard.press("Tab");
    if (await page.getByRole("link", { name: "Skip to map" }).evaluate((link) => link === document.activeElement))
      break;
  }
  await expect(page.getByRole("link", { name: "Skip to map" })).toBeFocused();
  await page.keyboard.press("Enter");

  const grid = page.getByRole("grid", { name: /Physical memory/ });
  for (let tab = 0; tab < 12 && !(await grid.evaluate((node) => node === document.activeElement)); tab += 1) {
    await page.keyboard.press("Tab");
  }
  await expect(grid).toBeFocused();
  const announced = () =>
    grid.evaluate(
      (node) => document.getElementById(node.getAttribute("aria-activedescendant") ?? "")?.textContent ?? "",
    );
  const first = await announced();
  expect(first).toMatch(/frame 0x[0-9a-f]{5}, /i);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  expect(await announced()).toMatch(/frame 0x[0-9a-f]{5}, /i);
  expect(await announced()).not.toBe(first);
  await page.keyboard.press("Enter");
  await lab.idle();
  const pfn = /0x[0-9a-f]{5}/.exec(await announced())?.[0] ?? "";
  await expect(page.getByRole("heading", { level: 2, name: `Frame ${pfn}` })).toBeVisible();

  await page.getByRole("button", { name: "Extents" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Extents" }).getByRole("row").nth(2)).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("go to outcome");
  await page.keyboard.press("Enter");
  await lab.idle();
  await expect(lab.anchor).toHaveText("end");
});

test("Home and End reach the run's ends from a button or a tab, and stay with what has ends of its own", async ({
  lab,
  page,
}) => {
  await lab.open("v=1&s=p:tiny@1");
  await page.getByRole("tab", { name: "CPU" }).click();
  await page.keyboard.press("End");
  await lab.idle();
  await expect(lab.anchor).toHaveText("end");
  await page.getByRole("button", { name: "Settings" }).focus();
  await page.keyboard.press("Home");
  await lab.idle();
  await expect(lab.anchor).toHaveText("phase/load");
  await page.getByRole("slider", { name: "Speed of play" }).focus();
  await page.keyboard.press("End");
  await lab.idle();
  await expect(lab.anchor).toHaveText("phase/load");
});

test("a place that the run has not is said in the dialog, and what was typed stays", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1");
  await lab.leaveControls();
  await page.keyboard.press("g");
  const dialog = page.getByRole("dialog", { name: "Go to" });
  const field = dialog.getByRole("combobox");
  await field.fill("swap/999/2");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("expected");
  await expect(field).toHaveValue("swap/999/2");
  await field.fill("swap/7/2");
  await expect(dialog.getByRole("alert")).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await lab.idle();
  await expect(lab.anchor).toHaveText("swap/7/2");
});

test("keys can be changed and switched off", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1");
  await lab.leaveControls();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  const key = sheet.getByRole("button", { name: /^Change the key of Step forward/ });
  await key.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("x");
  await expect(key).toHaveAccessibleName(/now X/i);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await lab.leaveControls();
  const start = await lab.time();
  await lab.press("x");
  const stepped = await lab.time();
  expect(stepped).toBeGreaterThan(start);
  await lab.press(".");
  expect(await lab.time(), "the old key does nothing any more").toBe(stepped);

  await page.keyboard.press("?");
  await sheet.getByRole("checkbox", { name: "Single-key shortcuts" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await lab.leaveControls();
  await lab.press("x");
  await lab.press(",");
  expect(await lab.time(), "no single key does anything").toBe(stepped);
});

test("reduced motion: after a step nothing moves", async ({ lab, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.addInitScript(() => {
    const ask = window.requestAnimationFrame.bind(window);
    Object.assign(window, { asked: 0 });
    window.requestAnimationFrame = (callback) => {
      (window as unknown as { asked: number }).asked += 1;
      return ask(callback);
    };
  });
  await lab.open("v=1&s=p:tiny@1");
  await lab.leaveControls();
  await lab.press(".");
  const asked = () => page.evaluate(() => (window as unknown as { asked: number }).asked);
  await expect
    .poll(async () => {
      const before = await asked();
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
      return (await asked()) - before;
    })
    .toBe(0);
});

test("forced colours: the legend tells classes by letters", async ({ lab, page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await lab.open("v=1&s=p:tiny@1");
  const legend = lab.panel("Physical memory").getByRole("group", { name: /legend|classes/i });
  await expect(legend).toBeVisible();
  const letters = await legend
    .getByRole("button")
    .evaluateAll((chips) => chips.map((chip) => getComputedStyle(chip.firstElementChild ?? chip, "::after").content));
  expect(letters.length).toBeGreaterThan(5);
  for (const letter of letters) expect(letter).toMatch(/^"[A-Z·.]"$/i);
});

test("320 pixels wide: no scrolling sideways", async ({ lab, page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await lab.open("v=1&s=p:tiny@1");
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Share" })).toBeVisible();
  expect(await overflow()).toBeLessThanOrEqual(0);
});
