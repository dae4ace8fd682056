// Every journey starts with a page that is watched: an error in the console fails it, and so does what axe finds.

import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type BrowserContext, type Page } from "playwright/test";
import { LabPage } from "./lab-page.ts";

export { expect } from "playwright/test";

/** In the page itself, without a second one to add up: nothing here is from another origin. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .analyze();
  const bad = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  expect(bad, "axe: serious or critical").toEqual([]);
}

interface Fixtures {
  readonly lab: LabPage;
  /** Another browser profile, watched like the first. */
  readonly elsewhere: LabPage;
}

async function watch(page: Page): Promise<string[]> {
  const errors: string[] = [];
  // What the content security policy stops fails a journey like any other error.
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
      console.error(`content security policy: ${violatedDirective} stopped ${blockedURI} ${sample}`);
    });
  });
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  return errors;
}

/** A page of a context of one's own, watched like the others. */
export async function watchedPage(context: BrowserContext): Promise<{ page: Page; errors: string[] }> {
  const page = await context.newPage();
  return { page, errors: await watch(page) };
}

export const test = base.extend<Fixtures>({
  lab: async ({ page }, provide) => {
    const errors = await watch(page);
    await provide(new LabPage(page));
    expect(errors, "console errors").toEqual([]);
    await expectAccessible(page);
  },
  elsewhere: async ({ browser, baseURL }, provide) => {
    const context = await browser.newContext({ baseURL: baseURL ?? "", viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const errors = await watch(page);
    await provide(new LabPage(page));
    expect(errors, "console errors elsewhere").toEqual([]);
    await expectAccessible(page);
    await context.close();
  },
});
