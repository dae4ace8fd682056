// The scenario editor: form and text of one document, problems at their place in both, one history, a run at the end.

import { readFileSync } from "node:fs";
import type { Locator } from "playwright/test";
import { expect, test } from "./fixtures.ts";
import type { LabPage } from "./lab-page.ts";

const TINY = "v=1&s=p:tiny@1";

interface Editor {
  readonly dialog: Locator;
  readonly memory: Locator;
  readonly text: Locator;
  readonly apply: Locator;
  field(name: string): Locator;
}

async function edit(lab: LabPage): Promise<Editor> {
  await lab.leaveControls();
  await lab.page.keyboard.press("Control+e");
  const dialog = lab.page.getByRole("dialog", { name: "Edit the scenario" });
  const text = dialog.getByRole("textbox", { name: "Scenario as text" });
  await expect(text).toBeVisible();
  const field = (name: string): Locator => dialog.getByRole("textbox", { name, exact: true });
  return {
    ...{ dialog, text, field },
    memory: field("Memory MiB"),
    apply: dialog.getByRole("button", { name: "Apply: record from t 0" }),
  };
}

test("form and text are one document with one history, and what is applied is recorded and can be undone", async ({
  lab,
}) => {
  const { page } = lab;
  await lab.open(TINY);
  const editor = await edit(lab);

  // Nothing changed: it says so, and records nothing.
  await editor.apply.click();
  await expect(editor.dialog.getByText("Nothing has changed: this is the run on screen.")).toBeVisible();

  // By the form: the text follows.
  await editor.field("Title").fill("Mine");
  await expect(editor.text).toContainText('"title": "Mine"');

  // By the text: the form follows.
  await editor.text.getByText("memoryMiB").click();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("7");
  await expect(editor.memory).toHaveValue("17");

  // Undo goes back through both, from either side; redo goes forward again.
  await page.keyboard.press("Control+z");
  await expect(editor.memory).toHaveValue("16");
  await editor.field("Title").press("Control+z");
  await expect(editor.field("Title")).toHaveValue("Tiny: 24 pages there and back");
  await editor.dialog.getByRole("button", { name: "Redo" }).click();
  await expect(editor.field("Title")).toHaveValue("Mine");
  await page.keyboard.press("Control+Shift+z");
  await expect(editor.memory).toHaveValue("17");

  await editor.apply.click();
  await expect(editor.dialog).toBeHidden();
  await lab.idle();
  await expect(page.getByRole("heading", { level: 1 })).toHaveAccessibleName(/Mine/);
  expect(await lab.time()).toBe(0);

  // Outside of the editor, undo takes the whole change back.
  await lab.leaveControls();
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("heading", { level: 1 })).toHaveAccessibleName(/Tiny/);
  await lab.idle();
  await page.keyboard.press("Control+Shift+z");
  await expect(page.getByRole("heading", { level: 1 })).toHaveAccessibleName(/Mine/);
  await lab.idle();
});

test("a problem is shown at its line and at its field, and what the machine refuses comes back to both", async ({
  lab,
}) => {
  await lab.open(TINY);
  const editor = await edit(lab);
  await editor.memory.fill("4");
  const problem = editor.dialog.getByRole("list", { name: "Problems" }).getByRole("button");
  await expect(problem).toContainText("line 5, column 16");
  await expect(problem).toContainText("memoryMiB expected at least 8, got 4");
  await expect(editor.memory).toHaveAttribute("aria-invalid", "true");
  await expect(editor.dialog.getByText("Expected at least 8, got 4.")).toBeVisible();
  await expect(editor.dialog.locator(".cm-lint-marker-error")).toHaveCount(1);
  await editor.apply.click();
  await expect(editor.dialog.getByText("Not recorded: there are problems.")).toBeVisible();
  await editor.memory.fill("16");
  await expect(editor.dialog.getByText("No problems.")).toBeVisible();

  // Text that is no JSON: the form waits, and says why.
  await problem.waitFor({ state: "hidden" });
  await editor.text.getByText("seed").click();
  await lab.page.keyboard.press("Home");
  await lab.page.keyboard.type("x");
  await expect(editor.dialog.getByText(/The text is no JSON/)).toBeVisible();
  await expect(editor.memory).toBeDisabled();
  await lab.page.keyboard.press("Control+z");
  await expect(editor.memory).toBeEnabled();

  // A fault for a place that no run of this scenario has: only the machine can know.
  await editor.dialog.getByRole("button", { name: "Add a fault" }).click();
  await editor.field("Fault 1").fill("nmi@swap/99999");
  await editor.apply.click();
  await expect(editor.dialog.getByRole("list", { name: "Problems" })).toContainText("faults[0]", { timeout: 30_000 });
  await expect(editor.field("Fault 1")).toHaveAttribute("aria-invalid", "true");
});

