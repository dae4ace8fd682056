// Journey 10: a link opened elsewhere shows the same moment; a damaged one says what is wrong and loses nothing.

import { expect, test } from "./fixtures.ts";
import type { LabPage } from "./lab-page.ts";
import { selectFrame } from "./moves.ts";

async function copyLink(lab: LabPage): Promise<string> {
  const { page } = lab;
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  await expect(dialog.getByTestId("link-light")).toHaveAttribute("data-light", "green");
  const link = await dialog.getByRole("textbox", { name: "Link" }).inputValue();
  await dialog.getByRole("button", { name: "Copy link" }).click();
  await expect(dialog.getByText("Copied")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  return link;
}

async function makeLink(lab: LabPage): Promise<string> {
  await lab.open("v=1&s=p:tiny@1");
  await lab.perspective("CPU");
  await lab.granularity("copy");
  await lab.goTo("swap/7/2");
  await selectFrame(lab, 0x406);
  const link = await copyLink(lab);
  expect(link.length).toBeLessThan(2000);
  return link;
}

const fragment = (link: string): string => link.slice(link.indexOf("#") + 1);

test("a link shows the same moment in another browser", async ({ lab, elsewhere }) => {
  const link = await makeLink(lab);
  await elsewhere.open(fragment(link));
  expect(await elsewhere.hash()).toBe(await lab.hash());
  expect(await elsewhere.position()).toBe(await lab.position());
  await expect(elsewhere.page.getByRole("tab", { name: "CPU" })).toHaveAttribute("aria-selected", "true");
  await expect(elsewhere.page.getByRole("radio", { name: "copy" })).toBeChecked();
  await expect(elsewhere.page.getByRole("heading", { level: 2, name: /Frame 0x00406/ })).toBeVisible();
});

test("a damaged link says so and offers what can be read", async ({ lab, page }) => {
  const link = fragment(await makeLink(lab));
  const hash = await lab.hash();

  await lab.open(link.replace("p:tiny@1", "p:tinx@1"));
  await expect(page.getByRole("alert")).toContainText(/tinx@1/);
  await page.getByRole("button", { name: "Open without view state" }).click();
  await lab.idle();
  expect(await lab.hash()).toMatch(/^[0-9a-f]{8}$/);

  const other = hash.startsWith("0") ? `1${hash.slice(1)}` : `0${hash.slice(1)}`;
  await lab.open(link.replace(`h=${hash}`, `h=${other}`));
  await expect(page.getByRole("alert").filter({ hasText: /made with another version/ })).toBeVisible();
  expect(await lab.hash(), "position and view are kept").toBe(hash);

  await lab.open(link.replace("v=1", "v=99"));
  await expect(page.getByRole("heading", { name: /newer version/ })).toBeVisible();
  await page.getByRole("button", { name: "Open an example" }).click();
  await lab.idle();
  await expect(page.getByRole("heading", { level: 1, name: /first jump/i })).toBeVisible();
});

test("a whole scenario travels in the link, and nothing in it becomes markup", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1");
  await page.getByRole("button", { name: /Tiny/ }).click();
  const scenario = {
    title: "<img src=x onerror=alert(1)>",
    revision: "v8",
    seed: 5,
    memoryMiB: 16,
    cpuHasPae: false,
    bRange: { start: 0x400000, end: 0x418000 },
    bEntry: 0x400000,
    segments: [
      { name: "kernel", mem: 0x400000, memsz: 0x17000, bufsz: 0x9000, content: "kernel" },
      { name: "parameters", mem: 0x417000, memsz: 0x1000, bufsz: 0x800, content: "parameters" },
    ],
    tasks: [{ comm: "<b>vim", note: "<script>alert(1)</script>" }],
    jumps: 2,
  };
  const file = { name: "own.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(scenario)) };
  await page.getByTestId("file-input").setInputFiles(file);
  await expect(page.getByRole("heading", { level: 1, name: scenario.title })).toBeVisible();
  await lab.idle();
  const hash = await lab.hash();
  const link = await copyLink(lab);
  expect(link).toContain("s=z:");
  await lab.open(fragment(link));
  await expect(page.getByRole("heading", { level: 1, name: scenario.title })).toBeVisible();
  expect(await lab.hash()).toBe(hash);
  expect(await page.locator("main img, main script, header img").count()).toBe(0);

  const text = fragment(link);
  const at = text.indexOf("s=z:") + 30;
  await lab.open(`${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`);
  await expect(page.getByRole("alert")).toContainText(/cannot be read|not valid/);
});

test("breakpoints, the look of the map, a title and notes travel when they are ticked", async ({ lab, elsewhere }) => {
  const { page } = lab;
  await lab.open("v=1&s=p:tiny@1&t=@swap/7/2&bp=ph:swap-in&map=hilbert&theme=dark");
  await lab.leaveControls();
  await lab.press("m");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  const link = dialog.getByRole("textbox", { name: "Link" });
  await dialog.getByRole("textbox", { name: "Title" }).fill("Half way");
  expect(await link.inputValue()).not.toContain("&n=");
  await dialog.getByRole("checkbox", { name: "Notes of the trail" }).check();
  await expect(link).toHaveValue(/&bp=ph:swap-in.*&n=.*&title=Half%20way&theme=dark/);
  const whole = await link.inputValue();
  await dialog.getByRole("checkbox", { name: "Breakpoints" }).uncheck();
  await expect(link).not.toHaveValue(/&bp=/);
  await page.keyboard.press("Escape");

  await elsewhere.open(fragment(whole));
  await expect(elsewhere.page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect.poll(() => elsewhere.page.url()).toContain("map=hilbert");
  expect(await elsewhere.hash()).toBe(await lab.hash());
  await elsewhere.open(`${fragment(whole)}&safe=1`);
  await expect.poll(() => elsewhere.page.url()).not.toContain("bp=");
});
