// Journey 8: a bit flips in the middle of an exchange. A branch forks off, its parent stays, undo and redo.

import { expect, test } from "./fixtures.ts";
import type { LabPage } from "./lab-page.ts";
import { selectFrame, swapFrames } from "./moves.ts";

const branches = (lab: LabPage) => lab.panel("Branches");
const form = (lab: LabPage) => lab.page.getByRole("form", { name: "A bit flips" });

/** By the keyboard's own key for it, on the map's cursor. */
async function injectFromMenu(lab: LabPage): Promise<void> {
  await lab.page.getByRole("grid", { name: /Physical memory/ }).focus();
  await lab.page.keyboard.press("Shift+F10");
  await lab.page.getByRole("menuitem", { name: "Inject fault here…" }).click();
  await expect(form(lab)).toBeVisible();
}

test("a bit flips on its way, and the run forks", async ({ lab, page }) => {
  await lab.open("v=1&s=p:first-jump@1");
  await lab.goTo("end");
  const end = await lab.hash();
  await lab.goTo("swap/100/1");
  const { destination } = await swapFrames(lab);
  await selectFrame(lab, destination);
  await injectFromMenu(lab);

  const address = `0x${(destination * 4096).toString(16).padStart(8, "0")}`;
  await expect(form(lab).getByRole("textbox", { name: "Address" })).toHaveValue(address);
  await expect(form(lab).getByRole("textbox", { name: "When" })).toHaveValue("swap/100/1");
  await expect(form(lab)).toContainText(`At swap/100/1 bit 0 of the word at physical address ${address}`);
  await form(lab).getByRole("button", { name: "Inject" }).click();
  await lab.idle();

  const lane = branches(lab).getByRole("button", { name: /^Branch bit 0 of 0x[0-9a-f]{8} flipped at swap\/100\/1/ });
  await expect(lane).toHaveAttribute("aria-current", "true");
  await expect(lab.anchor, "the reader stays where he was").toHaveText("swap/100/1");
  const outcome = lab.panel("Outcome");
  await expect(outcome).toContainText(/Survived|Detected|Silent corruption|Triple fault|Crashed|Hang|Refused/);
  await expect(outcome).toContainText(/first divergence/);

  await outcome.getByRole("button", { name: "Go to first divergence" }).click();
  await lab.idle();
  const [, swapped] = /^swap\/(\d+)\//.exec(await lab.anchor.innerText()) ?? [];
  expect(Number(swapped)).toBeGreaterThanOrEqual(100);
  await expect.poll(() => page.url(), { message: "the fault is in the address" }).toContain("s=z:");

  await branches(lab).getByRole("button", { name: "Run without faults" }).click();
  await lab.goTo("end");
  expect(await lab.hash(), "the parent is as it was").toBe(end);

  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await lab.idle();
  await expect(branches(lab)).toBeHidden();
  await expect(page.getByRole("button", { name: "Undo", exact: true })).toBeDisabled();
  await page.getByRole("button", { name: "Redo", exact: true }).click();
  await lab.idle();
  await expect(lane).toBeVisible();
});

test("a fault that cannot fire is refused at its field, and nothing changes", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1&p=faults&t=0@swap/7/1");
  const hash = await lab.hash();
  await page.getByRole("button", { name: "A bit flips" }).click();
  await form(lab).getByRole("textbox", { name: "When" }).fill("swap/999/1");
  await form(lab).getByRole("button", { name: "Inject" }).click();
  await expect(form(lab).getByRole("alert")).toContainText("Expected");
  await expect(form(lab).getByRole("textbox", { name: "When" })).toHaveAttribute("aria-invalid", "true");
  await form(lab).getByRole("textbox", { name: "Bit" }).fill("40");
  await form(lab).getByRole("button", { name: "Inject" }).click();
  await expect(form(lab).getByRole("alert")).toContainText("0 to 31");
  await expect(branches(lab)).toBeHidden();
  expect(await lab.hash()).toBe(hash);
});

test("a step is made to fail from the list of steps, and the kernel gives its errno", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1&p=faults");
  await page.getByRole("tab", { name: /^Steps of this run/ }).click();
  await page.getByRole("searchbox", { name: "Search the steps" }).fill("freeze_processes/vim");
  await page.getByRole("button", { name: "Let freeze_processes/vim fail with EBUSY" }).click();
  const draft = page.getByRole("form", { name: "A step fails" });
  await expect(draft).toContainText("fails with EBUSY");
  await draft.getByRole("button", { name: "Inject" }).click();
  await lab.idle();
  await expect(lab.panel("Outcome")).toContainText(/Refused EBUSY/);
});

test("a batch fills its heat map, and a cell opens its branch", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1&p=faults&t=0@swap/7/1");
  await page.getByRole("tab", { name: "Batch" }).click();
  const batch = page.getByRole("form", { name: "Batch" });
  await batch.getByRole("combobox", { name: "What" }).selectOption("A frame is lost");
  await batch.getByRole("textbox", { name: "How many" }).fill("2");
  await batch.getByRole("textbox", { name: "Moments" }).fill("swap/7/1 phase/enter");
  await expect(batch).toContainText("2 rows × 2 columns, 4 runs");
  await batch.getByRole("button", { name: "Run the batch" }).click();
  await expect(page.getByText(/^4 runs in/)).toBeVisible();
  const map = page.getByRole("table", { name: "Verdict by target and moment" });
  const cell = map.getByRole("button", { name: /0x00406, swap\/7\/1: / });
  const [, verdict = ""] = /: ([A-Z][a-z ]+): /.exec((await cell.getAttribute("aria-label")) ?? "") ?? [];
  await cell.click();
  await lab.idle();
  await expect(
    branches(lab).getByRole("button", { name: /^Branch frame 0x00406 zeroed at swap\/7\/1/ }),
  ).toHaveAttribute("aria-current", "true");
  await expect(lab.panel("Outcome")).toContainText(verdict);
});
