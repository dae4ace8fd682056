// Code sections of an object, laid out and relocated.

import { describe, expect, it } from "vitest";
import { problemText } from "../core/errors.ts";
import { readCodeObject } from "./elf-object.ts";
import { relocations, writeElf, type WrittenSection, type WrittenSymbol } from "./testing/elf-writer.ts";

const CODE = { type: 1, flags: 6 } as const;
const R_32 = 1;
const R_PC32 = 2;
const R_PLT32 = 4;

/** call far; .long table; ret — and the second section begins at 16. */
const TEXT: WrittenSection = {
  name: ".text",
  ...CODE,
  bytes: [0xe8, 0xfc, 0xff, 0xff, 0xff, 2, 0, 0, 0, 0xc3],
  align: 4,
};
const FAR: WrittenSection = { name: ".text.far", ...CODE, bytes: [0x90, 0xc3, 0xaa, 0xbb], align: 16 };
const DATA: WrittenSection = { name: ".data", type: 1, flags: 3, bytes: [1, 2, 3, 4] };
const rel = (target: number, symtab: number, list: Parameters<typeof relocations>[0]): WrittenSection => ({
  name: ".rel",
  type: 9,
  bytes: relocations(list),
  link: symtab,
  info: target,
  entsize: 8,
});
const SYMBOLS: readonly WrittenSymbol[] = [
  { name: "", value: 0, kind: 3, section: 2 },
  { name: "start", value: 0, kind: 2, section: 1, size: 10 },
  { name: "far", value: 1, section: 2 },
  { name: "CODE_SIZE", value: 0x1ce, section: 0xfff1 },
  { name: "printk", value: 0, section: 0 },
  { name: "counter", value: 0, kind: 1, section: 3 },
];

const object = (list: Parameters<typeof relocations>[0], more: Partial<Parameters<typeof writeElf>[0]> = {}) =>
  writeElf({ type: 1, sections: [TEXT, FAR, DATA, rel(1, 5, list)], symbols: SYMBOLS, ...more });

function complaint(bytes: Uint8Array): string {
  const read = readCodeObject(bytes);
  return read.ok ? "accepted" : read.problems.map(problemText).join("; ");
}

describe("a code object", () => {
  it("gives its code sections at their alignment, and symbols that count from the first byte", () => {
    const read = readCodeObject(object([]));
    expect(read.ok && [...read.value.bytes]).toEqual([...TEXT.bytes, 0, 0, 0, 0, 0, 0, ...FAR.bytes]);
    expect(read.ok && read.value.symbols).toEqual([
      { name: "start", value: 0, size: 10, type: "function" },
      { name: "far", value: 17, size: 0, type: "label" },
      { name: "CODE_SIZE", value: 0x1ce, size: 0, type: "absolute" },
    ]);
  });

  it.each([
    ["R_386_PC32", R_PC32],
    ["R_386_PLT32", R_PLT32],
  ])("%s makes a call reach its target, wherever the code lies", (_, type) => {
    for (const origin of [0, 0xc0300000]) {
      const read = readCodeObject(object([[1, 3, type]]), origin);
      expect(read.ok && new DataView(read.value.bytes.buffer).getInt32(1, true)).toBe(17 - 5);
    }
  });

  it("a relative relocation counts from where its own section lies", () => {
    const later: WrittenSection = { ...FAR, bytes: [0xe8, 0xfc, 0xff, 0xff, 0xff, 0xc3] };
    const read = readCodeObject(object([], { sections: [TEXT, later, DATA, rel(2, 5, [[1, 2, R_PC32]])] }));
    expect(read.ok && new DataView(read.value.bytes.buffer).getInt32(17, true)).toBe(0 - (16 + 5));
  });

  it("R_386_32 adds the address to what is in place", () => {
    const read = readCodeObject(object([[5, 1, R_32]]), 0xc0300000);
    expect(read.ok && new DataView(read.value.bytes.buffer).getUint32(5, true)).toBe(0xc0300000 + 16 + 2);
    const absolute = readCodeObject(object([[5, 4, R_32]]), 0xc0300000);
    expect(absolute.ok && new DataView(absolute.value.bytes.buffer).getUint32(5, true)).toBe(0x1ce + 2);
  });

  it("does not change the file it was read from", () => {
    const file = object([[5, 1, R_32]]);
    const before = Uint8Array.from(file);
    readCodeObject(file, 0x1000);
    expect(file).toEqual(before);
  });

  it("ignores relocations of what is not code", () => {
    const debug: WrittenSection = { name: ".debug", type: 1, bytes: [0, 0, 0, 0] };
    const sections = [TEXT, FAR, DATA, debug, rel(4, 6, [[0, 5, 99]])];
    expect(complaint(object([], { sections }))).toBe("accepted");
  });

  it.each([
    [
      "an undefined symbol by its name",
      [[1, 5, R_PC32]],
      "section 4, relocation 0: expected a symbol defined in this file, got printk",
    ],
    [
      "a symbol outside the code",
      [[5, 6, R_32]],
      "section 4, relocation 0: expected a symbol in a code section, got counter in .data",
    ],
    ["a symbol that does not exist", [[1, 99, R_32]], "section 4, relocation 0, r_info: expected one of 7 symbols"],
    ["another type", [[1, 3, 20]], "section 4, relocation 0, r_info: expected type 1 (R_386_32)"],
    [
      "a place outside the section",
      [[7, 3, R_32]],
      "section 4, relocation 0, r_offset: expected at most 0xa - 4, got 0x7",
    ],
  ] as const)("is refused for a relocation against %s", (_, list, text) => {
    expect(complaint(object(list))).toContain(text);
  });

  it("is refused without code, with a strange alignment, with addends apart, or as an executable", () => {
    const only = (...sections: WrittenSection[]) => complaint(writeElf({ type: 1, sections }));
    expect(only(DATA)).toContain("sections: expected a section that holds code");
    expect(only({ ...TEXT, align: 3 })).toContain(
      "section 1, sh_addralign: expected a power of two up to 4096, got 0x3",
    );
    expect(only({ ...TEXT, align: 8192 })).toContain("section 1, sh_addralign");
    expect(only(TEXT, { ...rel(1, 3, []), type: 4 })).toContain("section 2, sh_type: expected 9 (SHT_REL)");
    expect(complaint(object([], { type: 2 }))).toBe("ELF header, e_type: expected 1 (ET_REL), got 0x2");
    expect(complaint(object([], { class: 64 }))).toContain("e_ident[EI_CLASS]: expected 1 (32 bits), got 0x2");
  });
});