test("segments are moved on the map, with buttons as well, and overlaps are named", async ({ lab }) => {
  await lab.open(TINY);
  const { dialog, field } = await edit(lab);
  const map = dialog.getByRole("region", { name: "Segment map" });
  await expect(map.getByText("Every page of the range is in one segment.")).toBeVisible();
  await map.getByRole("combobox", { name: "Segment" }).selectOption({ label: "initrd" });
  await expect(map.getByText("[0x00415000, 0x00418000)")).toBeVisible();
  await map.getByRole("button", { name: "One page down" }).click();
  await expect(map.getByText("[0x00414000, 0x00417000)")).toBeVisible();
  await expect(map.getByText("Every page of the range is in one segment.")).toBeVisible();
  await map.getByRole("button", { name: "One page down" }).click();
  await expect(map.getByRole("list", { name: "Overlaps and gaps" })).toContainText(
    "Claimed twice: [0x00413000, 0x00414000)",
  );
  await dialog.getByRole("button", { name: "Undo" }).click();

  // By pointer: the strip is as wide as the range with its margins.
  const initrd = map.locator("[data-content='initrd']");
  const box = await initrd.boundingBox();
  if (box === null) throw new Error("the segment is not on the map");
  await lab.page.mouse.move(box.x + 12, box.y + 12);
  await lab.page.mouse.down();
  await lab.page.mouse.move(box.x + 12 + 400, box.y + 12, { steps: 4 });
  await lab.page.mouse.up();
  await expect(dialog.getByRole("list", { name: "Problems" })).toBeVisible();
  await dialog.getByRole("button", { name: "Reset" }).click();
  await expect(field("Title")).toHaveValue("Tiny: 24 pages there and back");
  await expect(dialog.getByText("As it was recorded.")).toBeVisible();
});

test("a draft survives a reload, and the file is saved by key from anywhere", async ({ lab }) => {
  await lab.open(TINY);
  const editor = await edit(lab);
  await editor.field("Title").fill("Half done");
  await expect.poll(() => lab.page.evaluate(() => localStorage.getItem("kjl.editor") ?? "")).toContain("Half done");
  await lab.page.reload();
  await lab.idle();
  const again = await edit(lab);
  await expect(again.field("Title")).toHaveValue("Half done");
  await expect(again.dialog.getByRole("button", { name: "Undo" })).toBeEnabled();

  const saved = lab.page.waitForEvent("download");
  await again.field("Title").press("Control+s");
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/\.json$/);
  expect(JSON.parse(readFileSync(await file.path(), "utf8"))).toMatchObject({ title: "Half done", memoryMiB: 16 });
});

test("on a phone the form edits and the text is for reading", async ({ lab }) => {
  await lab.page.setViewportSize({ width: 390, height: 844 });
  await lab.open(TINY);
  await lab.leaveControls();
  await lab.page.keyboard.press("Control+e");
  const dialog = lab.page.getByRole("dialog", { name: "Edit the scenario" });
  await expect(dialog.getByText("The text can be edited on a larger screen; here it is for reading.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Title", exact: true }).fill("By thumb");
  await expect(dialog.locator("pre")).toContainText('"title": "By thumb"');
  const wide = await lab.page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
});
