// Which files there are, found without any of the checkers, so that what they say they looked at can be compared.

import { readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";

const IGNORED = new Set(
  readFileSync(join(import.meta.dirname, "../.gitignore"), "utf8")
    .split("\n")
    .filter((line) => line.endsWith("/"))
    .map((line) => line.slice(0, -1)),
);

/** Paths below `root`, relative to it, with forward slashes. */
export function filesBelow(root: string, folder = ""): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return entry.name === ".git" || IGNORED.has(entry.name) || IGNORED.has(path) ? [] : filesBelow(root, path);
    return entry.isFile() ? [path.split(sep).join("/")] : [];
  });
}
