// Journey 12: a machine of 4 GiB, without a network, on a phone, and within another page.

import type { Browser, Page } from "playwright/test";
import { expect, test, watchedPage } from "./fixtures.ts";
import { LabPage } from "./lab-page.ts";
import { serveDist } from "./static-server.ts";

test("a machine of 4 GiB: the map, the last frame, the table", async ({ lab, page }) => {
  await lab.open("v=1&s=p:huge@1");
  await expect(page.getByRole("heading", { level: 2, name: "Physical memory" })).toBeVisible();
  const grid = page.getByRole("grid", { name: /memory/i });
  await grid.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await lab.idle();
  expect((await lab.readFrame(0xfffff))?.bytes).toHaveLength(4096);
  await lab.open("v=1&s=p:huge@1&map=extents");
  await expect(page.getByRole("grid", { name: "Runs of frames of one class" })).toBeVisible();
});

/** A browser profile in which a service worker may live. */
async function profile(browser: Browser, origin: string): Promise<{ page: Page; lab: LabPage; errors: string[] }> {
  const context = await browser.newContext({ baseURL: origin, serviceWorkers: "allow" });
  const { page, errors } = await watchedPage(context);
  return { page, lab: new LabPage(page), errors };
}

test("offline: it works after a reload, says so, and takes a new version only on a click", async ({ browser }) => {
  const server = await serveDist();
  const { page, lab, errors } = await profile(browser, server.origin);
  const open = async (): Promise<void> => {
    await page.goto(`${server.origin}/#v=1&s=p:tiny@1&t=@swap/7/2`);
    await lab.idle();
  };
  try {
    await open();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const hash = await lab.hash();

    await page.context().setOffline(true);
    await page.reload();
    expect(await lab.hash()).toBe(hash);
    await expect(page.getByText("offline", { exact: true })).toBeVisible();
    // A view and a dialog that had not been loaded.
    await lab.perspective("Devices");
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await expect(page.getByRole("dialog", { name: "Share" })).toBeVisible();
    await page.keyboard.press("Escape");

    await page.context().setOffline(false);
    await expect(page.getByText("offline", { exact: true })).toBeHidden();
    server.version = "another";
    await page.reload();
    await lab.idle();
    const notice = lab.notice("A new version is ready.");
    await expect(notice).toBeVisible();
    const waits = (): Promise<boolean> =>
      page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting !== null);
    expect(await waits(), "nothing happens by itself").toBe(true);
    const reloaded = page.waitForEvent("load");
    await page.getByRole("button", { name: "Reload", exact: true }).click();
    await reloaded;
    await lab.idle();
    expect(await waits()).toBe(false);
    expect(await lab.hash()).toBe(hash);
    expect(errors.filter((text) => !text.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
  } finally {
    await page.context().close();
    await server.close();
  }
});

test("on a phone: step, story, select a frame by a tap, and every target is large enough", async ({ lab, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await lab.open("");
  await expect(page.getByRole("navigation", { name: /views/i }).or(page.getByRole("tablist")).first()).toBeVisible();
  const before = await lab.position();
  await page
    .getByRole("button", { name: /^Step forward/ })
    .first()
    .click();
  expect(await lab.position()).not.toBe(before);
  await lab.slider.focus();
  await page.keyboard.press("PageDown");
  await lab.idle();
  // The sheet belongs to the reader's own way, not to the story.
  await lab.open("v=1&s=p:tiny@1&t=@swap/7/2");
  await page
    .getByRole("button", { name: "Map", exact: true })
    .or(page.getByRole("tab", { name: "Map" }))
    .first()
    .click();
  const map = page.getByRole("grid", { name: /memory/i });
  const box = await map.boundingBox();
  if (box === null) throw new Error("the map has no place");
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await lab.idle();
  await expect(page.getByRole("heading", { level: 2, name: /Frame 0x/ })).toBeVisible();
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, [role='tab'], select, input:not([type='radio'])")]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box: { width, height } }) => width > 0 && height > 0 && (width < 24 || height < 24))
      .filter(
        ({ element }) => element.closest(".visually-hidden") === null && getComputedStyle(element).opacity !== "0",
      )
      .map(({ element, box: { width, height } }) => `${element.outerHTML.slice(0, 80)} ${width}x${height}`),
  );
  expect(small, "targets under 24 px").toEqual([]);
});

const HOST = (lab: string, origin: string): string => `<!doctype html><title>host</title>
  <iframe id="one" title="one" width="640" height="420" src="${lab}/#v=1&s=p:tiny@1&embed=1&ui=min&ro=1&origin=${origin}"></iframe>
  <iframe id="two" title="two" width="320" height="240" src="${lab}/#v=1&s=p:tiny@1&embed=1&ui=min"></iframe>
  <script>
    window.heard = [];
    addEventListener("message", ({ data, origin, source }) => heard.push({ ...data, origin, one: source === document.getElementById("one").contentWindow }));
    window.tell = (id, message) => document.getElementById(id).contentWindow.postMessage(message, "*");
  </script>`;

interface Heard {
  readonly type: string;
  readonly anchor?: string;
  readonly reason?: string;
  readonly checkpoint?: string;
  readonly one: boolean;
}

test("two embeds on one page: keys and messages reach the one they are meant for", async ({ browser }) => {
  const [server, around] = [await serveDist(), await serveDist()];
  around.pages.set("/host", HOST(server.origin, around.origin));
  const { page, errors } = await watchedPage(await browser.newContext({ serviceWorkers: "block" }));
  try {
    await page.goto(`${around.origin}/host`);
    const [one, two] = [page.frameLocator("#one"), page.frameLocator("#two")];
    const slider = (frame: typeof one) => frame.getByRole("slider", { name: "Position in the run" });
    for (const frame of [one, two]) await expect(slider(frame)).toBeVisible();
    const heard = (): Promise<Heard[]> => page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
    const tell = (id: string, message: object): Promise<void> =>
      page.evaluate(([to, what]) => (window as unknown as { tell(id: string, m: object): void }).tell(to, what), [
        id,
        message,
      ] as const);
    const now = (frame: typeof one): Promise<string | null> => slider(frame).getAttribute("aria-valuenow");
    const addresses = (): string[] => page.frames().map((frame) => frame.url());
    const [atOne, atTwo, before] = [await now(one), await now(two), addresses()];

    await two.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("]");
    await expect.poll(() => now(two)).not.toBe(atTwo);
    expect(await now(one), "the other one has not the focus").toBe(atOne);

    const second = await now(two);
    await tell("one", { kjlab: 1, type: "goto", anchor: "swap/7/2" });
    await expect
      .poll(async () => (await heard()).some(({ type, anchor }) => type === "position" && anchor === "swap/7/2"))
      .toBe(true);
    await tell("two", { kjlab: 1, type: "goto", anchor: "swap/9/1" });
    await tell("one", { kjlab: 1, type: "ready?" });
    await expect.poll(async () => (await heard()).filter(({ type }) => type === "ready").length).toBeGreaterThan(0);
    expect(await now(two), "it listens to no origin").toBe(second);
    expect((await heard()).every((message) => message.one)).toBe(true);
    expect((await heard()).some(({ type }) => type === "checkpoint-passed")).toBe(true);

    await tell("one", { kjlab: 1, type: "goto", anchor: 7, id: 3 });
    await expect
      .poll(async () => (await heard()).find(({ type }) => type === "error"))
      .toMatchObject({ about: "goto", id: 3 });
    await tell("one", { kjlab: 1, type: "select", selection: "frame:0x00406" });
    await expect.poll(async () => (await heard()).some(({ type }) => type === "selected")).toBe(true);

    expect(addresses(), "no embed rewrites its address").toEqual(before);
    await expect(one.getByRole("link", { name: /Open in lab/ })).toBeVisible();
    const sideways = await two.locator("html").evaluate((html) => html.scrollWidth > html.clientWidth);
    expect(sideways, "320 px wide: no scrolling sideways").toBe(false);
    expect(errors).toEqual([]);
  } finally {
    await page.context().close();
    await server.close();
    await around.close();
  }
});
