// What an entry of the list says, in letters and in a sentence.

import type { EntryKind, ExchangeProgress, ListRow } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { hex32, hexPfn } from "../shared/format.ts";

export const FLAG_LETTERS: Readonly<Record<EntryKind, string>> = {
  destination: "D",
  indirection: "I",
  done: "E",
  source: "S",
  ignored: "–",
};

export const FLAG_TITLES: Readonly<Record<EntryKind, string>> = {
  destination: "D: destination, flag 0x1",
  indirection: "I: indirection page, flag 0x2",
  done: "E: done, flag 0x4",
  source: "S: source page, flag 0x8",
  ignored: "no flag: the walker ignores it",
};

export function stateOf(row: ListRow, exchange: ExchangeProgress | undefined): string {
  if (row.state !== "current") return row.state;
  if (row.kind !== "source" || exchange === undefined || exchange.entry !== row.index) return "now";
  return say("copy {copies} of 3", { copies: exchange.copies });
}

/** One sentence without links, for titles and for screen readers. */
export function meaningOf(row: ListRow): string {
  switch (row.kind) {
    case "destination":
      return say("next destination {target}", { target: hex32(row.target) });
    case "indirection":
      return row.index === 1
        ? say("the list begins at page {target}", { target: hex32(row.target) })
        : say("go on at list page {target}", { target: hex32(row.target) });
    case "done":
      return "end";
    case "source":
      return row.self
        ? say("frame {sourcePfn} is its own destination", { sourcePfn: hexPfn(row.sourcePfn ?? 0) })
        : say("exchange frame {sourcePfn} with frame {destinationPfn}", {
            sourcePfn: hexPfn(row.sourcePfn ?? 0),
            destinationPfn: hexPfn(row.destinationPfn ?? 0),
          });
    case "ignored":
      return say("no flag set: ignored");
  }
}
