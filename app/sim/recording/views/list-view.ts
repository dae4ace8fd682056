// The indirection list as it stands in RAM, walked as the control code walks it. The walk of a list is kept until one
// of its pages changes.

import type { ExchangeProgress, KernelName, ListFilter, ListPairs, ListRow, ListView } from "../../api.ts";
import { PAGE_SHIFT } from "../../core/units.ts";
import { entryKind, entryTarget, walkList, type WalkedEntry } from "../../kernel/kimage-entry.ts";
import { KIMAGE } from "../../kernel/layouts.ts";
import { offsetOf } from "../../kernel/struct.ts";
import { imagePage } from "../../kernel/image-pages.ts";
import type { Cursor } from "../cursor.ts";
import type { RoleMark } from "../recording.ts";
import type { Run } from "../run.ts";
import { pageStarts, placeOf, shownEntries } from "./list-selection.ts";
import { Homes } from "./homes.ts";

interface WalkedList {
  readonly head: number;
  readonly contents: string;
  readonly entries: readonly WalkedEntry[];
  readonly pageOf: Uint32Array;
  readonly pages: number;
  readonly selfPairs: number;
  readonly defect: string | undefined;
  readonly starts: readonly number[];
}

const kept = new WeakMap<Run, Map<KernelName, WalkedList>>();

export interface ListRequest {
  readonly owner: KernelName;
  readonly from: number | "now";
  readonly count: number;
  readonly filter?: ListFilter | undefined;
}

/** Rows before the current one when the list follows the walker. */
const ROWS_BEFORE = 4;

export function listView(
  run: Run,
  cursor: Cursor,
  roles: readonly RoleMark[],
  request: ListRequest,
  progress: ExchangeProgress | undefined,
): ListView | undefined {
  const { owner } = request;
  const list = walked(run, cursor, roles, owner);
  if (list === undefined) return undefined;
  const current = progress !== undefined && ownerOf(run, progress) === owner ? progress.entry : undefined;
  const shown = shownEntries(list.entries, request.filter, list.starts);
  const total = shown?.length ?? list.entries.length;
  const now = Math.max(0, placeOf(shown, (current ?? 1) - 1) - ROWS_BEFORE);
  const from = Math.max(0, Math.min(request.from === "now" ? now : request.from, total - request.count));
  const exchanged = isExchanged(run, owner, cursor.at.t);
  const rows = Array.from({ length: Math.min(request.count, total - from) }, (_, i) => shown?.[from + i] ?? from + i)
    .map((index) => [index, list.entries[index]] as const)
    .flatMap(([index, entry]) => (entry === undefined ? [] : [row(list, entry, index, current, progress, exchanged)]));
  return {
    owner,
    head: list.head,
    entries: list.entries.length,
    shown: total,
    pageStarts: list.starts.map((index) => index + 1),
    pages: list.pages,
    selfPairs: list.selfPairs,
    listPages: roles.filter((mark) => mark.kernel === owner && mark.role === "list").map((mark) => mark.pfn),
    from,
    rows,
    ...(list.defect === undefined ? {} : { defect: list.defect }),
  };
}

/** More arcs than this hide the map. */
const MOST_PAIRS = 500;

export function listPairs(run: Run, cursor: Cursor, roles: readonly RoleMark[], owner: KernelName): ListPairs {
  const entries = walked(run, cursor, roles, owner)?.entries ?? [];
  const pairs = entries.filter(
    ({ word, destination }) => entryKind(word) === "source" && entryTarget(word) !== destination,
  );
  const drawn = Math.min(MOST_PAIRS, pairs.length);
  const frames = Array.from({ length: drawn }, (_, i) => pairs[Math.floor((i * pairs.length) / drawn)]).flatMap(
    (pair) => (pair === undefined ? [] : [pair.destination >>> PAGE_SHIFT, entryTarget(pair.word) >>> PAGE_SHIFT]),
  );
  return { total: pairs.length, frames };
}

/** A page of the list as it stands, read where the exchange keeps it. */
export function listPageBytes({ memory }: Cursor, owner: KernelName, pfn: number): Uint8Array {
  return memory.bytes(new Homes(memory, owner).frameOf(pfn) ?? pfn).slice();
}

