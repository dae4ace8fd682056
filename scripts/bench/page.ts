// What the first visit costs, in a real browser with the built page.

import { existsSync } from "node:fs";
import { chromium } from "playwright";
import { preview } from "vite";
import { launchOptions } from "../../e2e/browser.ts";
import { LabPage } from "../../e2e/lab-page.ts";
import { firstLoad } from "../first-load.ts";
import type { Report } from "./report.ts";

export async function benchPage(report: Report): Promise<void> {
  report.section("page");
  if (!existsSync("dist/index.html")) {
    report.note("run `npm run build` first");
    return;
  }
  const load = firstLoad();
  report.figure("first load, gzipped script", load.bytes / 1024, "KiB");
  report.figure("first load, files of script", load.scripts, "count");
  const server = await preview({ preview: { port: 0, host: "127.0.0.1" }, logLevel: "silent" });
  const browser = await chromium.launch(await launchOptions());
  try {
    const base = server.resolvedUrls?.local[0] ?? "";
    for (const id of ["first-jump", "huge"]) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(`${base}#v=1&s=p:${id}@1`);
      await new LabPage(page).idle();
      const paints = await page.evaluate(() => ({
        first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
        ready: performance.now(),
      }));
      report.figure(`${id}: first paint`, paints.first, "ms");
      report.figure(`${id}: recorded and shown`, paints.ready, "ms");
      await page.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
}
