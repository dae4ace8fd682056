// Cores of an i386: what is written is read again, and what is read is what would have been written.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Result } from "../core/errors.ts";
import {
  type CoreLoad,
  coreHeaders,
  findNote,
  kjumpNote,
  notesBytes,
  oldMemoryHeaders,
  prstatusNote,
  readCoreHeaders,
  readKjump,
  readNotes,
  readOldMemoryHeaders,
  readPrstatus,
  readRepeatingCore,
  readVmcoreinfo,
  vmcoreinfoNote,
} from "./elf-core.ts";
import { headersSize, SHAPE } from "./elf-core-shapes.ts";
import { Dice, mutated, type Mutation, MUTATIONS } from "./testing/mutate.ts";

const PAGE = 4096;
const WORD = fc.nat(0xffffffff);
const ASCII = fc.string({ maxLength: 20 });

const notes = fc.array(fc.record({ name: ASCII, type: WORD, desc: fc.uint8Array({ maxLength: 200 }) }), {
  maxLength: 8,
});

/** From gaps and sizes in pages; the last frame of 4 GiB is in reach. */
const loads: fc.Arbitrary<CoreLoad[]> = fc
  .array(fc.tuple(fc.nat(0x8000), fc.integer({ min: 1, max: 0x8000 })), { minLength: 1, maxLength: 16 })
  .map((pairs) => {
    let end = 0;
    return pairs.map(([gap, pages]) => {
      const paddr = end + gap * PAGE;
      end = paddr + pages * PAGE;
      return { paddr, bytes: pages * PAGE };
    });
  });
const places = fc.array(
  fc.record({ paddr: fc.nat(0x3ffffff).map((word) => word * 4), bytes: fc.nat(0x400).map((word) => word * 4) }),
  { maxLength: 5 },
);

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const problemsOf = (result: Result<unknown>) => (result.ok ? [] : result.problems);

/** Sets bytes of the program header of that number. */
function withField(
  file: Uint8Array,
  header: number,
  name: keyof typeof SHAPE.program.fields,
  value: bigint,
): Uint8Array {
  const out = Uint8Array.from(file);
  const [at, size] = SHAPE.program.fields[name];
  for (let i = 0; i < size; i += 1) out[headersSize(header) + at + i] = Number((value >> BigInt(8 * i)) & 0xffn);
  return out;
}

describe("a core file", () => {
  it("gives back notes and loads, whose bytes lie in pages one behind the other", () => {
    fc.assert(
      fc.property(notes, loads, (someNotes, someLoads) => {
        const { head, offsets, fileBytes } = coreHeaders(someNotes, someLoads);
        const read = valueOf(readCoreHeaders(head, fileBytes));
        expect(read.notes.map(({ desc, ...rest }) => ({ ...rest, desc: [...desc] }))).toEqual(
          someNotes.map(({ desc, ...rest }) => ({ ...rest, desc: [...desc] })),
        );
        expect(read.loads).toEqual(someLoads.map((load, i) => ({ ...load, offset: offsets[i] })));
        expect([head.length % PAGE, offsets[0]]).toEqual([0, head.length]);
        expect(fileBytes - head.length).toBe(someLoads.reduce((sum, { bytes }) => sum + bytes, 0));
      }),
    );
  });

  it("may hold all of 4 GiB: offsets go beyond 32 bits", () => {
    const all = [
      { paddr: 0, bytes: 0xffff_f000 },
      { paddr: 0xffff_f000, bytes: PAGE },
    ];
    const { head, fileBytes } = coreHeaders([], all);
    const { loads: read } = valueOf(readCoreHeaders(head, fileBytes));
    expect(read).toEqual(all.map((load, i) => ({ ...load, offset: i === 0 ? PAGE : 0x1_0000_0000 })));
  });

  it("names the header and the field that are wrong", () => {
    const { head, fileBytes } = coreHeaders([kjumpNote({ entry: 1, map: 2, elfcorehdr: 3, sleepState: 5 })], [
      { paddr: 0x1000, bytes: 0x2000 },
      { paddr: 0x8000, bytes: 0x1000 },
    ]); // prettier-ignore
    const wrong: readonly (readonly [Uint8Array, number, string, RegExp])[] = [
      [withField(head, 2, "p_filesz", 0x1001n), fileBytes, "program header 2, p_filesz", /0x1001$/],
      [withField(head, 2, "p_filesz", 1n << 63n), fileBytes, "program header 2, p_filesz", /at most 0xffff8000, got 0x8000000000000000/],
      [withField(head, 2, "p_paddr", 0x2000n), fileBytes, "program header 2, p_paddr", /0x3000 or more/],
      [withField(head, 2, "p_offset", 0x1000n), fileBytes, "program header 2, p_offset", /0x3000, got 0x1000/],
      [withField(head, 2, "p_vaddr", 0n), fileBytes, "program header 2, p_vaddr", /0xc0008000, got 0x0/],
      [withField(head, 2, "p_memsz", 0x2000n), fileBytes, "program header 2, p_memsz", /0x1000, got 0x2000/],
      [withField(head, 1, "p_type", 4n), fileBytes, "program headers", /one PT_NOTE, got 2/],
      [withField(head, 2, "p_type", 4n), fileBytes, "program header 2, p_type", /0x1, got 0x4/],
      [head, fileBytes - 1, "file", /bytes/],
      [head.slice(0, 300), fileBytes, "padding of the headers", /300 bytes/],
      [head.with(headersSize(3) + 100, 1), fileBytes, `padding at 0x${(headersSize(3) + 100).toString(16)}`, /0x0, got 0x1/],
      [head.with(18, 62), fileBytes, "ELF header, e_machine", /0x3, got 0x3e/],
      [head.with(4, 1), fileBytes, "ELF header, e_ident[EI_CLASS]", /0x2, got 0x1/],
    ]; // prettier-ignore
    for (const [bytes, size, path, words] of wrong) {
      const [problem] = problemsOf(readCoreHeaders(bytes, size));
      expect(problem?.path).toBe(path);
      expect(`${problem?.expected}, got ${problem?.got}`).toMatch(words);
    }
  });
});

