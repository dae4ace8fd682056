// A list page as words.

import { describe, expect, it } from "vitest";
import { graphOf, MOST_ENTRIES } from "./graph.ts";
import { bytesOfWord, kindOfWord, rawWords } from "./raw-page.ts";

describe("a list page in raw words", () => {
  it.each([
    [0x00204001, "destination"],
    [0x01005002, "indirection"],
    [0x4, "done"],
    [0x07f31008, "source"],
    [0, "ignored"],
  ])("%i is a %s", (value, kind) => {
    expect(kindOfWord(value)).toBe(kind);
  });

  it("is read up to the word at which the walk leaves it", () => {
    const words = rawWords(new Uint8Array(Uint32Array.of(0x1001, 0x2008, 0x3002, 0x4008).buffer));
    expect(words.map(({ unread }) => unread)).toEqual([false, false, false, true]);
  });

  it("shows bytes in the order of memory", () => {
    expect(bytesOfWord(0x07f31008)).toBe("08 10 f3 07");
  });
});

describe("the graph", () => {
  it("draws at most two hundred entries, sources from left to right", () => {
    const row = {
      kind: "source",
      raw: 8,
      target: 0,
      self: false,
      state: "done",
      sourcePfn: 5,
      destinationPfn: 6,
    } as const;
    const graph = graphOf(
      Array.from({ length: 300 }, (_, i) => ({ ...row, index: i + 1 })),
      600,
    );
    expect(graph.lines).toHaveLength(MOST_ENTRIES);
    const [line] = graph.lines;
    expect(line?.source?.x).toBeLessThan(line?.destination?.x ?? 0);
    expect(line?.names).toBeUndefined();
  });
});
