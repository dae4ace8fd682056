// 100,000 damaged files: each is read or refused with a Problem, nothing else happens, and nothing is made that the file
// does not hold.

import { describe, expect, it } from "vitest";
import type { Result } from "../core/errors.ts";
import { ownCapture } from "../testing/capture-rig.ts";
import { readElf } from "./elf.ts";
import { loadSegmentsOf } from "./elf-load.ts";
import { readCodeObject } from "./elf-object.ts";
import { readCapture } from "./kjc.ts";
import { readSymbolList } from "./symbols.ts";
import { relocations, writeElf } from "./testing/elf-writer.ts";
import { withHeader } from "./testing/kjc-writer.ts";
import { Dice, type Mutation, mutated, MUTATIONS } from "./testing/mutate.ts";

interface Target {
  readonly seeds: readonly Uint8Array[];
  readonly mutations?: readonly Mutation[];
  /** Reads, and gives how much the answer holds: bytes and records. */
  readonly read: (bytes: Uint8Array) => Result<number>;
  /** Damaged files. */
  readonly count: number;
  /** At least this share is still read; at least a quarter is refused. */
  readonly accepted: number;
}

const counted = <T>(result: Result<T>, count: (value: T) => number): Result<number> =>
  result.ok ? { ok: true, value: count(result.value) } : result;

const elfOf = (bits: 32 | 64): Uint8Array =>
  writeElf({
    class: bits,
    machine: bits === 32 ? 3 : 62,
    entry: 0x100000,
    segments: [
      { paddr: 0x100000, bytes: Array.from({ length: 300 }, (_, i) => i & 0xff) },
      { paddr: 0x101000, bytes: [1, 2, 3], memsz: 0x2000 },
    ],
    symbols: [
      { name: "start", value: 0x100000, section: 1, kind: 2 },
      { name: "end", value: 0x100100, section: 1 },
    ],
  });

const OBJECT = writeElf({
  type: 1,
  sections: [
    { name: ".text", type: 1, flags: 6, bytes: Array.from({ length: 200 }, (_, i) => i), align: 16 },
    { name: ".text.more", type: 1, flags: 6, bytes: [0x90, 0xc3], align: 4 },
    { name: ".rel.text", type: 9, bytes: relocations([[1, 1, 2], [9, 2, 1], [20, 2, 4]]), link: 4, info: 1, entsize: 8 }, // prettier-ignore
  ],
  symbols: [
    { name: "start", value: 0, section: 1 },
    { name: "more", value: 0, section: 2 },
  ],
});

const letters = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
const LIST = Uint8Array.from(
  "c10225a6 T relocate_kernel\n00000000 t label\r\n         U printk\n\n000001ce A size\n00000010 00000004 D x\n",
  (letter) => letter.charCodeAt(0),
);

const VALUES = [
  "-1",
  "0",
  "1",
  "4096",
  "4294967295",
  "4294967296",
  "1e99",
  "0.5",
  "null",
  "[]",
  "{}",
  "true",
  '"x"',
  "",
];

/** Another value in place of one of the header's numbers. */
const otherNumber: Mutation = (file, dice) => {
  if (file.length < 8 || new DataView(file.buffer).getUint32(4, true) > file.length - 8) return file;
  return withHeader(file, (text) => {
    const numbers = [...text.matchAll(/\d+/g)];
    if (numbers.length === 0) return text;
    const { index, 0: digits } = dice.of(numbers);
    return text.slice(0, index) + dice.of(VALUES) + text.slice(index + digits.length);
  });
};

const TARGETS: Readonly<Record<string, Target>> = {
  "ELF executables": {
    seeds: [elfOf(32), elfOf(64)],
    read: (bytes) =>
      counted(readElf(bytes), (elf) => {
        loadSegmentsOf(elf, { start: 0x100000, end: 0x200000 });
        return Math.max(elf.symbols.length, ...elf.segments.map((segment) => segment.bytes.length));
      }),
    count: 30_000,
    accepted: 0.1,
  },
  "ELF objects": {
    seeds: [OBJECT],
    read: (bytes) =>
      counted(readCodeObject(bytes, 0xc0300000), (code) => Math.max(code.symbols.length, code.bytes.length - 4096)),
    count: 30_000,
    accepted: 0.1,
  },
  "symbol lists": {
    seeds: [LIST],
    read: (bytes) => counted(readSymbolList(letters(bytes)), (symbols) => symbols.length),
    count: 25_000,
    accepted: 0.05,
  },
  captures: {
    seeds: [ownCapture({ rounds: 1, edge: true })],
    mutations: [...MUTATIONS, ...Array.from(MUTATIONS, () => otherNumber)],
    read: (bytes) =>
      counted(readCapture(bytes), ({ segments, pages }) =>
        Math.max(pages.size, ...segments.map(({ recordCount }) => recordCount)),
      ),
    count: 15_000,
    accepted: 0.05,
  },
};

describe.each(Object.entries(TARGETS))("%s", (name, { seeds, mutations = MUTATIONS, read, count, accepted }) => {
  it("undamaged are read", () => {
    for (const seed of seeds) expect(read(seed).ok).toBe(true);
  });

  it(`damaged in ${count} ways are read or refused by a Problem`, () => {
    const dice = new Dice(name.length * 7919);
    const counts = { accepted: 0, refused: 0, places: new Set<string>() };
    for (let i = 0; i < count; i += 1) {
      const bytes = mutated(seeds, mutations, dice);
      const result = read(bytes);
      if (result.ok) {
        counts.accepted += 1;
        if (result.value > bytes.length) throw new Error(`${name}, file ${i}: more was read than the file holds`);
      } else {
        counts.refused += 1;
        const [problem] = result.problems;
        if (problem === undefined || problem.expected === "")
          throw new Error(`${name}, file ${i}: refused without a word`);
        counts.places.add(problem.path);
      }
    }
    expect(counts.accepted).toBeGreaterThan(accepted * count);
    expect(counts.refused).toBeGreaterThan(count / 4);
    expect(counts.places.size).toBeGreaterThan(4);
  });
});
