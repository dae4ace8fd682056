// Writes small ELF files, for tests: field after field in the order of the specification.

class Out {
  readonly bytes: number[] = [];

  word(value: number, size: number): this {
    for (let i = 0; i < size; i += 1) this.bytes.push(i < 4 ? (value >>> (8 * i)) & 0xff : 0);
    return this;
  }
}

export interface WrittenSection {
  readonly name: string;
  readonly type: number;
  readonly flags?: number;
  readonly bytes: readonly number[];
  readonly link?: number;
  readonly info?: number;
  readonly align?: number;
  readonly entsize?: number;
}

export interface WrittenSegment {
  readonly type?: number;
  readonly paddr: number;
  readonly bytes: readonly number[];
  readonly memsz?: number;
  readonly flags?: number;
}

export interface WrittenSymbol {
  readonly name: string;
  readonly value: number;
  readonly size?: number;
  /** STT_ number. */
  readonly kind?: number;
  /** Section number; 0 undefined, 0xfff1 absolute. */
  readonly section: number;
}

export interface WrittenElf {
  readonly class?: 32 | 64;
  readonly machine?: number;
  readonly type?: number;
  readonly entry?: number;
  readonly segments?: readonly WrittenSegment[];
  /** Number 1 and up; the symbol table, its strings and the section names follow them. */
  readonly sections?: readonly WrittenSection[];
  readonly symbols?: readonly WrittenSymbol[];
}

const textBytes = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));

/** Strings behind one another, the empty one first; where each begins. */
function stringTable(names: readonly string[]): { bytes: number[]; at: number[] } {
  const bytes = [0];
  const at = names.map((name) => {
    const start = bytes.length;
    bytes.push(...textBytes(name), 0);
    return start;
  });
  return { bytes, at };
}

function symbolTable(symbols: readonly WrittenSymbol[], bits: 32 | 64): { table: number[]; strings: number[] } {
  const names = stringTable(symbols.map(({ name }) => name));
  const out = new Out().word(0, bits === 32 ? 16 : 24);
  symbols.forEach(({ name, value, size = 0, kind = 0, section }, i) => {
    const at = name === "" ? 0 : (names.at[i] ?? 0);
    if (bits === 32) out.word(at, 4).word(value, 4).word(size, 4).word(kind, 1).word(0, 1).word(section, 2);
    else out.word(at, 4).word(kind, 1).word(0, 1).word(section, 2).word(value, 8).word(size, 8);
  });
  return { table: out.bytes, strings: names.bytes };
}

/** R_386 relocation entries. */
export const relocations = (list: readonly (readonly [offset: number, symbol: number, type: number])[]): number[] =>
  list.reduce((out, [offset, symbol, type]) => out.word(offset, 4).word((symbol << 8) | type, 4), new Out()).bytes;

export function writeElf(elf: WrittenElf): Uint8Array {
  const { class: bits = 32, machine = 3, type = 2, entry = 0, segments = [], symbols = [] } = elf;
  const wide = bits === 32 ? 4 : 8;
  const [headerSize, programSize, sectionSize] = bits === 32 ? [52, 32, 40] : [64, 56, 64];
  const own = elf.sections ?? [];
  const { table, strings } = symbolTable(symbols, bits);
  const symtab = own.length + 1;
  const withSymbols: WrittenSection[] = [
    { name: "", type: 0, bytes: [] },
    ...own,
    { name: ".symtab", type: 2, bytes: table, link: symtab + 1, info: 1, entsize: bits === 32 ? 16 : 24 },
    { name: ".strtab", type: 3, bytes: strings },
  ];
  const hasSections = own.length > 0 || symbols.length > 0;
  const names = stringTable([...withSymbols.map(({ name }) => name), ".shstrtab"]);
  const sections = hasSections ? [...withSymbols, { name: ".shstrtab", type: 3, bytes: names.bytes }] : [];

  const body: number[] = [];
  const bodyAt = headerSize + segments.length * programSize;
  const place = (bytes: readonly number[]): number => {
    body.push(...bytes);
    return bodyAt + body.length - bytes.length;
  };
  const segmentAt = segments.map(({ bytes }) => place(bytes));
  const sectionAt = sections.map(({ bytes }) => place(bytes));

  const out = new Out();
  out.bytes.push(0x7f, ...textBytes("ELF"), bits / 32, 1, 1, ...Array<number>(9).fill(0));
  out.word(type, 2).word(machine, 2).word(1, 4).word(entry, wide);
  out.word(segments.length > 0 ? headerSize : 0, wide).word(hasSections ? bodyAt + body.length : 0, wide);
  out.word(0, 4).word(headerSize, 2).word(programSize, 2).word(segments.length, 2);
  out
    .word(sectionSize, 2)
    .word(sections.length, 2)
    .word(Math.max(0, sections.length - 1), 2);
  segments.forEach(({ type: kind = 1, paddr, bytes, memsz = bytes.length, flags = 7 }, i) => {
    out.word(kind, 4);
    if (bits === 64) out.word(flags, 4);
    out
      .word(segmentAt[i] ?? 0, wide)
      .word(paddr, wide)
      .word(paddr, wide)
      .word(bytes.length, wide)
      .word(memsz, wide);
    if (bits === 32) out.word(flags, 4);
    out.word(4096, wide);
  });
  out.bytes.push(...body);
  sections.forEach(({ type: kind, flags = 0, bytes, link = 0, info = 0, align = 1, entsize = 0 }, i) => {
    out
      .word(names.at[i] ?? 0, 4)
      .word(kind, 4)
      .word(flags, wide)
      .word(0, wide)
      .word(sectionAt[i] ?? 0, wide);
    out.word(bytes.length, wide).word(link, 4).word(info, 4).word(align, wide).word(entsize, wide);
  });
  return Uint8Array.from(out.bytes);
}
