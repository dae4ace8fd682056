// Which browser the tests use: the one named by KJLAB_BROWSER, an installed Chromium or Chrome, the one that comes as a
// package (x86-64 Linux, needs nothing of the system), else Playwright's own.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { LaunchOptions } from "playwright/test";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const FIXED = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const ARGS = ["--no-sandbox", "--disable-dev-shm-usage", "--force-color-profile=srgb", "--font-render-hinting=none"];

export async function launchOptions(): Promise<LaunchOptions> {
  const named = process.env["KJLAB_BROWSER"];
  if (named !== undefined && named !== "") return { executablePath: named, args: ARGS };
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const installed = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...FIXED].find(
    isExecutable,
  );
  if (installed !== undefined) return { executablePath: installed, args: ARGS };
  if (process.platform === "linux" && process.arch === "x64") {
    const { default: packaged } = await import("@sparticuz/chromium");
    const graphics = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-zygote"];
    return { executablePath: await packaged.executablePath(), args: [...ARGS, ...graphics] };
  }
  return { args: ARGS };
}
