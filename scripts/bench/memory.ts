// What a recording holds: resident memory of a process of its own, after it and before it, with the garbage gone.

import { execFileSync } from "node:child_process";
import { join } from "node:path";

export interface Held {
  /** Bytes that the process has more once it holds the recording. */
  readonly held: number;
  /** Bytes that it had at most. */
  readonly peak: number;
}

export function heldBy(id: string): Held {
  const script = join(import.meta.dirname, "memory-child.ts");
  const text = execFileSync(process.execPath, ["--expose-gc", "--import", "tsx", script, id], { encoding: "utf8" });
  return JSON.parse(text) as Held;
}
