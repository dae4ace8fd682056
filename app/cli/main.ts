// kjlab as a process: its words on standard output and standard error, its end as exit code.

import { writeSync } from "node:fs";
import { kjlab } from "./kjlab.ts";

const FLUSH_AT = 1 << 16;

let waiting = "";

function flush(): void {
  let rest = Buffer.from(waiting);
  waiting = "";
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // The reader of a pipe has gone away: nothing more to say.
      if (code === "EPIPE") process.exit();
      if (code !== "EAGAIN") throw error;
    }
  }
}

function print(text: string): void {
  waiting += text;
  if (waiting.length >= FLUSH_AT) flush();
}

process.exitCode = await kjlab(process.argv.slice(2), { print, warn: (text) => process.stderr.write(text) });
flush();
