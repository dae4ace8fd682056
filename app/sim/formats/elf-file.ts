// What executables and objects have in common: the ELF header, tables of records, sections and symbols.

import {
  type Class,
  HEADER,
  type HeaderField,
  IDENT,
  SECTION_HEADER,
  type SectionField,
  SHN_ABS,
  SHN_UNDEF,
  SHT_NOBITS,
  SHT_SYMTAB,
  STT_FILE,
  STT_FUNC,
  STT_OBJECT,
  STT_SECTION,
  SYMBOL,
  type SymbolField,
} from "./elf-shapes.ts";
import { Row, type Shape, stretch, textAt } from "./fields.ts";
import { malformed } from "./refused.ts";
import { SYMBOL_NAME_MAX, SYMBOLS_MAX, type SymbolType } from "./symbol.ts";

export interface ElfFile {
  readonly bytes: Uint8Array;
  readonly class: Class;
  readonly header: Row<HeaderField>;
  readonly sections: readonly Row<SectionField>[];
}

const MAGIC = 0x464c457f;
const VERSION = 1;
const LITTLE_ENDIAN = 1;

/** Which files a reader takes: e_type, and e_machine for each class. */
export interface Wanted {
  readonly type: readonly [number, name: string];
  readonly machines: Readonly<Record<Class, readonly number[]>>;
  readonly machinesText: string;
}

export function readElfFile(bytes: Uint8Array, wanted: Wanted): ElfFile {
  const ident = new Row(bytes, IDENT, "ELF header");
  if (ident.get("e_ident[EI_MAG]") !== MAGIC) ident.refuse("e_ident[EI_MAG]", "0x464c457f (7f 45 4c 46)");
  const number = ident.get("e_ident[EI_CLASS]");
  const classes = ([32, 64] as const).filter((bits) => wanted.machines[bits].length > 0);
  const bits = classes.find((each) => (each === 32 ? 1 : 2) === number);
  if (bits === undefined) {
    return ident.refuse("e_ident[EI_CLASS]", classes.length === 1 ? "1 (32 bits)" : "1 (32 bits) or 2 (64 bits)");
  }
  if (ident.get("e_ident[EI_DATA]") !== LITTLE_ENDIAN) ident.refuse("e_ident[EI_DATA]", "1 (little-endian)");
  if (ident.get("e_ident[EI_VERSION]") !== VERSION) ident.refuse("e_ident[EI_VERSION]", "1");

  const header = new Row(bytes, HEADER[bits], "ELF header");
  const [type, typeName] = wanted.type;
  if (header.get("e_type") !== type) header.refuse("e_type", `${type} (${typeName})`);
  if (!wanted.machines[bits].includes(header.get("e_machine"))) header.refuse("e_machine", wanted.machinesText);
  if (header.get("e_version") !== VERSION) header.refuse("e_version", "1");
  return { bytes, class: bits, header, sections: readSections(bytes, header, SECTION_HEADER[bits]) };
}

function readSections(
  bytes: Uint8Array,
  header: Row<HeaderField>,
  shape: Shape<SectionField>,
): readonly Row<SectionField>[] {
  const at = header.get("e_shoff");
  if (at === 0) return [];
  if (header.get("e_shentsize") !== shape.bytes) header.refuse("e_shentsize", `${shape.bytes}`);
  return rowsOf(stretch(bytes, at, header.get("e_shnum") * shape.bytes, header.path("e_shoff")), shape, "section");
}

export function rowsOf<Name extends string>(table: Uint8Array, shape: Shape<Name>, what: string): Row<Name>[] {
  const count = Math.floor(table.length / shape.bytes);
  return Array.from(
    { length: count },
    (_, i) => new Row(table.subarray(i * shape.bytes, (i + 1) * shape.bytes), shape, `${what} ${i}`),
  );
}

export function sectionBytes(file: ElfFile, section: Row<SectionField>): Uint8Array {
  if (section.get("sh_type") === SHT_NOBITS) section.refuse("sh_type", "a section with bytes in the file");
  return stretch(file.bytes, section.get("sh_offset"), section.get("sh_size"), section.path("sh_offset"));
}

/** The section another one names in sh_link or sh_info. */
export function sectionNamedBy(
  file: ElfFile,
  section: Row<SectionField>,
  field: "sh_link" | "sh_info",
): Row<SectionField> {
  return (
    file.sections[section.get(field)] ?? section.refuse(field, `the number of one of ${file.sections.length} sections`)
  );
}

/** Table of fixed-size records in a section. */
export function sectionRows<Name extends string>(
  file: ElfFile,
  section: Row<SectionField>,
  shape: Shape<Name>,
  what: string,
): Row<Name>[] {
  if (section.get("sh_entsize") !== shape.bytes) section.refuse("sh_entsize", `${shape.bytes}`);
  if (section.get("sh_size") % shape.bytes !== 0) section.refuse("sh_size", `a multiple of ${shape.bytes}`);
  return rowsOf(sectionBytes(file, section), shape, what);
}

export interface ElfSymbol {
  readonly row: Row<SymbolField>;
  readonly name: string;
  /** Number of its section, SHN_UNDEF, SHN_ABS, or another reserved number. */
  readonly section: number;
  /** STT_ number. */
  readonly kind: number;
}

/** All symbols in the order of the table, so that relocations can count them; none if the file is stripped. */
export function readSymbols(file: ElfFile): readonly ElfSymbol[] {
  const tables = file.sections.filter((section) => section.get("sh_type") === SHT_SYMTAB);
  const [table] = tables;
  if (table === undefined) return [];
  if (tables.length > 1) malformed("sections", "one symbol table", `${tables.length}`);
  const shape = SYMBOL[file.class];
  if (table.get("sh_size") > SYMBOLS_MAX * shape.bytes) table.refuse("sh_size", `at most ${SYMBOLS_MAX} symbols`);
  const names = sectionBytes(file, sectionNamedBy(file, table, "sh_link"));
  return sectionRows(file, table, shape, "symbol").map((row) => ({
    row,
    name: row.get("st_name") === 0 ? "" : textAt(names, row.get("st_name"), SYMBOL_NAME_MAX, row.path("st_name")),
    section: row.get("st_shndx"),
    kind: row.get("st_info") & 0xf,
  }));
}

export const isNamed = ({ name, kind, section }: ElfSymbol): boolean =>
  name !== "" && kind !== STT_SECTION && kind !== STT_FILE && section !== SHN_UNDEF;

export function typeOf({ kind, section }: ElfSymbol): SymbolType {
  if (section === SHN_ABS) return "absolute";
  if (kind === STT_FUNC) return "function";
  return kind === STT_OBJECT ? "object" : "label";
}
