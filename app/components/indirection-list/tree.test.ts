// The list as a tree of pages and entries.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flatTree, pageOfEntry, toggled, treeOf } from "./tree.ts";

/** Head word, entries 2 to 4 in the first page, 5 and 6 in the second. */
const shape = { entries: 6, pageStarts: [2, 5], folded: [] };
const told = (tree: ReturnType<typeof treeOf>): readonly string[] =>
  Array.from({ length: tree.rows }, (_, row) => {
    const at = tree.at(row);
    return at.kind === "page" ? `page ${at.page}: ${at.first}-${at.last}` : `${at.place}`;
  });

describe("the tree of a list", () => {
  it("has the head word, then each page before its entries", () => {
    expect(told(treeOf(shape))).toEqual(["0", "page 0: 2-4", "1", "2", "3", "page 1: 5-6", "4", "5"]);
  });

  it("keeps a folded page and leaves its entries out", () => {
    expect(told(treeOf({ ...shape, folded: [0] }))).toEqual(["0", "page 0: 2-4", "page 1: 5-6", "1", "2"]);
    expect(told(treeOf({ ...shape, folded: [0, 1] }))).toEqual(["0", "page 0: 2-4", "page 1: 5-6"]);
  });

  it("finds the row of every place, whatever is folded", () => {
    const shapes = fc
      .record({ pages: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 12 }), folded: fc.array(fc.nat(11)) })
      .map(({ pages, folded }) => {
        const pageStarts = pages.map((_, i) => 2 + pages.slice(0, i).reduce((sum, n) => sum + n, 0));
        return { entries: 1 + pages.reduce((sum, n) => sum + n, 0), pageStarts, folded };
      });
    fc.assert(
      fc.property(shapes, (each) => {
        const tree = treeOf(each);
        let place = 0;
        for (let row = 0; row < tree.rows; row++) {
          const at = tree.at(row);
          if (at.kind === "page") {
            expect(tree.rowOfPage(at.page)).toBe(row);
            continue;
          }
          expect(at.place).toBe(place);
          expect(tree.rowOf(place)).toBe(row);
          place++;
        }
      }),
    );
  });

  it("is flat under a filter", () => {
    const tree = flatTree(3);
    expect([tree.rows, tree.at(2), tree.rowOf(2)]).toEqual([3, { kind: "entry", place: 2 }, 2]);
  });
});

describe("pages", () => {
  it("know their entries", () => {
    expect([1, 2, 4, 5, 6].map((index) => pageOfEntry([2, 5], index))).toEqual([undefined, 0, 0, 1, 1]);
  });

  it("fold and unfold", () => {
    expect(toggled([1], 2)).toEqual([1, 2]);
    expect(toggled([1, 2], 1)).toEqual([2]);
  });
});