describe("a core file that shows pages once more", () => {
  const own: readonly CoreLoad[] = [
    { paddr: 0x1000, bytes: 0x4000 },
    { paddr: 0x20000, bytes: 0x2000 },
  ];
  const again = [
    { paddr: 0x8000, bytes: 0x2000, offset: 0x1000 },
    { paddr: 0xa000, bytes: 0x1000, offset: 0 },
    { paddr: 0x30000, bytes: 0x2000, offset: 0x4000 },
  ];

  it("has them behind its loads, and no byte more in the file", () => {
    const { head, fileBytes } = coreHeaders([], own, again);
    expect(fileBytes - head.length).toBe(0x6000);
    const read = valueOf(readRepeatingCore(head, fileBytes));
    expect(read.repeats).toEqual(again);
    expect(read.loads.map(({ paddr, bytes }) => ({ paddr, bytes }))).toEqual(own);
    expect(problemsOf(readCoreHeaders(head, fileBytes))[0]?.path).toBe("program header 3, p_paddr");
    const plain = coreHeaders([], own);
    expect(valueOf(readRepeatingCore(plain.head, plain.fileBytes)).repeats).toEqual([]);
  });

  it("is refused where they are no pages of a load, or stand where a load stands", () => {
    const { head, fileBytes } = coreHeaders([], own, again);
    for (const [field, value, words] of [
      ["p_offset", 0x10n, "a page of a load"],
      ["p_offset", BigInt(fileBytes), "at most"],
      ["p_offset", 0n, "a page of a load"],
      ["p_paddr", 0x21000n, "an address that no load has"],
      ["p_vaddr", 0n, "0xc0030000"],
    ] as const) {
      const [problem] = problemsOf(readRepeatingCore(withField(head, 5, field, value), fileBytes));
      expect(problem?.path).toBe(`program header 5, ${field}`);
      expect(problem?.expected).toContain(words);
    }
  });

  it("damaged is refused with the place, or holds what the writer makes of what was read", () => {
    const { head, fileBytes } = coreHeaders([], own, again);
    const dice = new Dice(0x2e7);
    let accepted = 0;
    for (let i = 0; i < 10_000; i += 1) {
      const file = mutated([head], MUTATIONS, dice);
      const read = readRepeatingCore(file, fileBytes);
      if (!read.ok) continue;
      accepted += 1;
      const { notes: some, loads: those, repeats } = read.value;
      const written = coreHeaders(some, those, repeats).head;
      expect(written.findIndex((byte, at) => byte !== file[at])).toBe(-1);
    }
    expect(accepted).toBeGreaterThan(100);
    expect(accepted).toBeLessThan(9_000);
  });
});

describe("the header segment of old memory", () => {
  it("gives back where notes and memory lie, whatever follows it", () => {
    fc.assert(
      fc.property(places, loads, fc.uint8Array({ maxLength: 64 }), (somePlaces, someLoads, tail) => {
        const bytes = oldMemoryHeaders(somePlaces, someLoads);
        expect(valueOf(readOldMemoryHeaders(Uint8Array.of(...bytes, ...tail)))).toEqual({
          notes: somePlaces,
          loads: someLoads,
        });
      }),
    );
  });

  it("is no file, and a file is no such segment", () => {
    const load = { paddr: 0x100000, bytes: 0x4000 };
    const segment = oldMemoryHeaders([{ paddr: 0x200000, bytes: 0x100 }], [load]);
    const { head } = coreHeaders([], [load]);
    expect(problemsOf(readOldMemoryHeaders(head))[0]?.path).toBe("program header 0, p_offset");
    expect(problemsOf(readCoreHeaders(segment, segment.length + load.bytes))[0]?.path).toBe(
      "program header 0, p_offset",
    );
  });
});

