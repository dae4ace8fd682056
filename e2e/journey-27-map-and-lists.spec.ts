// Journey 27: the map in all its guises, the list as a tree, a graph and bytes, both control pages, ranges of time.

import { expect, test } from "./fixtures.ts";
import type { LabPage } from "./lab-page.ts";

const caption = (lab: LabPage) => lab.page.locator("[class*=caption]").filter({ hasText: /frames|frame 0x/ });

test("the map says what the reader asks of it", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1&t=@swap/12/1");
  const paint = page.getByRole("combobox", { name: "What the colours say" });
  await paint.selectOption("age");
  const legend = page.getByRole("group", { name: "Legend of the colours" });
  await expect(legend).toContainText(/just now/);
  await paint.selectOption("heat");
  await expect(legend).toContainText(/written once/);
  await paint.selectOption("untouched");
  await expect(caption(lab)).toContainText(/[\d,]+ never written/);
  await paint.selectOption("class");

  await page.getByRole("combobox", { name: "Layout" }).selectOption("owner");
  await expect(caption(lab)).toContainText("by owner");
  await page.getByRole("button", { name: "All pairs of the exchange" }).click();
  await expect(caption(lab)).toContainText(/\d+ pairs/);
  await page.getByRole("combobox", { name: "Layout" }).selectOption("rows");
  await page.getByRole("button", { name: "Low addresses first" }).click();
  await expect(page.getByRole("button", { name: "Low addresses first" })).toHaveAttribute("aria-pressed", "false");

  const classes = page.getByRole("group", { name: /^Classes of frames/ });
  const chip = classes.getByRole("button", { name: /^Kernel B/ });
  await chip.click();
  await expect(chip).toHaveAttribute("aria-pressed", "false");
  await chip.click();
  await chip.click({ modifiers: ["Shift"] });
  await expect(classes.getByRole("button", { name: /^Kernel A/ })).toHaveAttribute("aria-pressed", "false");
  await expect(chip).toHaveAttribute("aria-pressed", "true");
});

test("a range of frames by key and by drag, and the table of extents sorted", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1&t=@swap/12/1&sel=frame:0x00406");
  const grid = page.getByRole("grid", { name: /Physical memory/ });
  await grid.focus();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page).toHaveURL(/sel=range:0x00406000-0x00408fff/);
  await page.keyboard.press("Control+ArrowRight");
  const box = await grid.boundingBox();
  if (box === null) throw new Error("the map has no box");
  await page.mouse.move(box.x + 200, box.y + 40);
  await page.keyboard.down("Shift");
  await page.mouse.down();
  await page.mouse.move(box.x + 260, box.y + 80, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up("Shift");
  await expect(page).toHaveURL(/sel=range:/);

  await page.getByRole("button", { name: "Extents" }).click();
  const table = page.getByRole("grid", { name: "Runs of frames of one class" });
  await page.getByRole("button", { name: "Frames", exact: true }).click();
  await expect(page.getByRole("columnheader", { name: /Frames/ })).toHaveAttribute("aria-sort", "descending");
  await table.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/sel=frame:/);
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+Enter");
  await expect(page).toHaveURL(/sel=range:/);
});

test("close up, cells carry the bytes of their frames in small", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1&t=@swap/12/1");
  for (let i = 0; i < 4; i += 1) {
    await page.getByRole("button", { name: "Zoom in" }).click();
    await page.waitForFunction(() => document.getAnimations().length === 0);
  }
  await expect(caption(lab)).toContainText("×");
  await lab.idle();
  await expect(page.getByRole("grid", { name: /Physical memory/ })).toBeVisible();
});

test("the list folds, filters, and is a graph and bytes", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1&t=@swap/12/1&p=exchange");
  const list = page.getByRole("treegrid", { name: "Indirection list entries" });
  const rows = async (): Promise<number> => Number(await list.getAttribute("aria-rowcount"));
  const before = await rows();
  await list.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowLeft");
  await expect.poll(rows).toBeLessThan(before);
  await page.keyboard.press("ArrowRight");
  await expect.poll(rows).toBe(before);

  const filter = page.getByRole("combobox", { name: "Entries shown" });
  await filter.selectOption("jumps");
  await expect.poll(rows).toBeLessThan(5);
  await filter.selectOption("all");
  await page.getByRole("group", { name: "The list as" }).getByRole("button", { name: "graph" }).click();
  const graph = page.getByRole("region", { name: "Graph of the list" });
  await graph
    .getByRole("button", { name: /^frame 0x/ })
    .first()
    .press("Enter");
  await expect(page).toHaveURL(/sel=frame:/);
  await page.getByRole("group", { name: "The list as" }).getByRole("button", { name: "bytes" }).click();
  await expect(
    page
      .getByRole("region", { name: /Bytes of list page 1/ })
      .getByRole("cell")
      .first(),
  ).toHaveText(/^D /);
});

test("both control pages stand beside each other, and a word knows its writer", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1&t=@jump/2/phase/freeze&p=control");
  const a = page.getByRole("region", { name: "Kernel A", exact: true });
  const b = page.getByRole("region", { name: "Kernel B", exact: true });
  await expect(a).toBeVisible();
  await expect(b).toBeVisible();
  await expect(a.getByText("≠").first()).toBeVisible();
  await expect(a.getByRole("table", { name: "Words of page_list" })).toContainText("PA_SWAP_PAGE");
});

test("a range of time is marked, typed, magnified and left again", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1&t=@swap/12/1");
  await lab.slider.focus();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press("Shift+ArrowRight");
  const marked = page.getByRole("form", { name: "Marked range of time" });
  await expect(page.getByRole("slider", { name: "End of the marked range" })).toBeVisible();
  await marked.getByLabel("from t").fill("100");
  await marked.getByLabel("from t").press("Enter");
  await expect(page.getByRole("navigation", { name: "Ranges magnified" })).toContainText("whole run");
  await page.getByRole("button", { name: "whole run" }).click();
  await expect(page.getByRole("navigation", { name: "Ranges magnified" })).toBeHidden();
  await page.getByRole("button", { name: /Jump 1.*show it alone/ }).click();
  await expect(page.getByRole("navigation", { name: "Ranges magnified" })).toContainText("jump 1");
});
