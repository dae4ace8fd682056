// npm run icons: draws the installed page's icons from the mark. The results are committed.

import { readFileSync } from "node:fs";
import { chromium } from "playwright";
import { launchOptions } from "../e2e/browser.ts";

const GROUND = "#f8f9fb";

/** `share`: of the icon's side that the mark takes; a mask may cut off everything but the middle four fifths. */
const ICONS = [
  { name: "icon-192", side: 192, share: 0.86, corner: 0.18 },
  { name: "icon-512", side: 512, share: 0.86, corner: 0.18 },
  { name: "icon-maskable-512", side: 512, share: 0.6, corner: 0 },
] as const;

const mark = readFileSync("public/mark.svg", "utf8");
const browser = await chromium.launch(await launchOptions());
try {
  for (const { name, side, share, corner } of ICONS) {
    const page = await browser.newPage({ viewport: { width: side, height: side } });
    await page.setContent(
      `<style>body{margin:0}div{width:${side}px;height:${side}px;display:grid;place-items:center;` +
        `background:${GROUND};border-radius:${corner * side}px}svg{width:${share * side}px}</style><div>${mark}</div>`,
    );
    await page.screenshot({ path: `public/${name}.png`, omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
