// npm run pictures: takes the README's pictures of the built page, in the middle of the first exchange.

import { chromium } from "playwright";
import { preview } from "vite";
import { launchOptions } from "../e2e/browser.ts";
import { LabPage } from "../e2e/lab-page.ts";

const MOMENT = "#v=1&s=p:first-jump@1&t=45939@swap/1611/2&g=copy&story=7";

const server = await preview({ preview: { port: 0, host: "127.0.0.1" }, logLevel: "silent" });
const browser = await chromium.launch(await launchOptions());
try {
  for (const scheme of ["light", "dark"] as const) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: scheme });
    await page.goto(`${server.resolvedUrls?.local[0] ?? ""}${MOMENT}`);
    await new LabPage(page).idle();
    await page.keyboard.press(",");
    await new LabPage(page).idle();
    await page.keyboard.press(".");
    await new LabPage(page).idle();
    await page.waitForTimeout(1000);
    await page.screenshot({ path: `public/overview-${scheme}.png` });
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
