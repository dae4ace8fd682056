// Journeys in a real browser against the built page. No retries: a journey that passes now and then is broken.

import { defineConfig } from "playwright/test";
import { launchOptions } from "./browser.ts";

const PORT = Number(process.env["KJLAB_PORT"] ?? 4179);
const report = process.env["PLAYWRIGHT_JSON_OUTPUT_FILE"];

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../test-results/e2e",
  retries: 0,
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env["CI"] !== undefined,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: report === undefined ? [["list"]] : [["list"], ["json", { outputFile: report }]],
  use: {
    baseURL: `http://127.0.0.1:${PORT}/`,
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 1,
    locale: "en-GB",
    timezoneId: "UTC",
    colorScheme: "light",
    // Traces cost as much time as the journeys themselves: KJLAB_TRACE=1 keeps those of journeys that fail.
    trace: process.env["KJLAB_TRACE"] === undefined ? "off" : "retain-on-failure",
    screenshot: "only-on-failure",
    permissions: ["clipboard-read", "clipboard-write"],
    // Every journey has a fresh profile, which would fetch all files once more; journey 12 is about it and lets it.
    serviceWorkers: "block",
    launchOptions: await launchOptions(),
  },
  webServer: {
    command: `npm run --silent preview -- --host 127.0.0.1 --port ${PORT} --strictPort`,
    cwd: "..",
    port: PORT,
    reuseExistingServer: false,
  },
});
