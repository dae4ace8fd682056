// `npm run resume-cases [-- --cases N] [--from N]`: random machines that hibernate, 10,000 unless said. Fails, and names the
// case, where kernel A has lost a byte or the run ends in a way that nobody has said.

import { parseArgs } from "node:util";
import { tryCase } from "../app/sim/testing/hibernation-cases.ts";

const { values } = parseArgs({
  options: { cases: { type: "string", default: "10000" }, from: { type: "string", default: "0" } },
});
const [from, cases] = [Number(values.from), Number(values.cases)];
if (!Number.isInteger(from) || !Number.isInteger(cases) || from < 0 || cases < 1) {
  console.error("--cases and --from take whole numbers");
  process.exit(2);
}

const REPORT_EVERY = 500;
const kinds = new Map<string, number>();
let bad = 0;

function report(text: string): void {
  bad += 1;
  console.error(text);
}

function tried(number: number): string {
  try {
    const { kind, text } = tryCase(number);
    if (kind === "broken" || kind === "unfit") report(`case ${number} is ${kind}: ${text}`);
    return kind;
  } catch (error) {
    report(`case ${number} throws: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return "broken";
  }
}

const tally = (): string => Array.from(kinds, ([kind, count]) => `${count} ${kind}`).join(", ");

for (let number = from; number < from + cases; number++) {
  const kind = tried(number);
  kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  if ((number - from + 1) % REPORT_EVERY === 0) console.log(`${number - from + 1} of ${cases}: ${tally()}`);
}
console.log(`${cases} cases: ${tally()}`);
process.exitCode = bad === 0 ? 0 : 1;
