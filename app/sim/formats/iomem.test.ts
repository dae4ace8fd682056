// /proc/iomem: the tree, and with which words a line is refused.

import { describe, expect, it } from "vitest";
import { IOMEM } from "./testing/pasted-texts.ts";
import { looksLikeIomem, readIomem, systemRam } from "./iomem.ts";

function read(text: string) {
  const resources = readIomem(text);
  if (!resources.ok) throw new Error(JSON.stringify(resources.problems));
  return resources.value;
}
const refusal = (text: string): string => {
  const resources = readIomem(text);
  const [problem] = resources.ok ? [] : resources.problems;
  return problem === undefined ? "taken" : `${problem.path}: ${problem.expected}, got ${problem.got}`;
};

describe("/proc/iomem", () => {
  it("gives every resource with its depth; ends are those of half-open ranges", () => {
    const resources = read(IOMEM);
    expect(resources.length).toBe(18);
    expect(resources[15]).toEqual({ start: 0xfebc0000, end: 0xfebe0000, name: "e1000", depth: 2 });
    expect(resources.at(-1)?.end).toBe(0x1_0000_0000);
    expect(systemRam(resources)).toEqual([
      { start: 0x1000, end: 0x9fc00 },
      { start: 0x100000, end: 0x7fe0000 },
    ]);
  });

  it("may be indented as a whole, have empty lines, and go beyond 4 GiB", () => {
    expect(read(`\n${IOMEM.replaceAll(/^(?=.)/gm, "    ")}\n\n`)).toEqual(read(IOMEM));
    expect(systemRam(read("100000000-13fffffff : System RAM\n"))).toEqual([
      { start: 0x1_0000_0000, end: 0x1_4000_0000 },
    ]);
    expect([IOMEM, `\n\n  ${IOMEM}`, "100000000-13fffffff : System RAM"].every(looksLikeIomem)).toBe(true);
    expect(["", "1-2 : x", "00000000 T start\n", "{}"].some(looksLikeIomem)).toBe(false);
  });

  it.each([
    [
      IOMEM.replaceAll(/[0-9a-f]{8}(?=[- ])/g, "00000000"),
      /^iomem: addresses, which only root .*, got zeroes in every line$/,
    ],
    ["", /^iomem: lines such as .*, got none$/],
    ["\n\n", /^iomem: lines such as/],
    [`${IOMEM}and so on\n`, /^line 19: START-END : NAME, .*, got and so on$/],
    [
      IOMEM.replace("00100000-07fdffff", "0009f000-07fdffff"),
      /^line 8: a start at or above 0x100000, where Reserved ends, got 0x9f000$/,
    ],
    [
      IOMEM.replace("01000000-017fffff", "01000000-0fffffff"),
      /^line 9: a range inside 0x100000-0x7fdffff, got 0x1000000-0xfffffff$/,
    ],
    [IOMEM.replace("0009fc00-0009ffff", "0009ffff-0009fc00"), /^line 3: an end at or above 0009ffff, got 0009fc00$/],
    [IOMEM.replace("    febc0000", "      febc0000"), /^line 16: at most 4 spaces before it, got 6$/],
    [IOMEM.replace("  01800000", " 01800000"), /^line 10: 2 spaces for each level/],
    [IOMEM.replace("fffc0000-ffffffff", "fffc0000-ffffffffffffffff"), /^line 18: at most 0xfffffffffffff, got f{16}$/],
    [`${IOMEM}${" ".repeat(256 * 1024)}`, /^iomem: at most 262144 characters/],
  ])("is refused by its line: %#", (text, words) => {
    expect(refusal(text)).toMatch(words);
  });
});
