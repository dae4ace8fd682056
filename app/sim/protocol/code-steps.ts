// Single instructions of control code that a fault can leave out, by their labels; the same in every revision that has
// them.

import type { Listing } from "../cpu/assembler.ts";
import type { Mark } from "../kernel/revision.ts";

const TITLES: Readonly<Record<string, string>> = {
  clear_flags: "flags cleared: interrupts off",
  load_transition_tables: "CR3 = transition tables, the first flush",
  stop_paging: "CR0 written: paging off",
  clear_features: "CR4 = 0",
  second_flush: "CR3 = 0, the second flush",
  exchange: "call of swap_pages on the way out",
  serialise: "CR3 loaded once more, to serialise",
  keep_re_entry: "the peer's re-entry kept",
  exchange_back: "call of swap_pages on the way back",
  load_tables_back: "CR3 = transition tables, on the way back",
  features_first: "CR4 as saved, before paging",
  start_paging: "CR0 written: paging on",
  restore_flags: "flags as saved",
  restore_features: "CR4 as saved",
  own_tables: "CR3 = the kernel's own tables",
  restore_cr0: "CR0 as saved",
};

/** A mark for each of them that the code has. */
export const stepMarks = ({ labels }: Listing): Mark[] =>
  Object.entries(TITLES)
    .filter(([label]) => labels.has(label))
    .map(([label, title]) => ({ label, mark: { kind: "step", name: `code/${label.replaceAll("_", "-")}`, title } }));
