// What is read of an executable, and what each malformation is told as.

import { describe, expect, it } from "vitest";
import { problemText } from "../core/errors.ts";
import { readElf } from "./elf.ts";
import { writeElf, type WrittenElf } from "./testing/elf-writer.ts";

const CODE = [0xb8, 1, 0, 0, 0, 0xc3];
const HELLO: WrittenElf = {
  entry: 0x100002,
  segments: [
    { type: 0x6474e551, paddr: 0, bytes: [] },
    { paddr: 0x100000, bytes: CODE, memsz: 0x1800, flags: 5 },
    { paddr: 0x102000, bytes: [], memsz: 0x100, flags: 6 },
  ],
  symbols: [
    { name: "start", value: 0x100000, size: 6, kind: 2, section: 1 },
    { name: "counter", value: 0x102000, size: 4, kind: 1, section: 2 },
    { name: "elsewhere", value: 0, section: 0 },
    { name: "file.c", value: 0, kind: 4, section: 0xfff1 },
    { name: "SIZE", value: 6, section: 0xfff1 },
  ],
};

const BITS = [32, 64] as const;
const machineOf = { 32: 3, 64: 62 } as const;
const hello = (bits: 32 | 64, more: Partial<WrittenElf> = {}): Uint8Array =>
  writeElf({ ...HELLO, class: bits, machine: machineOf[bits], ...more });

/** A copy with bytes of the file overwritten. */
function patched(bytes: Uint8Array, at: number, ...values: number[]): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy.set(values, at);
  return copy;
}

function complaint(bytes: Uint8Array): string {
  const read = readElf(bytes);
  return read.ok ? "accepted" : read.problems.map(problemText).join("; ");
}

describe.each(BITS)("an ELF%i executable", (bits) => {
  it("gives its entry, the segments that take memory, and its symbols", () => {
    const read = readElf(hello(bits));
    expect(read.ok && read.value.entry).toBe(0x100002);
    expect(read.ok && read.value.segments.map(({ bytes, ...rest }) => ({ ...rest, bytes: [...bytes] }))).toEqual([
      { header: 1, paddr: 0x100000, filesz: 6, memsz: 0x1800, flags: 5, bytes: CODE },
      { header: 2, paddr: 0x102000, filesz: 0, memsz: 0x100, flags: 6, bytes: [] },
    ]);
    expect(read.ok && read.value.symbols).toEqual([
      { name: "start", value: 0x100000, size: 6, type: "function" },
      { name: "counter", value: 0x102000, size: 4, type: "object" },
      { name: "SIZE", value: 6, size: 0, type: "absolute" },
    ]);
  });

  it("needs neither sections nor symbols", () => {
    const read = readElf(hello(bits, { symbols: [] }));
    expect(read.ok && read.value.symbols).toEqual([]);
  });

  it("is refused wherever it is cut off", () => {
    const whole = hello(bits);
    for (let length = 0; length < whole.length; length += 1) {
      expect(complaint(whole.subarray(0, length)), `${length} bytes`).not.toBe("accepted");
    }
  });

  it("is refused for another machine, type or version", () => {
    expect(complaint(hello(bits, { machine: 40 }))).toContain("ELF header, e_machine: expected 3 (EM_386)");
    expect(complaint(hello(bits, { type: 3 }))).toBe("ELF header, e_type: expected 2 (ET_EXEC), got 0x3");
    expect(complaint(patched(hello(bits), 20, 2))).toBe("ELF header, e_version: expected 1, got 0x2");
  });

  it("is refused when a segment is larger in the file than in memory", () => {
    const elf = hello(bits, { segments: [{ paddr: 0x100000, bytes: CODE, memsz: 5 }] });
    expect(complaint(elf)).toBe("program header 0, p_filesz: expected at most p_memsz, 0x5, got 0x6");
  });

  it("is refused when a segment ends beyond 4 GiB", () => {
    const elf = hello(bits, { segments: [{ paddr: 0xfffff000, bytes: CODE, memsz: 0x1001 }] });
    expect(complaint(elf)).toBe("program header 0, p_memsz: expected an end below 4 GiB, got 0xfffff000 + 0x1001");
    const fits = { entry: 0xfffff000, segments: [{ paddr: 0xfffff000, bytes: CODE, memsz: 0x1000 }] };
    expect(complaint(hello(bits, fits))).toBe("accepted");
  });

  it("is refused when nothing is to be loaded, or when the entry lies in no segment", () => {
    expect(complaint(hello(bits, { segments: [] }))).toBe("program headers: expected at least one PT_LOAD, got none");
    expect(complaint(hello(bits, { entry: 0x101800 }))).toBe(
      "ELF header, e_entry: expected an address in a segment: 0x100000 to 0x1017ff, 0x102000 to 0x1020ff, got 0x101800",
    );
  });
});