const ownerOf = (run: Run, progress: ExchangeProgress): KernelName | undefined =>
  run.recording.exchanges[progress.exchange]?.owner;

/** The head word: from the kimage in RAM, wherever the exchange has put that page. */
function headWord(run: Run, cursor: Cursor, owner: KernelName): number {
  const image = run.images[owner];
  if (image === undefined) return run.capture?.heads[owner] ?? 0;
  const homes = new Homes(cursor.memory, owner);
  return homes.read32(imagePage(image.base, "kimage") + offsetOf(KIMAGE, "head"));
}

function walked(run: Run, cursor: Cursor, roles: readonly RoleMark[], owner: KernelName): WalkedList | undefined {
  const pages = roles.filter((mark) => mark.kernel === owner && mark.role === "list");
  if (pages.length === 0) return undefined;
  const head = headWord(run, cursor, owner);
  const homes = new Homes(cursor.memory, owner);
  const { store, frames } = cursor.memory;
  const contents = pages.map((mark) => store.hash(frames[homes.frameOf(mark.pfn) ?? mark.pfn] ?? 0)).join();
  const lists = kept.get(run) ?? new Map<KernelName, WalkedList>();
  kept.set(run, lists);
  const old = lists.get(owner);
  if (old !== undefined && old.head === head && old.contents === contents) return old;
  const list = { head, contents, ...walk(new Homes(cursor.memory, owner), head) };
  lists.set(owner, list);
  return list;
}

/** Reads to the done entry, or to the end of what has been written while the list is being built. */
function walk(memory: Homes, head: number): Omit<WalkedList, "head" | "contents"> {
  const entries: WalkedEntry[] = [];
  const seen = new Set<number>();
  let defect: string | undefined;
  let pages = 0;
  let selfPairs = 0;
  for (const entry of walkList((address) => memory.read32(address), head)) {
    const kind = entryKind(entry.word);
    if (kind === "ignored") break;
    if (kind === "indirection" && seen.has(entryTarget(entry.word))) {
      defect = "the list comes back to a page it has left: it never ends";
      entries.push(entry);
      break;
    }
    if (kind === "indirection") seen.add(entryTarget(entry.word));
    if (kind === "source") {
      pages++;
      if (entryTarget(entry.word) === entry.destination) selfPairs++;
    }
    entries.push(entry);
  }
  const pageOf = new Uint32Array(entries.length);
  let page = 0;
  entries.forEach((entry, index) => {
    if (entryKind(entry.word) === "source") pageOf[index] = ++page;
  });
  return { entries, pageOf, pages, selfPairs, defect, starts: pageStarts(entries) };
}

function row(
  list: WalkedList,
  entry: WalkedEntry,
  index: number,
  current: number | undefined,
  progress: ExchangeProgress | undefined,
  exchanged: boolean,
): ListRow {
  const kind = entryKind(entry.word);
  const target = entryTarget(entry.word);
  const done = progress !== undefined && index + 1 === current && progress.copies === 3 && kind === "source";
  return {
    index: index + 1,
    ...(entry.address === undefined ? {} : { address: entry.address }),
    raw: entry.word,
    kind,
    target,
    ...(kind === "source"
      ? { sourcePfn: target >>> PAGE_SHIFT, destinationPfn: entry.destination >>> PAGE_SHIFT }
      : {}),
    self: kind === "source" && target === entry.destination,
    ...(kind === "source" ? { page: list.pageOf[index] ?? 0 } : {}),
    state: stateOf(index + 1, current, done, exchanged),
    ...(list.defect !== undefined && index === list.entries.length - 1 ? { defect: true } : {}),
  };
}

function stateOf(index: number, current: number | undefined, done: boolean, exchanged: boolean): ListRow["state"] {
  if (current === undefined) return exchanged ? "done" : "pending";
  if (index === current && !done) return "current";
  return index <= current ? "done" : "pending";
}

/** Outside its exchanges: has this kernel's list been walked an odd number of times, so that its pages are swapped? */
const isExchanged = (run: Run, owner: KernelName, t: number): boolean =>
  run.recording.exchanges.filter((exchange) => exchange.owner === owner && exchange.to <= t).length % 2 === 1;
