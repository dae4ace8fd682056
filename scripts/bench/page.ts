// What the first visit and scrubbing cost, in a real browser with the built page.

import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright";
import { preview } from "vite";
import { launchOptions } from "../../e2e/browser.ts";
import { LabPage } from "../../e2e/lab-page.ts";
import { firstLoad } from "../first-load.ts";
import { FIRST_LOAD } from "./budgets.ts";
import { median } from "./measure.ts";
import type { Report } from "./report.ts";

const VIEWPORT = { width: 1440, height: 900 };
const VISITS = 3;
/** As on a phone. */
const THROTTLE = 4;
const MOVES = 120;
/** What the browser calls long, ms. */
const LONG = 50;

const fragment = (id: string): string => `#v=1&s=p:${id}@1`;
const now = (page: Page): Promise<number> => page.evaluate(() => performance.now());

interface Visit {
  readonly painted: number;
  readonly interactive: number;
  readonly shown: number;
}

/** Each in a browser context of its own: nothing is cached. */
async function visit(browser: Browser, address: string, throttle: number): Promise<Visit> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: throttle });
    await page.goto(address);
    const lab = new LabPage(page);
    await page
      .getByRole("toolbar")
      .or(page.getByRole("banner"))
      .first()
      .getByRole("button")
      .first()
      .click({ trial: true });
    const interactive = await now(page);
    await lab.idle();
    const shown = await now(page);
    const painted = await page.evaluate(
      () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
    );
    return { painted, interactive, shown };
  } finally {
    await context.close();
  }
}

async function benchVisits(browser: Browser, address: string, throttle: number, report: Report): Promise<void> {
  const visits: Visit[] = [];
  for (let i = 0; i < VISITS; i++) visits.push(await visit(browser, address, throttle));
  const figure = (name: string, of: (visit: Visit) => number): void =>
    report.figure(`${name}, CPU throttled ${throttle}x, median of ${VISITS}`, median(visits.map(of)), "ms");
  figure("first paint", ({ painted }) => painted);
  figure("interactive", ({ interactive }) => interactive);
  figure("recorded and shown", ({ shown }) => shown);
}

/** Drags the position over the whole run and back, and hears of the long tasks of the main thread. */
async function benchScrub(browser: Browser, address: string, report: Report): Promise<void> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await page.goto(address);
    const lab = new LabPage(page);
    await lab.idle();
    report.figure("huge: recorded and shown", await now(page), "ms");
    await page.evaluate(() => {
      const tasks: number[] = [];
      Object.assign(window, { longTasks: tasks });
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
        type: "longtask",
      });
    });
    const thumb = await lab.slider.boundingBox();
    const track = await lab.slider.locator("xpath=..").boundingBox();
    if (thumb === null || track === null) throw new Error("the slider is not on the page");
    const y = thumb.y + thumb.height / 2;
    await page.mouse.move(thumb.x + thumb.width / 2, y);
    await page.mouse.down();
    for (let i = 0; i <= MOVES; i++) {
      const share = 1 - Math.abs(1 - (2 * i) / MOVES);
      await page.mouse.move(track.x + 2 + (track.width - 4) * share, y);
    }
    await page.mouse.up();
    await lab.idle();
    const tasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
    report.figure(`huge: main-thread tasks above ${LONG} ms while scrubbing`, tasks.length, "count");
    report.figure("huge: longest main-thread task while scrubbing, 0 if none is long", Math.max(0, ...tasks), "ms");
  } finally {
    await page.close();
  }
}

export async function benchPage(report: Report): Promise<void> {
  report.section("page");
  if (!existsSync("dist/index.html")) {
    report.note("run `npm run build` first");
    return;
  }
  const load = firstLoad();
  report.figure(FIRST_LOAD, load.bytes / 1024, "KiB");
  report.figure("first load, files of script", load.scripts, "count");
  const server = await preview({ preview: { port: 0, host: "127.0.0.1" }, logLevel: "silent" });
  const browser = await chromium.launch(await launchOptions());
  try {
    const base = server.resolvedUrls?.local[0] ?? "";
    for (const throttle of [1, THROTTLE])
      await benchVisits(browser, `${base}${fragment("first-jump")}`, throttle, report);
    await benchScrub(browser, `${base}${fragment("huge")}`, report);
  } finally {
    await browser.close();
    await server.close();
  }
}
