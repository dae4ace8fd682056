import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { begun, edited, redone, undone, type EditorDocument } from "./editor-document.ts";

const typed = (doc: EditorDocument, texts: readonly string[], from = 0): EditorDocument =>
  texts.reduce((now, text, index) => edited(now, text, from + index * 100, "title"), doc);

describe("one history", () => {
  it("takes what is typed in one go as one step", () => {
    const doc = typed(begun("a"), ["ab", "abc", "abcd"]);
    expect(undone(doc).text).toBe("a");
  });

  it("begins a new step after a pause and for another field", () => {
    const doc = edited(edited(edited(begun("a"), "ab", 0, "title"), "abc", 5000, "title"), "abcd", 5001, "seed");
    expect(undone(doc).text).toBe("abc");
    expect(undone(undone(doc)).text).toBe("ab");
  });

  it("leads from a draft back to what is open", () => {
    expect(undone(begun("open", "draft")).text).toBe("open");
  });

  it("redoes all that was undone, and nothing after another edit", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 12 }), fc.nat(11), (texts, steps) => {
        const doc = texts.reduce((now, text) => edited(now, text, 0), begun(""));
        const times = Math.min(steps, doc.past.length);
        let now = doc;
        for (let each = 0; each < times; each += 1) now = undone(now);
        expect(edited(now, "\u0000 another", 0).future).toEqual([]);
        for (let each = 0; each < times; each += 1) now = redone(now);
        expect({ ...now, run: undefined }).toEqual({ ...doc, run: undefined });
      }),
    );
  });
});
