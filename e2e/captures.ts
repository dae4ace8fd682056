// A capture to open: a jump of the lab's own control code, as a file.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const tsx = createRequire(import.meta.url).resolve("tsx/cli");
const script = fileURLToPath(new URL("../scripts/own-capture.ts", import.meta.url));

export const ownCapture = (): Buffer => execFileSync(process.execPath, [tsx, script], { maxBuffer: 1 << 26 });