describe("the fields of the header", () => {
  const elf = hello(32);
  it.each([
    ["magic", 0, 0x7e, "ELF header, e_ident[EI_MAG]: expected 0x464c457f"],
    ["class", 4, 3, "ELF header, e_ident[EI_CLASS]: expected 1 (32 bits) or 2 (64 bits), got 0x3"],
    ["byte order", 5, 2, "ELF header, e_ident[EI_DATA]: expected 1 (little-endian), got 0x2"],
    ["version", 6, 0, "ELF header, e_ident[EI_VERSION]: expected 1, got 0x0"],
    ["size of a program header", 42, 33, "ELF header, e_phentsize: expected 32, got 0x21"],
    ["size of a section header", 46, 41, "ELF header, e_shentsize: expected 40, got 0x29"],
    ["place of the program headers", 31, 1, "ELF header, e_phoff: expected an end inside the file"],
    ["place of the section headers", 35, 0xff, "ELF header, e_shoff: expected an end inside the file"],
    ["number of program headers", 45, 8, "ELF header, e_phnum: expected at most 1024, got 0x803"],
  ])("a wrong %s is named", (_, at, value, text) => {
    expect(complaint(patched(elf, at, value))).toContain(text);
  });

  it("a segment's bytes lie inside the file, and its end does not wrap", () => {
    const offset = 52 + 32 + 4;
    expect(complaint(patched(elf, offset, 0xff, 0xff, 0xff, 0xff))).toContain(
      `program header 1, p_offset: expected an end inside the file of ${elf.length} bytes, got 0xffffffff + 0x6`,
    );
  });

  it("a symbol's name lies inside the string table", () => {
    const bytes = hello(32);
    const shoff = new DataView(bytes.buffer).getUint32(32, true);
    const symtab = new DataView(bytes.buffer).getUint32(shoff + 40 + 16, true);
    expect(complaint(patched(bytes, symtab + 16, 0xff, 0xff))).toContain(
      "symbol 1, st_name: expected an offset of text in the string table",
    );
  });
});

describe("64-bit values", () => {
  const elf = hello(64);
  it("that are needed must fit 32 bits", () => {
    expect(complaint(patched(elf, 24 + 4, 1))).toBe(
      "ELF header, e_entry: expected a value of 32 bits, got 0x100100002",
    );
    const header = 64 + 56;
    expect(complaint(patched(elf, header + 24 + 7, 0x80))).toContain("program header 1, p_paddr: expected a value of");
    expect(complaint(patched(elf, header + 40 + 4, 1))).toContain("program header 1, p_memsz: expected a value of");
  });

  it("that are not needed may be anything: the linear address, and symbols of the upper half are left out", () => {
    const header = 64 + 56;
    const upper = patched(elf, header + 16 + 4, 0xff, 0xff, 0xff, 0xff);
    const shoff = new DataView(elf.buffer).getUint32(40, true);
    const symtab = new DataView(elf.buffer).getUint32(shoff + 64 + 24, true);
    const read = readElf(patched(upper, symtab + 24 + 8 + 4, 0xff, 0xff, 0xff, 0xff));
    expect(read.ok && read.value.symbols.map(({ name }) => name)).toEqual(["counter", "SIZE"]);
  });
});
