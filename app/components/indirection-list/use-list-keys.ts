// Keys of the list: arrows go from row to row, Right and Left unfold and fold the page they are at.

import { useState, type KeyboardEvent } from "react";
import type { ListView } from "../../sim/api.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import { pageOfEntry, toggled, type Tree } from "./tree.ts";

interface ListKeys {
  readonly list: ListView;
  readonly tree: Tree;
  /** Rows in sight. */
  readonly seen: number;
  readonly first: number;
  readonly moveTo: (row: number) => void;
}

const MOVES: Readonly<Record<string, (from: number, page: number, last: number) => number>> = {
  ArrowUp: (from) => from - 1,
  ArrowDown: (from) => from + 1,
  PageUp: (from, page) => from - page,
  PageDown: (from, page) => from + page,
  Home: () => 0,
  End: (_from, _page, last) => last,
};

export function useListKeys({ list, tree, seen, first, moveTo }: ListKeys) {
  const { select, setListFrom, changeList } = useActions();
  const selected = useLab((state) => (state.selection?.kind === "entry" ? state.selection.index : undefined));
  const current = useLab((state) => state.moment?.exchange?.entry);
  const folded = useLab((state) => state.list.folded);
  const paged = useLab((state) => state.list.filter === "all");
  /** A page that the keys stand at, which no selection names. */
  const [page, setPage] = useState<number>();

  const rowOfEntry = (index: number | undefined): number | undefined => {
    const at = index === undefined ? -1 : list.rows.findIndex((row) => row.index === index);
    return at < 0 ? undefined : tree.rowOf(list.from + at);
  };
  const entryRow = rowOfEntry(selected);
  const row = page !== undefined && paged ? tree.rowOfPage(page) : entryRow;

  function goToRow(wanted: number): void {
    const to = Math.max(0, Math.min(tree.rows - 1, wanted));
    if (to <= first || to >= first + seen - 2) {
      const top = Math.max(0, Math.min(tree.rows - seen + 1, to - Math.floor(seen / 2)));
      const at = tree.at(top);
      setListFrom(Math.max(0, (at.kind === "entry" ? at.place : top) - Math.floor(seen / 2)));
      moveTo(top);
    }
    const at = tree.at(to);
    setPage(at.kind === "page" ? at.page : undefined);
    if (at.kind === "entry") {
      const entry = list.rows[at.place - list.from];
      select({ kind: "entry", index: entry?.index ?? indexOfPlace(list, folded, at.place) });
    }
  }

  function fold(open: boolean): void {
    const at = page ?? (selected === undefined ? undefined : pageOfEntry(list.pageStarts, selected));
    if (at === undefined || !paged) return;
    const isFolded = folded.includes(at);
    if (isFolded === open) changeList({ folded: toggled(folded, at) });
    else if (open && page !== undefined) goToRow((tree.rowOfPage(at) ?? 0) + 1);
    if (!open) setPage(at);
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const move = MOVES[event.key];
    if (move !== undefined) goToRow(move(row ?? rowOfEntry(current) ?? first, seen - 2, tree.rows - 1));
    else if (event.key === "ArrowRight") fold(true);
    else if (event.key === "ArrowLeft") fold(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { onKeyDown, row, entry: selected };
}

/** The 1-based index of a place that has not been loaded yet. */
function indexOfPlace({ pageStarts, entries }: ListView, folded: readonly number[], place: number): number {
  let left = place;
  const head = Math.min(entries, (pageStarts[0] ?? entries + 1) - 1);
  if (left < head) return left + 1;
  left -= head;
  for (const [page, start] of pageStarts.entries()) {
    if (folded.includes(page)) continue;
    const size = (pageStarts[page + 1] ?? entries + 1) - start;
    if (left < size) return start + left;
    left -= size;
  }
  return entries;
}
