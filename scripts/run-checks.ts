// Everything that must hold, one named step after the other. A failed step does not hide the next ones. The last line
// adds up the tests of Vitest and Playwright; every other step that fails counts as one failure.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "..");
const RESULTS = join(ROOT, "test-results");

interface Tally {
  readonly passed: number;
  readonly failed: number;
}

interface Step {
  readonly title: string;
  /** A package script, with arguments. */
  readonly script: readonly string[];
  readonly report?: { readonly file: string; readonly read: (json: unknown) => Tally };
  /** Titles of steps without which this one means nothing. */
  readonly needs?: readonly string[];
}

const VITEST_JSON = join(RESULTS, "vitest.json");
const PLAYWRIGHT_JSON = join(RESULTS, "playwright.json");

function readVitest(json: unknown): Tally {
  const report = json as { readonly numPassedTests: number; readonly numFailedTests: number };
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}

function readPlaywright(json: unknown): Tally {
  const { stats } = json as { readonly stats: { expected: number; unexpected: number; flaky: number } };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}

const STEPS: readonly Step[] = [
  { title: "typecheck", script: ["typecheck"] },
  { title: "lint", script: ["lint"] },
  { title: "format", script: ["format:check"] },
  { title: "dead code", script: ["knip"] },
  { title: "canary: the checkers fire", script: ["canary"] },
  {
    title: "unit tests",
    script: ["test:unit", "--", "--reporter=default", "--reporter=json", `--outputFile.json=${VITEST_JSON}`],
    report: { file: VITEST_JSON, read: readVitest },
  },
  { title: "build", script: ["build"] },
  { title: "bundle", script: ["bundle"], needs: ["build"] },
  {
    title: "browser tests",
    script: ["test:browser"],
    report: { file: PLAYWRIGHT_JSON, read: readPlaywright },
    needs: ["build"],
  },
];

function tallyOf({ report }: Step, succeeded: boolean): Tally {
  if (report === undefined || !existsSync(report.file)) return { passed: 0, failed: succeeded ? 0 : 1 };
  const tally = report.read(JSON.parse(readFileSync(report.file, "utf8")));
  const none = tally.passed + tally.failed === 0;
  return { passed: tally.passed, failed: Math.max(tally.failed, succeeded && !none ? 0 : 1) };
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
let passed = 0;
let failed = 0;
const broken = new Set<string>();
const summary: string[] = [];
for (const step of STEPS) {
  console.log(`\n=== ${step.title} ===`);
  const missing = step.needs?.find((title) => broken.has(title));
  if (missing !== undefined) console.log(`not run: ${missing} failed`);
  const started = Date.now();
  const done =
    missing === undefined
      ? spawnSync("npm", ["run", "--silent", ...step.script], {
          cwd: ROOT,
          stdio: ["ignore", "inherit", "inherit"],
          shell: process.platform === "win32",
          env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: PLAYWRIGHT_JSON },
        })
      : { status: 1 };
  const succeeded = done.status === 0;
  const tally = tallyOf(step, succeeded);
  passed += tally.passed;
  failed += tally.failed;
  if (!succeeded) broken.add(step.title);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const counted = step.report === undefined ? "" : `, ${tally.passed} passed, ${tally.failed} failed`;
  summary.push(`${succeeded ? "ok    " : "FAILED"} ${step.title} (${seconds} s${counted})`);
}
console.log(`\n=== summary ===\n${summary.join("\n")}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
