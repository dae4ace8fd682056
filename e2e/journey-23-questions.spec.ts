// Journey 23: search, probes, the trail, rows of the event log, the diff base and the menu of a thing.

import { readFile } from "node:fs/promises";
import { expect, test } from "./fixtures.ts";
import { selectFrame } from "./moves.ts";

test("search finds bytes in memory and names in the run, by keyboard", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1");
  await lab.leaveControls();
  await page.keyboard.press("/");
  const dialog = page.getByRole("dialog", { name: "Search" });
  const mode = dialog.getByRole("combobox", { name: "Look for" });
  await mode.selectOption("Bytes");
  await dialog.getByRole("textbox").fill("xyz");
  await dialog.getByRole("textbox").press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Expected pairs of hexadecimal digits");
  await dialog.getByRole("textbox").fill("0f 0b 4b");
  await dialog.getByRole("textbox").press("Enter");
  const results = dialog.getByRole("region", { name: "Results" });
  await expect(results.getByRole("status")).toContainText(/\d+ found/i);
  const hit = results.getByRole("button").first();
  const address = Number(/0x[0-9a-f]{8}/.exec(await hit.innerText())?.[0]);
  await hit.click();
  await expect(dialog).toBeHidden();
  await lab.idle();
  const frame = await lab.readFrame(address >>> 12);
  expect(frame?.bytes.slice(address & 0xfff, (address & 0xfff) + 3)).toEqual([0x0f, 0x0b, 0x4b]);
  await expect(page.getByRole("heading", { level: 2, name: /^Frame 0x/ })).toBeVisible();

  await lab.leaveControls();
  await page.keyboard.press("/");
  await mode.selectOption("Names");
  await dialog.getByRole("textbox").fill("swap-in");
  await dialog.getByRole("textbox").press("Enter");
  const place = dialog.getByRole("button", { name: /swap-in/ }).first();
  await place.click();
  await lab.idle();
  expect(await lab.time()).toBeGreaterThan(0);
});

test("a probe is a line, a table with a way to each moment, and a file", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1");
  await lab.perspective("Ask");
  const panel = lab.panel("Probes");
  await panel.getByRole("textbox", { name: "Expression" }).fill("cr0.pg + $");
  await expect(panel.getByRole("alert")).toContainText("^ expected");
  await panel.getByRole("textbox", { name: "Expression" }).fill("cr0.pg");
  await panel.getByRole("button", { name: "Probe", exact: true }).click();
  const table = panel.getByRole("grid", { name: "Values of cr0.pg" });
  const off = table.getByRole("row").filter({ has: page.getByRole("gridcell", { name: "0", exact: true }) });
  await expect(off.first()).toBeVisible();
  await expect(panel.getByRole("figure", { name: /cr0.pg over time/ })).toBeVisible();
  await off.nth(1).click();
  await lab.idle();
  const there = await lab.time();
  expect(there).toBeGreaterThan(0);
  await expect(table.locator("[aria-current=time]")).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    panel.getByRole("button", { name: "Download as CSV" }).click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).split("\r\n");
  expect(lines[0]).toBe("t,sub,anchor,cr0.pg");
  expect(lines.some((line) => line.startsWith(`${there},0,`))).toBe(true);
});

test("the trail notes jumps; what is kept has a name and is there after a reload", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1");
  await page.getByRole("tab", { name: "Trail" }).click();
  await lab.goTo("phase/swap-out");
  await lab.goTo("end");
  const trail = page.getByRole("list", { name: "Trail" });
  await expect(trail.getByRole("listitem")).toHaveCount(2);
  await trail.getByRole("listitem").first().getByRole("button", { name: /^Keep/ }).click();
  const name = trail.getByRole("textbox");
  await name.fill("where it begins");
  await name.press("Enter");
  await lab.leaveControls();
  await page.keyboard.press("m");
  await trail
    .getByRole("listitem")
    .nth(1)
    .getByRole("button", { name: /^Move up/ })
    .click();
  await expect(trail.getByRole("textbox").nth(1)).toHaveValue("where it begins");
  await lab.goTo("phase/freeze");
  await expect(trail.getByRole("listitem")).toHaveCount(3);

  await page.reload();
  await lab.idle();
  await page.getByRole("tab", { name: "Trail" }).click();
  await expect(trail.getByRole("listitem"), "what was not kept is gone").toHaveCount(2);
  await expect(trail.getByRole("textbox").nth(1)).toHaveValue("where it begins");
  await trail
    .getByRole("button", { name: /where it begins/ })
    .first()
    .click();
  await expect(lab.anchor).toHaveText("phase/swap-out");
  await trail.getByRole("button", { name: "Remove: where it begins" }).click();
  await expect(trail.getByRole("listitem")).toHaveCount(1);
});

test("j and k walk the event log, its inspector writes a test, and the diff base stays where it is fixed", async ({
  lab,
  page,
}) => {
  await lab.open("v=1&s=p:tiny@1");
  await lab.leaveControls();
  await page.keyboard.press("j");
  await lab.idle();
  const first = await lab.time();
  expect(first).toBeGreaterThan(0);
  await page.keyboard.press("j");
  await lab.idle();
  await page.keyboard.press("k");
  await lab.idle();
  expect(await lab.time()).toBe(first);

  await page.keyboard.press("Shift+D");
  const base = page.getByRole("contentinfo", { name: "Status" }).getByText(/diff base: fixed at/);
  const fixed = await base.innerText();
  await lab.press(".", 3);
  await expect(base).toHaveText(fixed);
  await page.keyboard.press("Shift+D");
  await expect(base).toBeHidden();

  await page.getByRole("tab", { name: "Events" }).click();
  const grid = page.getByRole("grid", { name: "Events" });
  await grid.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await lab.idle();
  const inspector = page.getByRole("region", { name: /^Event at t/ });
  await expect(inspector.getByText("State hash")).toBeVisible();
  await inspector.getByRole("tab", { name: "Test" }).click();
  await expect(inspector.getByText(/kjlab -- assert tiny --at \d+ --hash [0-9a-f]{8} --event/)).toBeVisible();
  await inspector.getByRole("tab", { name: "Diff" }).click();
  await expect(inspector.getByText(/frames? changed/)).toBeVisible();
});

test("the menu of a byte by Shift+F10: its value, a watch, the trail", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1&p=control");
  await lab.goTo("phase/restore");
  await selectFrame(lab, 0x800);
  const bytes = page.getByRole("grid", { name: /^Bytes of the frame/ });
  await bytes.focus();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page.getByText(/0x00800000 to 0x00800003, 4 bytes/)).toBeVisible();
  await page.keyboard.press("Shift+F10");
  const menu = page.getByRole("menu", { name: /4 bytes at 0x00800000/ });
  for (const item of [
    "Go to its bytes",
    "Break on write",
    "Watch",
    "Who wrote this?",
    "Copy value",
    "Copy link",
    "Inject fault here…",
    "Add to trail",
  ])
    await expect(menu.getByRole("menuitem", { name: item, exact: true })).toBeVisible();
  await menu.getByRole("menuitem", { name: "Copy value" }).click();
  const frame = await lab.readFrame(0x800);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split(" ").map((each) => Number.parseInt(each, 16))).toEqual(frame?.bytes.slice(0, 4));
  await lab.leaveControls();
  await page.keyboard.press("w");
  await page.getByRole("tab", { name: "Breakpoints" }).click();
  await expect(lab.panel("Breakpoints").getByText("Changes of 4 bytes at 0x00800000")).toBeVisible();
});
