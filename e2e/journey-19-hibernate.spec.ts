// Journey 19: the whole hibernation by keyboard alone: a story from the palette, power gone, everything back; a frame found in
// the image and in memory; a scenario that hibernates otherwise.

import { expect, test } from "./fixtures.ts";
import type { LabPage } from "./lab-page.ts";

async function run(lab: LabPage, command: string): Promise<void> {
  await lab.leaveControls();
  await lab.page.keyboard.press("Control+k");
  await lab.page.getByRole("dialog", { name: "Commands" }).getByRole("combobox").fill(command);
  await lab.page.keyboard.press("Enter");
  await lab.idle();
}

const slot = (lab: LabPage, name: RegExp) => lab.panel("Disk and image").getByRole("button", { name });
const frames = (lab: LabPage, name: string) =>
  lab.panel("Physical memory").getByRole("button", { name: new RegExp(`^${name} [\\d,]+`) });

test("the whole cycle by keyboard, as a story", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1");
  await run(lab, "Story: Hibernate and come back");
  const story = lab.panel("Story");
  await expect(story.getByText("1 of 12")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: /Hibernate and come back/ })).toBeVisible();
  await expect(page.getByRole("tab", { name: "Hibernate", exact: true })).toHaveAttribute("aria-selected", "true");
  const timeline = page.getByRole("group", { name: "Timeline" });
  for (const lane of ["Kernel A", "control code", "Kernel B", "Kernel C", "power"]) {
    await expect(timeline.getByText(lane, { exact: true })).toBeVisible();
  }

  const next = async (step: number): Promise<void> => {
    await lab.leaveControls();
    await lab.press("s");
    await expect(story.getByText(`${step} of 12`)).toBeVisible();
    await lab.idle();
  };
  for (let step = 2; step <= 4; step += 1) await next(step);
  await expect(page.getByRole("table", { name: "Facts and channels" })).toBeInViewport({ ratio: 1 });
  await expect(lab.panel("Command lines in memory")).toBeInViewport();
  for (let step = 5; step <= 6; step += 1) await next(step);
  await expect(slot(lab, /^slot 0 image 1, complete/)).toBeVisible();
  await expect(frames(lab, "Kernel B")).not.toHaveText(/^Kernel B 0$/);
  const asleep = await lab.hash();

  await next(7);
  await expect(timeline.getByRole("button", { name: /^Boot 2: cold boot, kernel C/ })).toBeVisible();
  await expect(frames(lab, "Kernel A")).toHaveText(/Kernel A 0/);
  await expect(slot(lab, /^slot 0 image 1, complete/)).toBeVisible();
  expect(await lab.hash()).not.toBe(asleep);

  for (let step = 8; step <= 12; step += 1) await next(step);
  await expect(lab.anchor).toHaveText("end");
  await expect(slot(lab, /^slot 0 image 1, used up/)).toBeVisible();
  await expect(frames(lab, "Kernel A")).not.toHaveText(/^Kernel A 0$/);
  await expect(lab.panel("Invariants")).toContainText(/\d+ hold/);
  // The page with the note had been exchanged: the image has it where its source frame lies.
  await expect(lab.panel("Disk and image")).toContainText(
    /kept in source frame 0x[0-9a-f]{5} *→ file offset 0x[0-9a-f]{8} *→ block [\d,]+ of the disk/,
  );
  await expect(story.getByRole("button", { name: "Next story: Checkpoint and go on" })).toBeVisible();
  await expect(story.getByRole("button", { name: "Next", exact: true })).toHaveCount(0);

  await page.keyboard.press("Shift+s");
  await expect(story.getByText("11 of 12")).toBeVisible();
  await lab.idle();
  await expect.poll(() => page.url()).toContain("story=hibernate.10");
  const link = page.url();
  const here = await lab.hash();
  await lab.open(link.slice(link.indexOf("#")));
  await expect(story.getByText("11 of 12")).toBeVisible();
  expect(await lab.hash()).toBe(here);
});

test("a page in the image and in memory, both ways, without a pointer", async ({ lab, page }) => {
  await lab.open("v=1&s=p:hibernate-tiny@1&t=@phase/power-off&p=hibernate");
  const panel = lab.panel("Disk and image");
  const memory = panel.getByRole("slider", { name: "Place in memory" });
  await memory.focus();
  await page.keyboard.press("PageDown");
  await lab.idle();
  await expect(memory).toHaveAttribute("aria-valuetext", /^frame 0x[0-9a-f]{5}, offset 0x[0-9a-f]{8} in the file$/);
  const first = await memory.getAttribute("aria-valuetext");
  const file = panel.getByRole("slider", { name: "Place in the file" });
  await file.focus();
  await page.keyboard.press("ArrowRight");
  await lab.idle();
  await expect(file).not.toHaveAttribute("aria-valuetext", first ?? "");
  await expect(panel).toContainText(/frame 0x[0-9a-f]{5}.*offset 0x[0-9a-f]{8}.*block [\d,]+ of the disk/);

  await page.getByRole("tab", { name: "Segments" }).focus();
  await page.keyboard.press("Enter");
  const segments = page.getByRole("table", { name: "Segments of Image 1" });
  await expect(segments.getByRole("row")).toHaveCount(4);
  await segments
    .getByRole("button", { name: /^frame/ })
    .nth(2)
    .focus();
  await page.keyboard.press("Enter");
  await lab.idle();
  await expect(file).toHaveAttribute("aria-valuetext", /^frame 0x[0-9a-f]{5}, offset/);

  await page.getByRole("tab", { name: "Numbers" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("figure", { name: "Image sizes on the scale of memory" })).toBeVisible();
  await expect(page.getByRole("table", { name: "The image", exact: true })).toContainText("swsusp");

  const channels = lab.panel("How the facts travel");
  await channels.getByRole("button", { name: /^backup pages map by initrd: cannot/ }).focus();
  await expect(channels).toContainText("the file is written before kexec_load has made a list");
});

test("a hibernation of one's own: two images, filtered, one of them to go on from", async ({ lab, page }) => {
  await lab.open("v=1&s=p:hibernate-tiny@1");
  await lab.leaveControls();
  await page.getByTitle(/open another scenario/i).click();
  const form = page.getByRole("form", { name: "This scenario" });
  await form.getByRole("button", { name: "More images" }).press("Enter");
  await form.getByRole("radio", { name: "filtered" }).check({ force: true });
  await form.getByRole("combobox", { name: "jump-back entry" }).selectOption("command line");
  await form.getByRole("button", { name: "Record again" }).press("Enter");
  await lab.idle();
  await expect(page.getByRole("heading", { level: 1, name: /changed/ })).toBeVisible();
  await lab.idle();
  await lab.goTo("end");
  await lab.perspective("Hibernate");
  await expect(slot(lab, /^slot 0 image 1, complete/)).toBeVisible();
  await expect(slot(lab, /^slot 1 image 2, used up/)).toBeVisible();
  await expect(lab.panel("Invariants")).toContainText(/\d+ hold/);
});
