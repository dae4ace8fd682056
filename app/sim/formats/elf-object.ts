// Relocatable ELF32 objects as control code: the sections that hold code, laid out one behind the other and relocated.

import type { Result } from "../core/errors.ts";
import {
  type ElfFile,
  type ElfSymbol,
  isNamed,
  readElfFile,
  readSymbols,
  sectionBytes,
  sectionNamedBy,
  sectionRows,
  typeOf,
  type Wanted,
} from "./elf-file.ts";
import {
  EM_386,
  ET_REL,
  R_386_32,
  R_386_NONE,
  R_386_PC32,
  R_386_PLT32,
  RELOCATION,
  type SectionField,
  SHF_ALLOC,
  SHF_EXECINSTR,
  SHN_ABS,
  SHN_UNDEF,
  SHT_PROGBITS,
  SHT_REL,
  SHT_RELA,
} from "./elf-shapes.ts";
import { type Row, textAt } from "./fields.ts";
import { hexOf, malformed, reading } from "./refused.ts";
import type { FileSymbol } from "./symbol.ts";

export interface CodeObject {
  /** The code sections in the order of the file, each at its alignment. */
  readonly bytes: Uint8Array;
  /** Values count from the start of `bytes`, but those of absolute symbols. */
  readonly symbols: readonly FileSymbol[];
}

const OBJECT: Wanted = {
  type: [ET_REL, "ET_REL"],
  machines: { 32: [EM_386], 64: [] },
  machinesText: "3 (EM_386)",
};

/** Far above what a control page can hold; keeps a damaged size from being believed. */
const CODE_MAX = 1 << 20;
const ALIGNMENT_MAX = 4096;
const CODE_FLAGS = SHF_ALLOC | SHF_EXECINSTR;
const SECTION_NAME_MAX = 256;

/** Offset of each code section in the bytes, by section number. */
type Layout = ReadonlyMap<number, number>;

/** `origin`: the address at which the code is to believe it lies, for absolute relocations. */
export const readCodeObject = (bytes: Uint8Array, origin = 0): Result<CodeObject> =>
  reading(() => {
    const file = readElfFile(bytes, OBJECT);
    const { layout, code } = layOut(file);
    const symbols = readSymbols(file);
    for (const section of file.sections) relocate(file, section, { layout, code, symbols, origin });
    return { bytes: code, symbols: symbols.filter(isNamed).flatMap((symbol) => namedIn(layout, symbol)) };
  });

const isCode = (section: Row<SectionField>): boolean =>
  section.get("sh_type") === SHT_PROGBITS && (section.get("sh_flags") & CODE_FLAGS) === CODE_FLAGS;

function layOut(file: ElfFile): { layout: Layout; code: Uint8Array } {
  const layout = new Map<number, number>();
  const parts: [number, Uint8Array][] = [];
  let end = 0;
  file.sections.forEach((section, number) => {
    if (!isCode(section)) return;
    const alignment = Math.max(1, section.get("sh_addralign"));
    if (alignment > ALIGNMENT_MAX || (alignment & (alignment - 1)) !== 0) {
      section.refuse("sh_addralign", `a power of two up to ${ALIGNMENT_MAX}`);
    }
    const bytes = sectionBytes(file, section);
    const at = Math.ceil(end / alignment) * alignment;
    end = at + bytes.length;
    if (end > CODE_MAX) section.refuse("sh_size", `at most ${hexOf(CODE_MAX)} bytes of code in all`);
    layout.set(number, at);
    parts.push([at, bytes]);
  });
  if (end === 0) malformed("sections", "a section that holds code (PROGBITS with ALLOC and EXECINSTR)", "none");
  const code = new Uint8Array(end);
  for (const [at, part] of parts) code.set(part, at);
  return { layout, code };
}

function namedIn(layout: Layout, symbol: ElfSymbol): FileSymbol[] {
  const start = symbol.section === SHN_ABS ? 0 : layout.get(symbol.section);
  if (start === undefined) return [];
  const { row, name } = symbol;
  return [{ name, value: (start + row.get("st_value")) >>> 0, size: row.get("st_size"), type: typeOf(symbol) }];
}

interface Link {
  readonly layout: Layout;
  readonly code: Uint8Array;
  readonly symbols: readonly ElfSymbol[];
  readonly origin: number;
}

/** Does the work of one relocation section, if it is about code. */
function relocate(file: ElfFile, section: Row<SectionField>, link: Link): void {
  const type = section.get("sh_type");
  if (type !== SHT_REL && type !== SHT_RELA) return;
  const target = sectionNamedBy(file, section, "sh_info");
  const at = link.layout.get(section.get("sh_info"));
  if (at === undefined) return;
  if (type === SHT_RELA) section.refuse("sh_type", "9 (SHT_REL): the i386 keeps addends in place");
  const view = new DataView(link.code.buffer, at, target.get("sh_size"));
  for (const row of sectionRows(file, section, RELOCATION, `${section.what}, relocation`)) {
    const kind = row.get("r_info") & 0xff;
    if (kind === R_386_NONE) continue;
    const offset = row.get("r_offset");
    if (offset + 4 > view.byteLength) row.refuse("r_offset", `at most ${hexOf(view.byteLength)} - 4`);
    const symbol = link.symbols[row.get("r_info") >>> 8];
    if (symbol === undefined) return row.refuse("r_info", `one of ${link.symbols.length} symbols`);
    const relative = kind === R_386_PC32 || kind === R_386_PLT32;
    if (!relative && kind !== R_386_32) row.refuse("r_info", "type 1 (R_386_32), 2 (R_386_PC32) or 4 (R_386_PLT32)");
    const value = addressOf(file, link, symbol, row.what) + view.getInt32(offset, true);
    view.setInt32(offset, relative ? value - (link.origin + at + offset) : value, true);
  }
}

function addressOf(file: ElfFile, { layout, origin }: Link, symbol: ElfSymbol, what: string): number {
  const { section, row } = symbol;
  if (section === SHN_ABS) return row.get("st_value");
  const start = layout.get(section);
  if (start !== undefined) return origin + start + row.get("st_value");
  if (section === SHN_UNDEF) {
    malformed(what, "a symbol defined in this file", symbol.name === "" ? "the undefined symbol 0" : symbol.name);
  }
  return malformed(what, "a symbol in a code section", `${symbol.name || row.what} in ${nameOf(file, section)}`);
}

/** For messages. */
function nameOf(file: ElfFile, number: number): string {
  const section = file.sections[number];
  const names = file.sections[file.header.get("e_shstrndx")];
  if (section === undefined || names === undefined) return `section ${number}`;
  return textAt(sectionBytes(file, names), section.get("sh_name"), SECTION_NAME_MAX, section.path("sh_name"));
}
