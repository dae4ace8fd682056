// Journey 18: what the kernel does around the jump: devices against callbacks, the call stack with its undo label, the way
// of an interrupt, tasks, the event log, and a card that nobody stopped.

import { readFile } from "node:fs/promises";
import { expect, test } from "./fixtures.ts";

test("devices are stopped in order, and each view says so", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1");
  await lab.leaveControls();
  await page.keyboard.press("v");
  await page.keyboard.press("h");
  await expect(page.getByRole("tab", { name: "Devices" })).toHaveAttribute("aria-selected", "true");

  // A cell leads to its change.
  const grid = lab.panel("Devices").getByRole("grid", { name: "Devices by callback" });
  const frozen = grid.getByRole("gridcell", { name: /^eth0, freeze of kernel A, jump 1: frozen/ });
  await frozen.click();
  const first = await lab.time();
  await expect(frozen).toContainText("frozen");

  // One tab stop: arrows move inside, Enter goes there.
  await page.keyboard.press("ArrowDown");
  await expect(grid.getByRole("gridcell", { name: /^sda, freeze of kernel A, jump 1: frozen/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect.poll(() => lab.time()).toBeGreaterThan(first);
  await expect(grid.locator('[tabindex="0"]')).toHaveCount(1);

  // A row's head opens the card.
  await grid.getByRole("button", { name: /^eth0.*show its card/ }).click();
  const card = lab.panel("Device");
  await expect(card.getByRole("heading", { name: /eth0 network card/ })).toBeVisible();
  await expect(card.getByRole("table", { name: "Registers of eth0" })).toContainText("RING");
  await expect(card.getByRole("table", { name: /saved/ }).getByRole("row", { name: /RING / })).toBeVisible();
  await expect.poll(() => page.url()).toContain("dev");

  // What the kernel is at, and where it goes if that fails.
  const stack = lab.panel("Call stack");
  await stack.getByRole("button", { name: /^ttyS0 freeze ttyS0/ }).click();
  await lab.idle();
  await expect(stack.getByRole("list", { name: /^Active functions of kernel A/ })).toContainText(
    /sys_reboot.*kernel_kexec.*kexec_jump.*device_suspend/,
  );
  await expect(stack.getByText(/if this fails:.*goto Resume_console/)).toContainText(
    /undoes resume_console → thaw_processes → pm_restore_console/,
  );

  const tasks = lab.panel("Tasks and consoles");
  await expect(tasks.getByRole("row", { name: /vim.*frozen/ })).toBeVisible();
  await expect(tasks.getByText("console suspended")).toBeVisible();
  const interrupts = lab.panel("Interrupts");
  await expect(interrupts.getByText("delivered")).toBeVisible();
  await lab.goTo("swap/3/2");
  await expect(interrupts.getByRole("list", { name: "The way of an interrupt" })).toContainText(
    /all lines masked.*held back.*gone/,
  );
  await expect(interrupts.getByText(/triple fault/)).toBeVisible();
  await expect(lab.panel("Processors").getByRole("listitem").filter({ hasText: "cpu1" })).toContainText("parked");
});

test("the event log is searched, filtered, walked and taken away", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1&p=devices");
  const log = lab.panel("Event log");
  const rows = log.getByRole("grid", { name: "Events" });
  await log.getByRole("searchbox", { name: "Search the event log" }).fill("enters kernel");
  await expect(rows.getByRole("row")).toHaveCount(4);
  await rows
    .getByRole("row", { name: /kernel A enters kernel B/ })
    .first()
    .click();
  await lab.idle();
  await expect(page.getByRole("slider", { name: "Position in the run" })).toHaveAttribute("aria-valuetext", /boot/);
  const entered = await lab.time();
  await page.keyboard.press("j");
  await expect.poll(() => lab.time()).toBeGreaterThan(entered);
  await page.keyboard.press("k");
  await expect.poll(() => lab.time()).toBe(entered);

  await log.getByRole("searchbox").fill("");
  await log.getByRole("button", { name: /^jumps/ }).dblclick();
  await expect(rows.getByRole("row")).toHaveCount(4);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    log.getByRole("button", { name: "Download these events as CSV" }).click(),
  ]);
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
  expect(lines[0]).toBe("t,kind,source,text");
  expect(lines.slice(1).every((line) => /^\d+,jump,[AB],/.test(line))).toBe(true);
  expect(lines).toHaveLength(5);
});

test("a card that nobody stopped goes on in the other kernel's memory", async ({ lab, page }) => {
  await lab.open("v=1&s=p:museum/a-card-that-was-not-stopped@1&p=devices");
  const cell = lab
    .panel("Devices")
    .getByRole("gridcell", { name: /^eth0, jump 1 to kernel B: .*wrote \d+ times into the other kernel's memory/ });
  await cell.click();
  await lab.idle();
  const now = await lab.time();
  await page.getByRole("button", { name: /^eth0, active now/ }).click();
  const card = lab.panel("Device");
  await expect(card.getByText("active", { exact: true })).toBeVisible();
  await expect(card.getByRole("region", { name: "What kernel A believes" })).toContainText("quiet");
  await card.getByRole("button", { name: /^acts now/ }).click();
  await expect.poll(() => lab.time()).toBeGreaterThan(now);

  const failed = lab
    .panel("Invariants")
    .getByRole("listitem")
    .filter({ has: page.getByRole("button", { name: /failed/ }) });
  await expect(failed.first()).toBeVisible();
  await failed
    .first()
    .getByRole("button", { name: /^Evidence for/ })
    .click();
  await lab.idle();
  expect(await lab.time()).toBeGreaterThan(0);
});
