// `npm run time-travel [-- --cases N] [--from N]`: random machines, 300 unless said. Fails, and names the case, where a
// seek does not show the state of a forward run, or a step back does not undo a step forward.

import { parseArgs } from "node:util";
import { tryCase } from "../app/sim/testing/time-travel-cases.ts";

const { values } = parseArgs({
  options: { cases: { type: "string", default: "300" }, from: { type: "string", default: "0" } },
});
const [from, cases] = [Number(values.from), Number(values.cases)];
if (!Number.isInteger(from) || !Number.isInteger(cases) || from < 0 || cases < 1) {
  console.error("--cases and --from take whole numbers");
  process.exit(2);
}

const REPORT_EVERY = 50;
const kinds = new Map<string, number>();
let [seeks, steps, bad] = [0, 0, 0];

for (let number = from; number < from + cases; number++) {
  const tried = tryCase(number);
  const kind = tried.kind === "held" ? `held (${tried.text})` : tried.kind;
  kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  seeks += tried.seeks;
  steps += tried.steps;
  if (tried.kind === "broken") {
    bad += 1;
    console.error(`case ${number} is broken: ${tried.text}`);
  }
  if ((number - from + 1) % REPORT_EVERY === 0) console.log(`${number - from + 1} of ${cases}`);
}
const tally = Array.from(kinds, ([kind, count]) => `${count} ${kind}`).join(", ");
console.log(`${cases} cases: ${tally}; ${seeks} seeks and ${steps} steps there and back`);
process.exitCode = bad === 0 ? 0 : 1;
