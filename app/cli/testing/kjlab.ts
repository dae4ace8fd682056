// The command line, within the test and as a script starts it.

import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { kjlab as run } from "../kjlab.ts";

const ROOT = resolve(import.meta.dirname, "../../..");

export function kjlab(...args: readonly string[]) {
  let [stdout, stderr] = ["", ""];
  const status = run(args, { print: (text) => (stdout += text), warn: (text) => (stderr += text) });
  if (typeof status !== "number") throw new Error(`kjlab ${args.join(" ")} does not end at once`);
  return { status, stdout, stderr };
}

export function kjlabProcess(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "app/cli/main.ts", ...args], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  return { status, stdout, stderr };
}
