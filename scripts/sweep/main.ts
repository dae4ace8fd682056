// npm run sweep: every preset under both revisions, every step of each run made to fail and left out. Prints counts, and
// what is not as the rules and the checked-in table say.
//
//   --preset tiny,payload   these only      --write   writes the table anew

import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { POINT_GROUPS, REVISION_IDS, type VerdictKind } from "../../app/sim/api.ts";
import { check } from "./check.ts";
import { scenarios } from "./scenarios.ts";
import { differences, LETTERS, rowsOf, type Rows, type Table } from "./table.ts";

const FILE = new URL("expected.json", import.meta.url);
const KINDS = Object.keys(LETTERS) as VerdictKind[];

const { values } = parseArgs({ options: { preset: { type: "string" }, write: { type: "boolean" } } });
const only = values.preset?.split(",");
const readTable = (): Table => JSON.parse(readFileSync(FILE, "utf8")) as Table;
const expected = readTable();
const all = scenarios(REVISION_IDS);
const swept: Record<string, Rows> = {};
const perGroup = new Map<string, number>();
let runs = 0;
let predicted = 0;
let wrong = 0;

const cells = (counts: (kind: VerdictKind) => number): string =>
  KINDS.map((kind) => String(counts(kind)).padStart(12)).join("");

console.log(`${"".padEnd(36)}${"runs".padStart(6)}${KINDS.map((kind) => kind.padStart(12)).join("")}`);
for (const { name, preset, scenario } of all) {
  if (only !== undefined && !only.includes(preset)) continue;
  const checked = check(scenario);
  const rows = rowsOf(checked.swept);
  const notAsBefore = values.write === true ? [] : differences(expected[name] ?? {}, rows);
  swept[name] = rows;
  runs += checked.swept.length;
  predicted += checked.predicted;
  wrong += checked.wrong.length + notAsBefore.length;
  const count = (kind: VerdictKind) => checked.swept.filter(({ verdict }) => verdict.kind === kind).length;
  console.log(`${name.padEnd(36)}${String(checked.swept.length).padStart(6)}${cells(count)}`);
  for (const line of [...checked.wrong, ...notAsBefore]) console.log(`    ! ${line}`);
  for (const { point, verdict } of checked.swept) {
    const key = `${point.group} ${verdict.kind}`;
    perGroup.set(key, (perGroup.get(key) ?? 0) + 1);
  }
}
for (const group of POINT_GROUPS) {
  const count = (kind: VerdictKind) => perGroup.get(`${group} ${kind}`) ?? 0;
  const sum = KINDS.reduce((all, kind) => all + count(kind), 0);
  console.log(`${group.padEnd(36)}${String(sum).padStart(6)}${cells(count)}`);
}
console.log(`${runs} runs, ${predicted} of them predicted by rule, ${wrong} not as expected`);
if (values.write === true) {
  // what has not been swept this time stays, as it stands by now
  const table = { ...readTable(), ...swept };
  const kept = Object.entries(table).filter(([known]) => all.some(({ name }) => name === known));
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(kept), undefined, 1)}\n`);
}
process.exitCode = wrong === 0 ? 0 : 1;
