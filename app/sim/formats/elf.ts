// ELF executables for the i386, and 64-bit ones that fit below 4 GiB: what a loader needs of them.

import type { Result } from "../core/errors.ts";
import { type ElfFile, isNamed, readElfFile, readSymbols, rowsOf, typeOf, type Wanted } from "./elf-file.ts";
import { EM_386, EM_X86_64, ET_EXEC, PROGRAM_HEADER, PT_LOAD, type ProgramField } from "./elf-shapes.ts";
import { type Row, stretch } from "./fields.ts";
import { hexOf, malformed, reading } from "./refused.ts";
import type { FileSymbol } from "./symbol.ts";

export interface ElfSegment {
  /** Number of its program header, for messages. */
  readonly header: number;
  readonly paddr: number;
  /** Bytes in the file; the rest of memsz is zero. */
  readonly filesz: number;
  readonly memsz: number;
  /** Shares the file's bytes. */
  readonly bytes: Uint8Array;
  /** 1 execute, 2 write, 4 read. */
  readonly flags: number;
}

export interface ElfExecutable {
  readonly entry: number;
  /** PT_LOAD that take memory, in the order of the file. */
  readonly segments: readonly ElfSegment[];
  /** Those whose value fits 32 bits. */
  readonly symbols: readonly FileSymbol[];
}

const EXECUTABLE: Wanted = {
  type: [ET_EXEC, "ET_EXEC"],
  machines: { 32: [EM_386], 64: [EM_386, EM_X86_64] },
  machinesText: "3 (EM_386), or 62 (EM_X86_64) in a 64-bit file",
};

const PROGRAM_HEADERS_MAX = 1024;
const FOUR_GIB = 0x1_0000_0000;

export const readElf = (bytes: Uint8Array): Result<ElfExecutable> =>
  reading(() => {
    const file = readElfFile(bytes, EXECUTABLE);
    const segments = programHeaders(file)
      .map((row, i) => [row, i] as const)
      .filter(([row]) => row.get("p_type") === PT_LOAD)
      .map(([row, i]) => segmentOf(file, row, i))
      .filter(({ memsz }) => memsz > 0);
    if (segments.length === 0) malformed("program headers", "at least one PT_LOAD", "none");
    const entry = file.header.get("e_entry");
    if (!segments.some(({ paddr, memsz }) => entry >= paddr && entry < paddr + memsz)) {
      file.header.refuse("e_entry", `an address in a segment: ${segments.map(rangeText).join(", ")}`);
    }
    return { entry, segments, symbols: symbolsOf(file) };
  });

function programHeaders({ bytes, header, class: bits }: ElfFile): Row<ProgramField>[] {
  const shape = PROGRAM_HEADER[bits];
  const count = header.get("e_phnum");
  if (count === 0) return [];
  if (header.get("e_phentsize") !== shape.bytes) header.refuse("e_phentsize", `${shape.bytes}`);
  if (count > PROGRAM_HEADERS_MAX) header.refuse("e_phnum", `at most ${PROGRAM_HEADERS_MAX}`);
  const table = stretch(bytes, header.get("e_phoff"), count * shape.bytes, header.path("e_phoff"));
  return rowsOf(table, shape, "program header");
}

function segmentOf({ bytes }: ElfFile, row: Row<ProgramField>, header: number): ElfSegment {
  const filesz = row.get("p_filesz");
  const memsz = row.get("p_memsz");
  const paddr = row.get("p_paddr");
  if (filesz > memsz) row.refuse("p_filesz", `at most p_memsz, ${hexOf(memsz)}`);
  if (paddr + memsz > FOUR_GIB) {
    malformed(row.path("p_memsz"), "an end below 4 GiB", `${hexOf(paddr)} + ${hexOf(memsz)}`);
  }
  // Linkers let a segment of zeroes begin behind the end of the file.
  const contents = filesz === 0 ? new Uint8Array(0) : stretch(bytes, row.get("p_offset"), filesz, row.path("p_offset"));
  return { header, paddr, filesz, memsz, bytes: contents, flags: row.get("p_flags") };
}

const rangeText = ({ paddr, memsz }: ElfSegment): string => `${hexOf(paddr)} to ${hexOf(paddr + memsz - 1)}`;

const symbolsOf = (file: ElfFile): FileSymbol[] =>
  readSymbols(file)
    .filter(isNamed)
    .flatMap((symbol) => {
      const value = symbol.row.find("st_value");
      const size = symbol.row.find("st_size");
      return value === undefined || size === undefined
        ? []
        : [{ name: symbol.name, value, size, type: typeOf(symbol) }];
    });
