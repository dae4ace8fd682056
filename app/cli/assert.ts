// kjlab assert: does the run hold what somebody saw in it? For scripts, and for what the page's event log hands out.

import { summaryOf } from "../sim/recording/summary.ts";
import { momentAt } from "../sim/recording/moment.ts";
import { json, type Command } from "./commands.ts";
import { badInput, EXIT } from "./failure.ts";
import { required } from "./options.ts";
import { positionOf, readScenario, record } from "./scenario.ts";

interface Check {
  readonly what: string;
  readonly expected: string;
  readonly got: string;
}

/** Compared as one: case and the spaces between words do not count. */
const plain = (text: string): string => text.toLowerCase().split(/\s+/).join(" ").trim();

export const assert: Command = (options, print) => {
  const source = readScenario(options, ["at", "hash", "event", "json"]);
  const [hash, event] = [options.values.get("hash"), options.values.get("event")];
  if (hash === undefined && event === undefined) throw badInput("say what is to hold: --hash, --event, or both");
  if (hash !== undefined && !/^[0-9a-f]{1,8}$/i.test(hash))
    throw badInput(`--hash: expected up to eight hexadecimal digits such as 9f3c21aa, got ${hash}`);
  const recorded = record(source, options);
  const now = momentAt(recorded, positionOf(recorded, required(options, "at")), {});
  const events = summaryOf(recorded, source.scenario).events.filter(({ t }) => t === now.at.t);
  const failed: Check[] = [];
  if (hash !== undefined && !now.hash.startsWith(hash.toLowerCase()))
    failed.push({ what: "state hash", expected: hash, got: now.hash.slice(0, hash.length) });
  if (event !== undefined && !events.some(({ source: who, text }) => plain(`${who} ${text}`).includes(plain(event))))
    failed.push({
      what: "event",
      expected: event,
      got: events.map(({ source: who, text }) => `${who} ${text}`).join("; ") || "none there",
    });
  const answer = { t: now.at.t, anchor: now.anchor, hash: now.hash, holds: failed.length === 0, failed };
  if (options.flags.has("json")) print(json(answer));
  else {
    print(`${answer.holds ? "holds" : "does not hold"}  t ${answer.t}  ${answer.anchor}  state ${answer.hash}\n`);
    for (const { what, expected, got } of failed) print(`${what}: expected ${expected}, got ${got}\n`);
  }
  return answer.holds ? EXIT.fine : EXIT.assertion;
};
