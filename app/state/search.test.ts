import { describe, expect, it } from "vitest";
import { searchFor, type SearchMode } from "./search.ts";

const found = (mode: SearchMode, text: string) => {
  const read = searchFor(mode, text);
  return read.ok ? read.value : undefined;
};

describe("what is looked for", () => {
  it.each([
    ["7f454c46", "7f 45 4c 46"],
    ["0x7F 0x45,4c", "7f 45 4c"],
    ["7f ?? 46", "7f ?? 46"],
  ])("takes %s for the bytes %s", (typed, text) => {
    expect(found("bytes", typed)).toEqual({ kind: "bytes", text });
  });

  it.each(["7", "7f4", "zz", "?? ??", "", "7f?4"])("refuses the bytes '%s'", (typed) => {
    expect(found("bytes", typed)).toBeUndefined();
  });

  it.each([
    ["0x00401000", 0x401000],
    ["4,198,400", 0x401000],
    ["-14", 0xffff_fff2],
    ["0xffffffff", 0xffff_ffff],
    ["-0x80000000", 0x8000_0000],
  ])("takes %s for the word %i", (typed, value) => {
    expect(found("value", typed)).toEqual({ kind: "value", value });
  });

  it.each(["0x100000000", "-2147483649", "1.5", "abc", "--1"])("refuses the value %s", (typed) => {
    expect(found("value", typed)).toBeUndefined();
  });

  it("keeps the spaces of a text, and not those around a name", () => {
    expect(found("text", " a b ")).toEqual({ kind: "text", text: " a b " });
    expect(found("name", " eth0 ")).toEqual({ kind: "name", text: "eth0" });
  });
});
