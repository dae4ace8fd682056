// The page_list that machine_kexec hands to relocate_kernel: found by the operation that filled it in, read from the
// kernel's stack as it is now.

import type { KernelName, PageListView } from "../../api.ts";
import { PAGE_OFFSET } from "../../kernel/image-pages.ts";
import { PAGE_LIST_FILLED } from "../../protocol/page-list.ts";
import type { Cursor } from "../cursor.ts";
import { lastBy, MODEL, type Recording } from "../recording.ts";
import type { Run } from "../run.ts";
import { Homes } from "./homes.ts";

interface Filled {
  readonly t: number;
  readonly owner: KernelName;
  readonly words: number;
  /** Linear address. */
  readonly address: number;
}

const known = new WeakMap<Recording, { readonly quanta: number; readonly filled: readonly Filled[] }>();

/** Each time that a page_list was filled in, in order. A recording may grow. */
function filledIn(recording: Recording): readonly Filled[] {
  const old = known.get(recording);
  if (old?.quanta === recording.quanta) return old.filled;
  const label = recording.labels.indexOf(PAGE_LIST_FILLED);
  const filled: Filled[] = [];
  for (let quantum = 0; label >= 0 && quantum < recording.quanta; quantum++) {
    if (recording.kinds.at(quantum) !== MODEL) continue;
    const first = recording.firstOperation.at(quantum);
    const end = quantum + 1 < recording.quanta ? recording.firstOperation.at(quantum + 1) : recording.opLabel.length;
    for (let i = first; i < end; i++) {
      if (recording.opLabel.at(i) !== label) continue;
      const t = recording.starts.at(quantum) + i - first + 1;
      const owner = recording.phases[recording.phaseAt(t - 1)]?.owner ?? "A";
      filled.push({ t, owner, words: recording.opA.at(i), address: recording.opB.at(i) });
    }
  }
  known.set(recording, { quanta: recording.quanta, filled });
  return filled;
}

/** The last one of a kernel that was filled in up to here. */
export function pageListOf({ recording, revision }: Run, cursor: Cursor, owner: KernelName): PageListView | undefined {
  const own = filledIn(recording).filter((each) => each.owner === owner && each.t <= cursor.at.t);
  const last = own[lastBy(own, ({ t }) => t, cursor.at.t)];
  if (last === undefined) return undefined;
  const homes = new Homes(cursor.memory, owner);
  const address = (last.address - PAGE_OFFSET) >>> 0;
  const names = revision.pageListNames.slice(0, last.words);
  return {
    address: last.address,
    t: last.t,
    words: names.map((name, i) => ({ name, value: homes.read32(address + 4 * i) })),
  };
}
