// The log of a load: what is read of it, and with which words a line is refused.

import { describe, expect, it } from "vitest";
import { KEXEC_LOG, SEGMENT_LINES } from "./testing/pasted-texts.ts";
import { looksLikeKexecLog, readKexecLog } from "./kexec-log.ts";

const ENTRY = "kexec_load: entry = 0x2ff48c6 flags = 0x30002\n";

function read(text: string) {
  const log = readKexecLog(text);
  if (!log.ok) throw new Error(JSON.stringify(log.problems));
  return log.value;
}
const refusal = (text: string): string => {
  const log = readKexecLog(text);
  const [problem] = log.ok ? [] : log.problems;
  return problem === undefined ? "taken" : `${problem.path}: ${problem.expected}, got ${problem.got}`;
};

describe("a log of kexec -d", () => {
  it("gives entry, flags, segments and RAM; sym lines and the ranges of a crash dump are passed over", () => {
    const { entry, flags, segments, ram } = read(KEXEC_LOG);
    expect([entry, flags, segments.length]).toEqual([0x2ff48c6, 0x30002, 6]);
    expect(segments[0]).toEqual({ mem: 0x1000000, memsz: 0x1af000, bufsz: 0x1aee40 });
    expect(segments[1]).toEqual({ mem: 0x11af000, memsz: 0x1a49000, bufsz: 0 });
    expect(ram).toEqual([
      { start: 0x100, end: 0x9fc00 },
      { start: 0x100000, end: 0x7fe0000 },
    ]);
  });

  it.each([
    ["as printed after a failure", SEGMENT_LINES + "entry       = 0x2ff48c6 flags = 0x30002\n"],
    ["with flags in bare hexadecimal", "kexec_load: entry = 0x2ff48c6 flags = 30002\n" + SEGMENT_LINES],
    [
      "with carriage returns and in a quoted block",
      (ENTRY + SEGMENT_LINES).replaceAll(/^/gm, "    ").replaceAll("\n", "\r\n"),
    ],
    ["without the line that counts", ENTRY + SEGMENT_LINES.replace(/^.*\n/, "")],
    ["twice", ENTRY + SEGMENT_LINES.replaceAll("0x1af000", "0x1b0000") + ENTRY + SEGMENT_LINES],
  ])("is read %s", (_, text) => {
    const whole = read(KEXEC_LOG);
    expect(read(text)).toEqual({ ...whole, ram: [] });
    expect(looksLikeKexecLog(text)).toBe(true);
  });

  it.each([
    [SEGMENT_LINES, /^kexec log: a line entry = .*, got none$/],
    [ENTRY, /^kexec log: segments, as in .*, got none$/],
    ["", /^kexec log: segments/],
    [ENTRY + SEGMENT_LINES.replace("= 6", "= 7"), /^kexec log: a line segment\[6\]\.bufsz of 7 segments, got none$/],
    [ENTRY + SEGMENT_LINES.replace("= 6", "= six"), /^line 2, nr_segments: a number from 1 to 1024, got six$/],
    [ENTRY + SEGMENT_LINES.replace("= 6", "= 5"), /^line 23, segment\[5\]\.buf: a segment below 5, got 5$/],
    [
      ENTRY + SEGMENT_LINES.replace("0x1af000", "0x1ag000"),
      /^line 6, segment\[0\]\.memsz: a number such as 0x1af000, got 0x1ag/,
    ],
    [
      ENTRY + SEGMENT_LINES.replace("segment[3].mem ", "segment[3].men "),
      /^line 17: segment\[N\]\.buf, .*, got segment\[3\]\.men/,
    ],
    [ENTRY + SEGMENT_LINES + "segment[0].mem = 0\n", /^line 27, segment\[0\]\.mem: every field once, got it again$/],
    ["kexec_load: entry = 0x2ff48c6 flags = preserve\n" + SEGMENT_LINES, /^line 1, flags: a number .*, got preserve$/],
    [
      "MEMORY RANGES\n0000000000100000-00000000000fffff (0)\n" + KEXEC_LOG,
      /^line 2: an end at or above 0000000000100000, got/,
    ],
    [`${KEXEC_LOG}${"\n".repeat(256 * 1024)}`, /^kexec log: at most 262144 characters/],
  ])("is refused by its line: %#", (text, words) => {
    expect(refusal(text)).toMatch(words);
  });
});
