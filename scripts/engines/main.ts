// npm run engines: the built page in Firefox and in WebKitGTK, where this machine has them. The journeys run in Chromium;
// this holds the other engines to the same states of the machine.

import { existsSync } from "node:fs";
import { preview } from "vite";
import { launchFirefox } from "./firefox.ts";
import { visit } from "./visit.ts";
import { launchWebKit } from "./webkit.ts";

if (!existsSync("dist/index.html")) throw new Error("run `npm run build` first");
const server = await preview({ preview: { port: 0, host: "127.0.0.1" }, logLevel: "silent" });
const base = server.resolvedUrls?.local[0] ?? "";
let failed = 0;
try {
  for (const [kind, launch] of [
    ["Firefox", launchFirefox],
    ["WebKitGTK", launchWebKit],
  ] as const) {
    const driver = await launch();
    if (driver === undefined) {
      console.log(`${kind}: not on this machine`);
      continue;
    }
    console.log(driver.name);
    try {
      for (const { what, expected, got } of await visit(driver, base)) {
        if (got !== expected) failed++;
        console.log(
          `  ${got === expected ? "ok    " : "FAILED"} ${what}: ${got}${got === expected ? "" : `, expected ${expected}`}`,
        );
      }
    } finally {
      await driver.close();
    }
  }
} finally {
  await server.close();
}
process.exitCode = failed > 0 ? 1 : 0;
