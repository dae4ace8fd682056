// Writes the headers of a core: of a file, or of the segment by which kernel B finds the memory of kernel A. What is given
// must be what the readers take.

import { invariant } from "../core/errors.ts";
import { isPageAligned } from "../core/units.ts";
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
import { notesBytes } from "./elf-core-notes.ts";
import { IDENT } from "./elf-shapes.ts";
import { rowBytes } from "./fields.ts";

interface CoreHeaders {
  /** ELF header, program headers, notes, padded to a whole page. */
  readonly head: Uint8Array;
  /** Of each load in the file: page-aligned, one behind the other. */
  readonly offsets: readonly number[];
  readonly fileBytes: number;
}

type ProgramHeader = ReturnType<typeof loadHeader>;

/**
 * A core file: `loads` ascend. `repeats` do so too, behind them; each lies within a load of the file, and its offset counts
 * from where the first load begins.
 */
export function coreHeaders(
  notes: readonly CoreNote[],
  loads: readonly CoreLoad[],
  repeats: readonly CoreRepeat[] = [],
): CoreHeaders {
  const noteBytes = notesBytes(notes);
  const count = 1 + loads.length + repeats.length;
  checkLoads(loads, count, noteBytes.length);
  const head = new Uint8Array(headSize(count, noteBytes.length));
  let end = head.length;
  const offsets = loads.map(({ bytes }) => {
    end += bytes;
    return end - bytes;
  });
  const rows = [
    ...loads.map((load, i) => loadHeader(load, offsets[i] ?? 0)),
    ...repeats.map((load) => loadHeader(load, head.length + load.offset)),
  ];
  head.set(headers([noteHeader(headersSize(count), noteBytes.length), ...rows]));
  head.set(noteBytes, headersSize(count));
  return { head, offsets, fileBytes: end };
}

/** The ELF core header segment: offsets are addresses in old memory. */
export function oldMemoryHeaders(notes: readonly NotePlace[], loads: readonly CoreLoad[]): Uint8Array {
  checkLoads(
    loads,
    notes.length + loads.length,
    notes.reduce((sum, { bytes }) => sum + bytes, 0),
  );
  invariant(
    notes.every(
      ({ paddr, bytes }) => paddr % NOTE_ALIGN === 0 && bytes % NOTE_ALIGN === 0 && paddr + bytes <= FOUR_GIB,
    ),
    "a note lies on words of memory",
  );
  return headers([
    ...notes.map(({ paddr, bytes }) => noteHeader(paddr, bytes, paddr)),
    ...loads.map((load) => loadHeader(load, load.paddr)),
  ]);
}

function checkLoads(loads: readonly CoreLoad[], headerCount: number, noteBytes: number): void {
  invariant(loads.length > 0 && headerCount <= PROGRAM_HEADERS_MAX, `${headerCount} program headers of a core`);
  invariant(noteBytes <= NOTES_MAX, `${noteBytes} bytes of notes`);
  let end = 0;
  for (const { paddr, bytes } of loads) {
    const isWhole = isPageAligned(paddr) && isPageAligned(bytes) && bytes > 0;
    invariant(
      isWhole && paddr >= end && paddr + bytes <= FOUR_GIB,
      `a load of ${bytes} bytes at ${paddr} after ${end}`,
    );
    end = paddr + bytes;
  }
}

function headers(rows: readonly ProgramHeader[]): Uint8Array {
  const bytes = new Uint8Array(headersSize(rows.length));
  bytes.set(rowBytes(SHAPE.header, { ...FIXED_HEADER, e_phnum: rows.length }));
  bytes.set(rowBytes(IDENT, FIXED_IDENT));
  rows.forEach((row, i) => bytes.set(rowBytes(SHAPE.program, row), headersSize(i)));
  return bytes;
}
