// Help, settings and stories: words that lead to their place, keys of one's own, questions before answers.

import { readFileSync } from "node:fs";
import { expect, test } from "./fixtures.ts";

test("the glossary finds a word and shows it in the run", async ({ lab }) => {
  await lab.open("v=1&s=p:tiny@1");
  await lab.leaveControls();
  await lab.page.keyboard.press("Shift+H");
  const help = lab.page.getByRole("dialog", { name: "Help" });
  await help.getByRole("searchbox", { name: "Search the glossary" }).fill("third page of each exchange");
  const terms = help.getByRole("list", { name: "Terms" }).getByRole("listitem");
  await expect(terms).toHaveCount(1);
  await expect(terms).toContainText("swap page");
  await help.getByRole("button", { name: "Show me: swap page" }).click();
  await expect(help).toBeHidden();
  await expect(lab.anchor).toHaveText("swap/1/1");

  await lab.leaveControls();
  await lab.page.keyboard.press("h");
  await help.getByRole("tab", { name: "What is not modelled" }).click();
  await expect(help).toContainText("Only the boot processor executes instructions.");
  await help.getByRole("tab", { name: "Glossary" }).click();
  await help.getByRole("searchbox").fill("boot span");
  await help.getByRole("button", { name: /^Show me: boot span/ }).click();
  await expect(help.getByText("The open run has no such place.")).toBeVisible();
});

test("debugger keys are asked for, keys go to a file and come back, and a remote control tells the story", async ({
  lab,
}) => {
  const { page } = lab;
  await lab.open();
  await lab.leaveControls();
  const before = await lab.time();
  await lab.press("F10");
  expect(await lab.time()).toBe(before);

  await page.keyboard.press("Control+,");
  const settings = page.getByRole("dialog", { name: "Settings" });
  await settings.getByRole("group", { name: "Keyboard" }).getByRole("radio", { name: "Debugger" }).check();
  const saved = page.waitForEvent("download");
  await settings.getByRole("button", { name: "Save keys…" }).click();
  const keys = readFileSync(await (await saved).path(), "utf8");
  expect(JSON.parse(keys)).toEqual({ keys: "debugger", keymap: {} });
  const mine = JSON.stringify({ keys: "debugger", keymap: { "time.step": "y" } });
  await settings.getByLabel("File of keys").setInputFiles({ name: "k.json", mimeType: "", buffer: Buffer.from(mine) });
  await expect(settings.getByText("These keys are in use now.")).toBeVisible();
  const bad = JSON.stringify({ keys: "off", keymap: { "no.such": "y" } });
  await settings.getByLabel("File of keys").setInputFiles({ name: "k.json", mimeType: "", buffer: Buffer.from(bad) });
  await expect(settings.getByText("no.such")).toBeVisible();
  await settings.getByRole("group", { name: "Presenter mode" }).getByRole("radio", { name: "125 %" }).check();
  await page.keyboard.press("Escape");

  await expect(page.getByRole("button", { name: "Leave presenter mode" })).toBeVisible();
  await expect(lab.stateHash).toBeHidden();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe("20px");
  await lab.leaveControls();
  const title = page.getByRole("region", { name: "Story" }).getByRole("heading", { level: 3 }).first();
  await expect(title).toHaveText("Two kernels, one machine");
  await lab.press("PageDown");
  await expect(title).toHaveText("Kernel B waits in borrowed pages");
  await lab.press("PageUp");
  await expect(title).toHaveText("Two kernels, one machine");
  const then = await lab.time();
  await lab.press("y");
  expect(await lab.time()).toBeGreaterThan(then);
  await page.getByRole("button", { name: "Leave presenter mode" }).click();
  await expect(lab.stateHash).toBeVisible();
});

test("a story asks first, and the run answers; what is done stays done", async ({ lab }) => {
  const { page } = lab;
  await lab.open();
  const story = page.getByRole("region", { name: "Story" });
  await story.getByRole("button", { name: "Next", exact: true }).click();
  await story.getByRole("button", { name: "Next", exact: true }).click();
  await lab.idle();
  const ask = story.getByRole("form", { name: "A question" });
  await ask.getByRole("textbox", { name: "Your answer" }).fill("3");
  await ask.getByRole("button", { name: "Answer" }).click();
  await expect(ask.getByText("Not quite: 4.")).toBeVisible();
  await ask.getByRole("button", { name: "Hint" }).click();
  await expect(ask.getByText(/A list page has 1,023 words/)).toBeVisible();
  await ask.getByRole("textbox", { name: "Your answer" }).fill("4");
  await ask.getByRole("button", { name: "Answer" }).click();
  await expect(ask.getByText("Right: 4.")).toBeVisible();

  // Nothing keeps the reader from going on.
  const next = story.getByRole("button", { name: "Next", exact: true });
  for (let step = 0; step < 5; step += 1) {
    await next.click();
    await lab.idle();
  }
  await expect(story.getByRole("heading", { level: 3 }).first()).toHaveText("Why three copies for one page?");
  const task = story.getByRole("region", { name: "Try it" });
  await expect(task).not.toContainText("Done.");
  await task.getByRole("button", { name: "Step", exact: true }).click();
  await lab.idle();
  await expect(task).toContainText("Done.");

  // Its words, explained.
  await story.getByRole("group", { name: "Words of this step" }).getByRole("button", { name: "swap page" }).click();
  await expect(page.getByRole("dialog", { name: "swap page" })).toContainText("the third page of each exchange");
  await page.keyboard.press("Escape");

  await page.reload();
  await lab.idle();
  await story.getByRole("button", { name: "Contents" }).click();
  await expect(story.getByLabel("done")).toHaveCount(2);
});

test("hints go away once they have served, and the help keeps them", async ({ lab }) => {
  const { page } = lab;
  await lab.open("v=1&s=p:tiny@1");
  const hints = page.getByRole("list", { name: "Hints" }).getByRole("listitem");
  await expect(hints).toHaveCount(3);
  await lab.leaveControls();
  await lab.press(".");
  await expect(hints).toHaveCount(2);
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Commands" });
  await expect(palette).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  await expect(hints).toHaveCount(1);
  await page.getByRole("button", { name: "Help" }).click();
  const help = page.getByRole("dialog", { name: "Help" });
  await expect(help.getByRole("listitem")).toHaveCount(3);
});
