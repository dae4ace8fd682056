// What a first visit loads: the scripts that index.html names and all they import at once.

import { readFileSync } from "node:fs";
import { dirname, join, posix, resolve } from "node:path";
import { gzipSync } from "node:zlib";

export const DIST = resolve(import.meta.dirname, "../dist");
export const read = (path: string): string => readFileSync(join(DIST, path), "utf8");

function firstScripts(): string[] {
  const html = read("index.html");
  const queue = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map((match) => match[1] ?? "");
  const seen = new Set<string>();
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const [, target] of read(path).matchAll(/(?:\bfrom|\bimport)\s*"(\.{1,2}\/[^"]+\.js)"/g)) {
      queue.push(posix.join(dirname(path), target ?? ""));
    }
  }
  return [...seen];
}

export interface FirstLoad {
  readonly paths: readonly string[];
  readonly scripts: number;
  /** Sum of the scripts, each gzipped. */
  readonly bytes: number;
}

export function firstLoad(): FirstLoad {
  const paths = firstScripts();
  return { paths, scripts: paths.length, bytes: paths.reduce((sum, path) => sum + gzipSync(read(path)).length, 0) };
}
