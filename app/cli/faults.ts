// kjlab faults, batch and minimise: what can go wrong in a run, many runs from one, and the fewest faults for a verdict.

import { writeFileSync } from "node:fs";
import type { BatchRow } from "../sim/api.ts";
import { problemText } from "../sim/core/errors.ts";
import { pointsOf } from "../sim/recording/points.ts";
import { batch as batchOf, minimised } from "../sim/scenario/faults/batch.ts";
import { expand } from "../sim/scenario/faults/templates.ts";
import { prettyJson } from "../sim/scenario/schema.ts";
import { json, type Command } from "./commands.ts";
import { badInput, EXIT, refused } from "./failure.ts";
import type { Options } from "./options.ts";
import { readScenario, record, recordingOf } from "./scenario.ts";

export const faults: Command = (options, print) => {
  const points = pointsOf(record(readScenario(options, ["json"]), options).recording);
  if (options.flags.has("json")) print(json(points));
  else
    for (const { id, t, kernel, group, title, fails, skips, undo } of points) {
      const how = [...fails, ...(skips ? ["skip"] : [])].join(" ");
      const label = undo === undefined ? "" : `  → ${undo}`;
      print(
        `${String(t).padStart(9)}  ${kernel} ${group.padEnd(6)} ${id.padEnd(44)} ${how.padEnd(16)} ${title}${label}\n`,
      );
    }
  return EXIT.fine;
};

/** The scenario without the faults of the command, and those, each template as the faults that it stands for. */
function templates(options: Options): { readonly base: Options; readonly texts: readonly string[] } {
  const lists = new Map(options.lists);
  const given = lists.get("fault") ?? [];
  if (given.length === 0) throw badInput("--fault is missing");
  lists.delete("fault");
  const texts = given.flatMap((template) => {
    const expanded = expand(template);
    if (!expanded.ok) throw refused(expanded.problems);
    return expanded.value;
  });
  return { base: { ...options, lists }, texts };
}

export const batch: Command = (options, print) => {
  const { base, texts } = templates(options);
  const source = readScenario(base, ["json"]);
  const run = record(source, base);
  const rows: BatchRow[] = [];
  const asJson = options.flags.has("json");
  for (const row of batchOf(source.scenario, run, texts, recordingOf(source, base))) {
    rows.push(row);
    if (!asJson) print(`${rowText(row)}\n`);
  }
  if (asJson) print(json(rows));
  else print(`${rows.length} runs, ${rows.filter(({ verdict, same }) => verdict && same === undefined).length} ends\n`);
  return rows.some(({ problems }) => problems !== undefined) ? EXIT.badInput : EXIT.fine;
};

function rowText({ fault, verdict, endHash = "", same, problems }: BatchRow): string {
  if (verdict === undefined)
    return `${fault.padEnd(40)} refused input  ${(problems ?? []).map(problemText).join("; ")}`;
  const end = same === undefined ? endHash : `as ${same + 1}`;
  return `${fault.padEnd(40)} ${verdict.kind.padEnd(12)} ${end.padEnd(8)} ${verdict.text}`;
}

export const minimise: Command = (options, print) => {
  const source = readScenario(options, ["out"]);
  const fewer = minimised(source.scenario, record(source, options), recordingOf(source, options));
  const out = options.values.get("out");
  if (out === undefined) print(prettyJson(fewer));
  else writeFileSync(out, prettyJson(fewer));
  return EXIT.fine;
};
