// npm run bench [-- --json] [--out FILE] [PART…]: what recording, seeking, asking, executing and the first visit cost.
// Parts are processor, recording and page; all of them if none is named. Times are of this machine and this moment; the
// ratios to other code that does the same, in the same run, are what can be compared. Ends with 1 where a ratio or a
// count of bytes is over its budget.

import { benchPage } from "./bench/page.ts";
import { benchProcessor } from "./bench/processor.ts";
import { benchPreset } from "./bench/recording.ts";
import { Report } from "./bench/report.ts";

const PARTS: Readonly<Record<string, (report: Report) => void | Promise<void>>> = {
  processor: benchProcessor,
  recording: (report) => ["first-jump", "huge"].forEach((id) => benchPreset(id, report)),
  page: benchPage,
};

const args = process.argv.slice(2);
const out = args.indexOf("--out");
const file = out < 0 ? "test-results/bench.json" : args.splice(out, 2)[1];
if (file === undefined) throw new Error("--out needs the name of a file");
const named = args.filter((arg) => arg !== "--json");
const unknown = named.find((name) => PARTS[name] === undefined);
if (unknown !== undefined) throw new Error(`${unknown} is no part; parts are ${Object.keys(PARTS).join(", ")}`);
const report = new Report(args.includes("--json"));
for (const name of named.length > 0 ? named : Object.keys(PARTS)) await PARTS[name]?.(report);
process.exitCode = report.end(file) ? 0 : 1;
