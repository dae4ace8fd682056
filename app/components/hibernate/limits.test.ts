// Ranges beside ranges, and command lines in words.

import { describe, expect, it } from "vitest";
import { commandWords } from "./command-words.ts";
import { outside, rangeWords } from "./limits.ts";

const MIB = 1024 * 1024;

describe("a range", () => {
  it.each([
    ["inside", { start: 2, end: 5 }, []],
    ["the same", { start: 1, end: 8 }, []],
    [
      "over both ends",
      { start: 0, end: 9 },
      [
        { start: 0, end: 1 },
        { start: 8, end: 9 },
      ],
    ],
    ["before", { start: 0, end: 1 }, [{ start: 0, end: 1 }]],
    ["behind", { start: 8, end: 12 }, [{ start: 8, end: 12 }]],
  ])("%s has outside of another what it should", (_, range, parts) => {
    expect(outside(range, { start: 1, end: 8 })).toEqual(parts);
  });

  it("is said in MiB", () => {
    expect(rangeWords({ start: MIB, end: 9 * MIB })).toBe("1 to 9 MiB");
    expect(rangeWords({ start: 4 * MIB, end: 4 * MIB + 384 * 1024 })).toBe("4 to 4.38 MiB");
    expect(rangeWords({ start: 0, end: MIB / 2 })).toBe("0 to 0.5 MiB");
  });
});

describe("a command line", () => {
  it("marks the words that carry a fact or a limit", () => {
    const text =
      "root=/dev/ram0  memmap=exactmap memmap=8192K@1024K elfcorehdr=2084K kexec_jump_back_entry=0x01000000 ";
    expect(commandWords(text).map(({ carries }) => carries)).toEqual(["nothing", "limit", "limit", "fact", "fact"]);
  });
});
