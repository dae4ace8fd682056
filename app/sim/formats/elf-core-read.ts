// Reads the headers of a core strictly: what is taken is what the writer would have written, byte for byte.

import type { Result } from "../core/errors.ts";
import { isPageAligned, PAGE_SIZE } from "../core/units.ts";
import { parseNotes } from "./elf-core-notes.ts";
import {
  type CoreLoad,
  type CoreNote,
  type CoreRepeat,
  FIXED_HEADER,
  FIXED_IDENT,
  FOUR_GIB,
  headersSize,
  headSize,
  loadHeader,
  NOTE_ALIGN,
  noteHeader,
  type NotePlace,
  NOTES_MAX,
  PROGRAM_HEADERS_MAX,
  SHAPE,
} from "./elf-core-shapes.ts";
import { IDENT, type ProgramField, PT_LOAD, PT_NOTE } from "./elf-shapes.ts";
import { rowsOf } from "./elf-file.ts";
import { Row, stretch } from "./fields.ts";
import { hexOf, malformed, reading } from "./refused.ts";

type Placed = CoreLoad & { readonly offset: number };

export interface CoreFile {
  readonly notes: readonly CoreNote[];
  /** In the order of the file, which is that of their addresses. */
  readonly loads: readonly Placed[];
}

export interface OldMemory {
  readonly notes: readonly NotePlace[];
  readonly loads: readonly CoreLoad[];
}

export interface RepeatingCore extends CoreFile {
  /** Pages of the loads once more; offsets count from where the first load begins. */
  readonly repeats: readonly CoreRepeat[];
}

/** `head` begins as the file does and holds at least all before the first load; `fileBytes` is the size of the file. */
export const readCoreHeaders = (head: Uint8Array, fileBytes: number): Result<CoreFile> =>
  reading(() => {
    const { notes, loads } = coreOf(head, fileBytes, () => false);
    return { notes, loads };
  });

/** One that may show pages at a second address. */
export const readRepeatingCore = (head: Uint8Array, fileBytes: number): Result<RepeatingCore> =>
  reading(() => coreOf(head, fileBytes, (row, next) => row.big("p_offset") !== BigInt(next)));

/** `repeats`: is a header, where the file goes on at `next`, the first that repeats? */
function coreOf(
  head: Uint8Array,
  fileBytes: number,
  repeats: (row: Row<ProgramField>, next: number) => boolean,
): RepeatingCore {
  const { notes: noteRows, loads: loadRows, end: notesAt } = programHeaders(head);
  const [row] = noteRows;
  if (row === undefined || noteRows.length > 1) {
    return malformed("program headers", "one PT_NOTE", `${noteRows.length}`);
  }
  const noteBytes = row.upTo("p_filesz", NOTES_MAX);
  row.expectAll(noteHeader(notesAt, noteBytes));
  const notes = parseNotes(stretch(head, notesAt, noteBytes, row.path("p_filesz")));
  const headBytes = headSize(1 + loadRows.length, noteBytes);
  checkPadding(head, notesAt + noteBytes, headBytes);
  let next = headBytes;
  const own = loadRows.findIndex((each, i) => {
    if (i > 0 && repeats(each, next)) return true;
    next += Number(each.big("p_filesz"));
    return false;
  });
  next = headBytes;
  const loads = readLoads(own < 0 ? loadRows : loadRows.slice(0, own), ({ bytes }) => {
    next += bytes;
    return next - bytes;
  });
  if (fileBytes !== next) {
    malformed("file", `${next} bytes, up to where the last load ends`, `${fileBytes} bytes`);
  }
  return { notes, loads, repeats: own < 0 ? [] : readRepeats(loadRows.slice(own), loads, headBytes, next) };
}