describe("notes", () => {
  it("of registers, of a kernel's symbols and of a jump say what they were made of", () => {
    const registers = { ebx: 1, esi: 0xffffffff, eip: 0xc0100010, esp: 0xc0302000, ss: 0x68 };
    const info = new Map([
      ["OSRELEASE", "2.6.24"],
      ["SYMBOL(mem_map)", "c0400000"],
      ["OFFSET(page.flags)", "0"],
      ["CONFIG", "a=b"],
    ]);
    const facts = { entry: 0x3000d7, map: 0x302002, elfcorehdr: 0x2ffc000, sleepState: 5 };
    const bytes = notesBytes([prstatusNote(registers, 42), vmcoreinfoNote(info), kjumpNote(facts)]);
    const read = valueOf(readNotes(Uint8Array.of(...bytes, ...new Uint8Array(40))));
    const find = (name: string) => {
      const note = findNote(read, name);
      if (note === undefined) throw new Error(`no note ${name}`);
      return note;
    };
    expect(find("CORE").desc.length).toBe(144);
    expect(valueOf(readPrstatus(find("CORE")))).toMatchObject({ pid: 42, registers: { ...registers, eax: 0, cs: 0 } });
    expect(valueOf(readVmcoreinfo(find("VMCOREINFO")))).toEqual(info);
    expect(valueOf(readKjump(find("KJUMP")))).toEqual(facts);
  });

  it("are refused by name where they do not hold what they should", () => {
    const info = (text: string) => ({ ...vmcoreinfoNote(new Map()), desc: new TextEncoder().encode(text) });
    expect(problemsOf(readPrstatus({ ...prstatusNote({}, 1), desc: new Uint8Array(336) }))).toEqual([
      { path: "note CORE, n_descsz", expected: "144 bytes", got: "336 bytes" },
    ]);
    expect(
      problemsOf(readKjump({ ...kjumpNote({ entry: 0, map: 0, elfcorehdr: 0, sleepState: 0 }), type: 2 })),
    ).toEqual([{ path: "note KJUMP, n_type", expected: "0x4b4a0000", got: "0x2" }]);
    expect(problemsOf(readVmcoreinfo(info("A=1\nB\n")))[0]?.path).toBe("note VMCOREINFO, line 2");
    expect(problemsOf(readVmcoreinfo(info("A=1\nA=2\n")))[0]?.got).toBe("A again");
    expect(problemsOf(readVmcoreinfo(info("A=1")))[0]?.got).toBe("none");
    expect(problemsOf(readNotes(notesBytes([kjumpNote({ entry: 0, map: 0, elfcorehdr: 0, sleepState: 0 })]).slice(0, 30)))[0])
      .toMatchObject({ path: "note 0, n_descsz" }); // prettier-ignore
  });
});

/** Damage where the headers are, in steps of their fields. */
const inHeaders: Mutation = (bytes, dice) => {
  const at = Math.min(bytes.length - 1, 4 * dice.below(100));
  bytes[at] = dice.of([0, 1, 2, 4, 5, 0x10, 0x80, 0xff, dice.below(256)]);
  return bytes;
};
const SEED_NOTES = [
  prstatusNote({ eip: 0xc0100000 }, 7),
  vmcoreinfoNote(new Map([["PAGESIZE", "4096"]])),
  kjumpNote({ entry: 0x300000, map: 0x302002, elfcorehdr: 0x400000, sleepState: 4 }),
];
const SEED_LOADS = [
  { paddr: 0x1000, bytes: 0x9e000 },
  { paddr: 0x100000, bytes: 0x300000 },
  { paddr: 0x38000000, bytes: 0x1000 },
];

describe("100,000 damaged cores", () => {
  const { head, fileBytes } = coreHeaders(SEED_NOTES, SEED_LOADS);
  const segment = oldMemoryHeaders([{ paddr: 0x200000, bytes: 0x200 }], SEED_LOADS);
  const mutations = [...MUTATIONS, inHeaders, inHeaders];

  it("are refused with the place, or hold what the writer makes of what was read", () => {
    const dice = new Dice(0xe1f);
    const places = new Set<string>();
    let accepted = 0;
    const judge = <T>(result: Result<T>, bytes: Uint8Array, again: (value: T) => Uint8Array): void => {
      if (!result.ok) {
        const [problem] = result.problems;
        if (problem === undefined || problem.expected === "" || problem.path === "") throw new Error("no word");
        places.add(problem.path);
        return;
      }
      accepted += 1;
      const written = again(result.value);
      const differs = written.findIndex((byte, i) => byte !== bytes[i]);
      if (differs >= 0) throw new Error(`byte ${differs} was taken for another`);
    };
    for (let i = 0; i < 50_000; i += 1) {
      const file = mutated([head], mutations, dice);
      const size = dice.below(16) === 0 ? dice.below(fileBytes * 2) : fileBytes;
      judge(readCoreHeaders(file, size), file, (core) => coreHeaders(core.notes, core.loads).head);
      if (i % 50 === 0 && file.length > 0) readNotes(file.subarray(headersSize(4)));
      const old = mutated([segment], mutations, dice);
      judge(readOldMemoryHeaders(old), old, ({ notes: some, loads: others }) => oldMemoryHeaders(some, others));
    }
    expect(accepted).toBeGreaterThan(3000);
    expect(accepted).toBeLessThan(60_000);
    expect(places.size).toBeGreaterThan(50);
  });
});
