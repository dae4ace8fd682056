// Makes app/sim/cpu/goldens/system.jsonl: runs every case on QEMU, Bochs and v86 and keeps what they agree on, if it is
// what the manual says.   tsx scripts/goldens/main.ts [--v86 FOLDER] [--raw FILE]

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { assembleCase, assembleHandlers, HERE } from "./assemble.ts";
import { CASES } from "./cases.ts";
import { engines, firstLine } from "./engines.ts";
import { imageMaker } from "./image.ts";
import { type Outcomes, runAll } from "./run.ts";
import { settle } from "./settle.ts";

const TARGET = join(HERE, "../../app/sim/cpu/goldens/system.jsonl");

const { values } = parseArgs({
  options: {
    v86: { type: "string", default: join(HERE, "../../node_modules/v86") },
    raw: { type: "string" },
  },
});

const wanted = engines(values.v86);
const tools = ["as", "ld", "nm", "objcopy"].map((name) => ({
  name,
  install: "binutils (Debian)",
  version: () => firstLine(name, ["--version"]),
}));
const missing = [...wanted, ...tools].filter(({ version }) => version() === undefined);
if (missing.length > 0) {
  for (const { name, install } of missing) console.error(`${name} is not installed: ${install}`);
  process.exit(2);
}

const handlers = assembleHandlers();
const assembled = CASES.map(({ name, asm }) => {
  try {
    return assembleCase(asm);
  } catch (error) {
    throw new Error(`"${name}" does not assemble`, { cause: error });
  }
});
const image = imageMaker(
  handlers,
  CASES.map(({ patches = [], words = {}, efer = false }, i) => ({
    code: assembled[i]?.bytes ?? Buffer.alloc(0),
    patches,
    addresses: Object.values(words).map(([address]) => address),
    efer,
  })),
);

const outcomes: Record<string, Outcomes> = {};
for (const engine of wanted) {
  const started = Date.now();
  outcomes[engine.name] = await runAll(engine, CASES.length, image, (text) => console.log(text));
  console.log(`${engine.name}: ${CASES.length} cases in ${((Date.now() - started) / 1000).toFixed(0)} s`);
}
if (values.raw !== undefined) writeFileSync(values.raw, JSON.stringify(outcomes));

const versions = Object.fromEntries(wanted.map((engine) => [engine.name, engine.version() ?? ""]));
const { lines, report, unsettled } = settle({ versions, handlers, assembled, outcomes });
writeFileSync(TARGET, `${lines.join("\n")}\n`);
for (const line of report) console.log(line);
process.exit(unsettled === 0 ? 0 : 1);