function readRepeats(
  rows: readonly Row<ProgramField>[],
  loads: readonly Placed[],
  from: number,
  to: number,
): readonly CoreRepeat[] {
  let at = 0;
  return readLoads(rows, ({ bytes, paddr }) => {
    const row = rows[at++];
    if (row === undefined) return from;
    const offset = row.upTo("p_offset", to - bytes);
    if (offset < from || !isPageAligned(offset)) row.refuse("p_offset", "a page of a load");
    if (loads.some((load) => load.paddr < paddr + bytes && paddr < load.paddr + load.bytes))
      row.refuse("p_paddr", "an address that no load has");
    return offset;
  }).map(({ offset, ...load }) => ({ ...load, offset: offset - from }));
}

/** Of the ELF core header segment; what lies behind the headers does not matter. */
export const readOldMemoryHeaders = (bytes: Uint8Array): Result<OldMemory> =>
  reading(() => {
    const rows = programHeaders(bytes);
    let left = NOTES_MAX;
    const notes = rows.notes.map((row) => {
      const paddr = row.upTo("p_paddr", FOUR_GIB - 1);
      const size = row.upTo("p_filesz", Math.min(left, FOUR_GIB - paddr));
      if (paddr % NOTE_ALIGN !== 0) row.refuse("p_paddr", `a multiple of ${NOTE_ALIGN}`);
      if (size % NOTE_ALIGN !== 0) row.refuse("p_filesz", `a multiple of ${NOTE_ALIGN}`);
      row.expectAll(noteHeader(paddr, size, paddr));
      left -= size;
      return { paddr, bytes: size };
    });
    const loads = readLoads(rows.loads, ({ paddr }) => paddr).map(({ paddr, bytes: size }) => ({ paddr, bytes: size }));
    return { notes, loads };
  });

interface ProgramHeaders {
  /** The first so many. */
  readonly notes: readonly Row<ProgramField>[];
  /** All others, at least one. */
  readonly loads: readonly Row<ProgramField>[];
  /** Where they end. */
  readonly end: number;
}

function programHeaders(bytes: Uint8Array): ProgramHeaders {
  new Row(bytes, IDENT, "ELF header").expectAll(FIXED_IDENT);
  const header = new Row(bytes, SHAPE.header, "ELF header");
  header.expectAll(FIXED_HEADER);
  const count = header.upTo("e_phnum", PROGRAM_HEADERS_MAX);
  const end = headersSize(count);
  const table = stretch(bytes, headersSize(0), end - headersSize(0), header.path("e_phnum"));
  const rows = rowsOf(table, SHAPE.program, "program header");
  const first = rows.findIndex((row) => row.big("p_type") !== BigInt(PT_NOTE));
  if (first < 0) malformed("program headers", "at least one PT_LOAD", "none");
  return { notes: rows.slice(0, first), loads: rows.slice(first), end };
}

function checkPadding(head: Uint8Array, from: number, to: number): void {
  const stray = stretch(head, from, to - from, "padding of the headers").findIndex((byte) => byte !== 0);
  if (stray >= 0) malformed(`padding at ${hexOf(from + stray)}`, "0x0", hexOf(head[from + stray] ?? 0));
}

/** No load reaches into the one before it. */
function readLoads(rows: readonly Row<ProgramField>[], offsetOf: (load: CoreLoad) => number): readonly Placed[] {
  let end = 0;
  return rows.map((row) => {
    const load = addressOf(row, end);
    end = load.paddr + load.bytes;
    const offset = offsetOf(load);
    row.expectAll(loadHeader(load, offset));
    return { ...load, offset };
  });
}

function addressOf(row: Row<ProgramField>, from: number): CoreLoad {
  row.expect("p_type", PT_LOAD);
  const paddr = row.upTo("p_paddr", FOUR_GIB - PAGE_SIZE);
  if (!isPageAligned(paddr)) row.refuse("p_paddr", `a multiple of ${hexOf(PAGE_SIZE)}`);
  if (paddr < from) row.refuse("p_paddr", `${hexOf(from)} or more, where the load before it ends`);
  const bytes = row.upTo("p_filesz", FOUR_GIB - paddr);
  if (bytes === 0 || bytes % PAGE_SIZE !== 0) row.refuse("p_filesz", `a multiple of ${hexOf(PAGE_SIZE)}, not 0`);
  return { paddr, bytes };
}
