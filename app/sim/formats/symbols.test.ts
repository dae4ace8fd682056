// Symbol lists as nm and System.map write them.

import { expect, it } from "vitest";
import { problemText } from "../core/errors.ts";
import { SYMBOLS_MAX } from "./symbol.ts";
import { readSymbolList } from "./symbols.ts";

const complaint = (text: string): string => {
  const read = readSymbolList(text);
  return read.ok ? "accepted" : read.problems.map(problemText).join("; ");
};

it("reads addresses, letters and names, and passes over empty lines and undefined symbols", () => {
  const text =
    "c10225a6 T relocate_kernel\r\n\n00000000 t label\n         U printk\n         w weak\n000001ce A size\n0000000000000040 d x\n";
  const read = readSymbolList(text);
  expect(read.ok && read.value).toEqual([
    { name: "relocate_kernel", value: 0xc10225a6, size: 0, type: "label" },
    { name: "label", value: 0, size: 0, type: "label" },
    { name: "size", value: 0x1ce, size: 0, type: "absolute" },
    { name: "x", value: 0x40, size: 0, type: "object" },
  ]);
});

it("reads the sizes that nm -S prints", () => {
  const read = readSymbolList("00000000 0000007e T relocate_kernel");
  expect(read.ok && read.value).toEqual([{ name: "relocate_kernel", value: 0, size: 0x7e, type: "label" }]);
});

it("gives an empty list for an empty text", () => expect(readSymbolList("")).toEqual({ ok: true, value: [] }));

it.each([
  ["00000000 T a\nrubbish\n", "line 2: expected ADDRESS LETTER NAME, such as 00000040 T start, got rubbish"],
  ["0000000g T a", "line 1: expected ADDRESS LETTER NAME"],
  ["00000000 TT a", "line 1: expected ADDRESS LETTER NAME"],
  ["00000000 T", "line 1: expected ADDRESS LETTER NAME"],
  ["ffffffff81000000 T _text", "line 1: expected an address of 32 bits, got 0xffffffff81000000"],
  [`00000000 T ${"x".repeat(513)}`, "line 1: expected a name of at most 512 characters, got 513"],
])("refuses %j with the number of the line", (text, expected) => {
  expect(complaint(text)).toContain(expected);
});

it("tells of ten bad lines at most", () => {
  const read = readSymbolList("rubbish\n".repeat(100));
  expect(!read.ok && read.problems.map(({ path }) => path)).toEqual(
    Array.from({ length: 10 }, (_, i) => `line ${i + 1}`),
  );
});

it("has a limit on their number", () => {
  expect(complaint("0 T a\n".repeat(SYMBOLS_MAX))).toBe("accepted");
  expect(complaint("0 T a\n".repeat(SYMBOLS_MAX + 1))).toContain(
    `symbol list: expected at most ${SYMBOLS_MAX} symbols`,
  );
});
