// Proves that the checkers fire: every planted violation is reported, nothing else is, and in the project itself no
// checker overlooks files. A planted line carries "// expect RULE".

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { filesBelow } from "./files.ts";

const ROOT = resolve(import.meta.dirname, "..");
const PLANTED = join(ROOT, "scripts/canary");
const PROJECTS = ["tsconfig.json", "tsconfig.sim.json", "tsconfig.worker.json", "tsconfig.node.json"];
const failures: string[] = [];

/** Runs a checker by its script, so that it works without a shell on every system. */
function run(tool: string, args: readonly string[], cwd: string): string {
  const done = spawnSync(process.execPath, [join(ROOT, "node_modules", tool), ...args], {
    cwd,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: "1" },
  });
  if (done.error) throw done.error;
  return done.stdout + done.stderr;
}

const OXLINT = "oxlint/bin/oxlint";
const OXFMT = "oxfmt/bin/oxfmt";
const TSC = "typescript/bin/tsc";
const KNIP = "knip/bin/knip.js";

/** Copies one planted tree beside the project's own configuration; `.txt` keeps it from all checkers until then. */
function plant(name: string, work: string): { folder: string; expected: Set<string> } {
  const folder = join(work, name);
  const expected = new Set<string>();
  mkdirSync(folder, { recursive: true });
  for (const file of filesBelow(join(PLANTED, name))) {
    const path = file.replace(/\.txt$/, "");
    const text = readFileSync(join(PLANTED, name, file), "utf8");
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    for (const [index, line] of text.split("\n").entries()) {
      for (const [, rule] of line.matchAll(/\/\/ expect (\S+)/g)) expected.add(`${path}:${index + 1}:${rule}`);
    }
  }
  for (const file of [...PROJECTS, "tsconfig.base.json", ".oxlintrc.json", ".oxfmtrc.json"]) {
    cpSync(join(ROOT, file), join(folder, file));
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  return { folder, expected };
}

function compare(checker: string, expected: ReadonlySet<string>, got: ReadonlySet<string>): void {
  for (const place of expected) if (!got.has(place)) failures.push(`${checker} is silent at the planted ${place}`);
  for (const place of got)
    if (!expected.has(place)) failures.push(`${checker} reports ${place}, where nothing is planted`);
  if (expected.size === 0) failures.push(`${checker}: nothing is planted`);
  console.log(`${checker}: ${expected.size} planted violations, ${got.size} reported`);
}

interface LintReport {
  readonly number_of_files: number;
  readonly diagnostics: readonly {
    readonly code: string;
    readonly filename: string;
    readonly labels: readonly { readonly span: { readonly line: number } }[];
  }[];
}

const lint = (cwd: string, ...paths: string[]): LintReport => {
  const text = run(OXLINT, ["--type-aware", "-f", "json", ...paths], cwd);
  return JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)) as LintReport;
};

function checkLint(work: string): void {
  const { folder, expected } = plant("lint", work);
  const lines = Array.from({ length: 401 }, (_, index) => `export const line${index} = ${index};`);
  const body = Array.from({ length: 60 }, () => "  count += 1;").join("\n");
  writeFileSync(join(folder, "app/state/long.ts"), `${lines.join("\n")}\n`);
  expected.add("app/state/long.ts:401:max-lines");
  const head = "export function long(start: number): number {\n  let count = start;\n";
  writeFileSync(join(folder, "app/state/long-function.ts"), `${head}${body}\n  return count;\n}\n`);
  expected.add("app/state/long-function.ts:1:max-lines-per-function");
  const report = lint(folder, "app", "e2e");
  const got = report.diagnostics.map(({ code, filename, labels }) => {
    const rule = /\((.+)\)/.exec(code)?.[1] ?? code;
    return `${filename.replaceAll("\\", "/")}:${labels[0]?.span.line}:${rule}`;
  });
  compare("oxlint", expected, new Set(got));
}

function checkTypes(work: string): void {
  const { folder, expected } = plant("types", work);
  const got = new Set<string>();
  for (const project of ["tsconfig.sim.json", "tsconfig.worker.json"]) {
    const text = run(TSC, ["-p", project, "--pretty", "false"], folder);
    for (const [, path, line, code] of text.matchAll(/^(\S+?)\((\d+),\d+\): error (TS\d+)/gm)) {
      got.add(`${path}:${line}:${code}`);
    }
  }
  compare("tsc", expected, got);
}

function checkDeadCode(work: string): void {
  const { folder, expected } = plant("dead", work);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "planted", type: "module" }));
  writeFileSync(join(folder, "knip.json"), JSON.stringify({ entry: ["app/main.ts"], project: ["app/**/*.ts"] }));
  const text = run(KNIP, ["--no-progress", "--reporter", "json", "--include", "files,exports"], folder);
  const report = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)) as {
    readonly files?: readonly string[];
    readonly issues: readonly {
      readonly file: string;
      readonly files?: readonly unknown[];
      readonly exports?: readonly { readonly line: number }[];
    }[];
  };
  const got = new Set((report.files ?? []).map((file) => `${file}:1:files`));
  for (const issue of report.issues) {
    if ((issue.files ?? []).length > 0) got.add(`${issue.file}:1:files`);
    for (const { line } of issue.exports ?? []) got.add(`${issue.file}:${line}:exports`);
  }
  compare("knip", expected, got);
}

function checkFormat(work: string): void {
  const { folder } = plant("format", work);
  const text = run(OXFMT, ["--check", "planted.ts"], folder);
  compare("oxfmt", new Set(["planted.ts"]), new Set(text.includes("planted.ts") ? ["planted.ts"] : []));
}

/** Every source file of the project is linted, and belongs to a TypeScript project. */
function checkReach(): void {
  const sources = ["app", "e2e", "scripts"]
    .flatMap((folder) => filesBelow(ROOT, folder))
    .filter((path) => /\.tsx?$/.test(path));
  const linted = lint(ROOT, "app", "e2e", "scripts").number_of_files;
  if (linted === 0 || linted !== sources.length) failures.push(`oxlint looked at ${linted} of ${sources.length} files`);
  const typed = new Set<string>();
  for (const project of PROJECTS) {
    const listed = run(TSC, ["-p", project, "--listFilesOnly"], ROOT).split(/\r?\n/);
    const own = listed.map((path) => path.replaceAll("\\", "/")).filter((path) => !path.includes("/node_modules/"));
    const prefix = `${ROOT.replaceAll("\\", "/")}/`;
    for (const path of own) typed.add(path.startsWith(prefix) ? path.slice(prefix.length) : path);
    if (own.length < 2) failures.push(`${project} holds no file`);
  }
  for (const path of sources) if (!typed.has(path)) failures.push(`${path} belongs to no TypeScript project`);
  console.log(`project: ${linted} files linted, ${sources.length} sources, all in a TypeScript project`);
}

const work = mkdtempSync(join(tmpdir(), "kjlab-canary-"));
try {
  checkLint(work);
  checkTypes(work);
  checkDeadCode(work);
  checkFormat(work);
  checkReach();
} finally {
  rmSync(work, { recursive: true, force: true });
}
for (const failure of failures) console.error(`FAILED: ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;
