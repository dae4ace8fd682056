// Tools that open core files, where they are installed, and what they print.

import { spawnSync } from "node:child_process";

export const has = (tool: string): boolean => spawnSync(tool, ["--version"]).status === 0;
const COMPLAINT = /warning|error|not recognized|unknown file|truncated|corrupt|out of range|cannot/i;

interface Said {
  /** With single spaces. */
  readonly lines: readonly string[];
  /** Everything that is not as it is with a sound file. */
  readonly complaints: readonly string[];
}

export function said(tool: string, ...args: readonly string[]): Said {
  const { status, stdout, stderr } = spawnSync(tool, args, { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
  const lines = stdout.split("\n").map((line) => line.trim().replaceAll(/\s+/g, " "));
  const exit = status === 0 ? [] : [`exit code ${status}`];
  const heard = stderr.split("\n").filter((line) => line !== "");
  return { lines, complaints: [...exit, ...heard, ...lines.filter((line) => COMPLAINT.test(line))] };
}

export const hex = (value: number, digits: number): string => `0x${value.toString(16).padStart(digits, "0")}`;
