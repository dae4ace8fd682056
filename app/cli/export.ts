// kjlab export: the files that the page's Export dialog gives, made by the same makers.

import { writeFileSync } from "node:fs";
import { momentAt } from "../sim/recording/moment.ts";
import { summaryOf } from "../sim/recording/summary.ts";
import { eventsCsv } from "../sim/export/csv.ts";
import { cArray, hexdump } from "../sim/export/dump.ts";
import { listPicture, timelinePicture, walkPicture } from "../sim/export/pictures.ts";
import { PAPER, svgText, type Picture } from "../sim/export/svg.ts";
import { traceOf, traceText } from "../sim/export/trace.ts";
import { hex32 } from "../sim/core/hex.ts";
import type { Moment, RunSummary } from "../sim/api.ts";
import type { Command } from "./commands.ts";
import { badInput, EXIT } from "./failure.ts";
import { numberOption, required, type Options } from "./options.ts";
import { positionOf, readScenario, record } from "./scenario.ts";

interface Shown {
  readonly run: RunSummary;
  readonly moment: Moment;
  readonly bytes: () => { readonly address: number; readonly bytes: Uint8Array };
}

function svg({ run, moment }: Shown, picture: Picture | undefined): string {
  if (picture === undefined) throw badInput(`--as: there is nothing of the kind at ${moment.anchor}`);
  const { title } = run.scenario;
  return svgText(picture, { title, scenario: title, anchor: moment.anchor, hash: moment.hash }, PAPER);
}

function asC({ run, moment, bytes }: Shown): string {
  const { address, bytes: range } = bytes();
  return cArray(range, address, `${run.scenario.title}, ${moment.anchor}, ${range.length} bytes at ${hex32(address)}`);
}

const MAKERS: Readonly<Record<string, (shown: Shown) => string | Uint8Array>> = {
  trace: ({ run }) => traceText(traceOf(run.scenario.title, run)),
  events: ({ run }) => eventsCsv(run),
  timeline: (shown) => svg(shown, timelinePicture(shown.run, shown.moment.at.t)),
  walk: (shown) => svg(shown, shown.moment.walk && walkPicture(shown.moment.walk)),
  list: (shown) => svg(shown, shown.moment.list && listPicture(shown.moment.list)),
  binary: ({ bytes }) => bytes().bytes,
  hexdump: ({ bytes }) => {
    const { address, bytes: range } = bytes();
    return hexdump(range, address);
  },
  c: asC,
};

const LIST_ROWS = 200;

function rangeOf(options: Options, size: number): { readonly address: number; readonly length: number } {
  const [address, length] = [numberOption(options, "pa"), numberOption(options, "len")];
  if (length === 0 || address + length > size)
    throw badInput(
      `--pa, --len: expected a range inside [0x0, 0x${size.toString(16)}), got ${hex32(address)} + ${length}`,
    );
  return { address, length };
}

export const exportFile: Command = (options, print) => {
  const kind = required(options, "as");
  const make = Object.hasOwn(MAKERS, kind) ? MAKERS[kind] : undefined;
  if (make === undefined) throw badInput(`--as: expected ${Object.keys(MAKERS).join(", ")}, got ${kind}`);
  const source = readScenario(options, ["as", "at", "pa", "len", "out"]);
  const recorded = record(source, options);
  const run = summaryOf(recorded, source.scenario);
  const at = options.values.has("at") ? positionOf(recorded, required(options, "at")) : { t: 0, sub: 0 };
  const moment = momentAt(recorded, at, { walk: "eip", list: { owner: "now", from: "now", count: LIST_ROWS } });
  const made = make({
    run,
    moment,
    bytes: () => {
      const { address, length } = rangeOf(options, recorded.recording.frameCount * 4096);
      return { address, bytes: recorded.cursor.memory.slice(address, length) };
    },
  });
  const out = options.values.get("out");
  if (out !== undefined) writeFileSync(out, made);
  else if (typeof made === "string") print(made);
  else throw badInput("--out is missing: bytes are not printed");
  return EXIT.fine;
};
