// npm run defects [-- TEXT…]: plants every defect of the list, or those whose name contains a text, in a copy of the
// project and runs the tests that must notice it. Fails when one goes unnoticed.

import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { filesBelow } from "../files.ts";
import type { Defect } from "./defect.ts";
import { DEFECTS, occurrences } from "./defects.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const VITEST = join(ROOT, "node_modules/vitest/vitest.mjs");
const WORKERS = Math.min(4, availableParallelism());
/** A defect may send a test into an endless loop, which is no failing test. */
const PATIENCE = 180_000;

interface Report {
  readonly numFailedTests: number;
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

function copyProject(folder: string): string {
  for (const file of filesBelow(ROOT)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  return folder;
}

/** The report, or undefined if there is none in time. */
function runTests(folder: string, tests: readonly string[], ...options: string[]): Promise<Report | undefined> {
  const output = join(folder, "report.json");
  rmSync(output, { force: true });
  const args = [VITEST, "run", ...tests, "--reporter=json", `--outputFile=${output}`, ...options];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: "ignore" });
  const timer = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", () => {
      clearTimeout(timer);
      try {
        done(JSON.parse(readFileSync(output, "utf8")) as Report);
      } catch {
        done(undefined);
      }
    });
  });
}

const failuresIn = (report: Report): string[] =>
  report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === "failed").map(({ fullName }) => fullName),
  );

interface Verdict {
  readonly defect: Defect;
  readonly caught: boolean;
  readonly text: string;
}

async function tryOut(defect: Defect, folder: string): Promise<Verdict> {
  const { file, find, replace, caughtBy } = defect;
  const place = join(folder, file);
  const source = readFileSync(place, "utf8");
  const count = occurrences(source, find);
  if (count !== 1) return { defect, caught: false, text: `its place occurs ${count} times in ${file}` };
  writeFileSync(
    place,
    source.replace(find, () => replace),
  );
  const report = await runTests(folder, caughtBy, "--bail=1");
  writeFileSync(place, source);
  if (report === undefined) return { defect, caught: false, text: `no answer in ${PATIENCE / 1000} s` };
  const [first] = failuresIn(report);
  if (first !== undefined) return { defect, caught: true, text: first };
  return { defect, caught: false, text: `${report.numPassedTests} tests pass in ${caughtBy.join(", ")}` };
}

async function work(folder: string, left: Defect[], verdicts: Verdict[]): Promise<void> {
  for (let defect = left.shift(); defect !== undefined; defect = left.shift()) {
    const verdict = await tryOut(defect, folder);
    verdicts.push(verdict);
    console.log(`${verdict.caught ? "caught  " : "SURVIVES"} ${defect.id}: ${verdict.text}`);
  }
}

/** Without a defect the tests must pass, or their failing would say nothing. */
async function passUnchanged(folder: string, defects: readonly Defect[]): Promise<boolean> {
  const tests = [...new Set(defects.flatMap(({ caughtBy }) => caughtBy))];
  const report = await runTests(folder, tests);
  const failures = report === undefined ? ["no answer"] : failuresIn(report);
  console.log(`unchanged: ${report?.numPassedTests ?? 0} tests in ${tests.length} files pass, ${failures.length} fail`);
  for (const name of failures) console.log(`  ${name}`);
  return failures.length === 0 && (report?.numPassedTests ?? 0) > 0;
}

async function main(texts: readonly string[]): Promise<boolean> {
  const chosen = DEFECTS.filter(({ id }) => texts.length === 0 || texts.some((text) => id.includes(text)));
  const base = mkdtempSync(join(tmpdir(), "defects-"));
  try {
    const folders = Array.from({ length: WORKERS }, (_, i) => copyProject(join(base, String(i))));
    if (!(await passUnchanged(folders[0] ?? base, chosen))) return false;
    const left = [...chosen];
    const verdicts: Verdict[] = [];
    await Promise.all(folders.map((folder) => work(folder, left, verdicts)));
    const survivors = verdicts.filter(({ caught }) => !caught);
    console.log(`\n${chosen.length} defects planted, ${chosen.length - survivors.length} caught`);
    for (const { defect, text } of survivors) console.log(`survives: ${defect.id}: ${text}`);
    return survivors.length === 0 && chosen.length > 0;
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
