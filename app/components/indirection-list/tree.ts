// The list as a tree: its pages, and in each its entries. A row of the tree is a page or an entry; folded pages have
// none of theirs. Places count what the worker shows: entries that are not folded.

export interface PageRow {
  readonly kind: "page";
  /** From 0, in the order of the walk. */
  readonly page: number;
  /** 1-based indices of its entries, both included. */
  readonly first: number;
  readonly last: number;
  readonly folded: boolean;
}

export interface EntryRow {
  readonly kind: "entry";
  /** Place in what is shown. */
  readonly place: number;
}
export type TreeRow = PageRow | EntryRow;

export interface Tree {
  readonly rows: number;
  at(row: number): TreeRow;
  /** The row of a place in what is shown. */
  rowOf(place: number): number;
  rowOfPage(page: number): number | undefined;
}

interface Shape {
  readonly entries: number;
  readonly pageStarts: readonly number[];
  readonly folded: readonly number[];
}

interface Section extends PageRow {
  /** Its own row. */
  readonly row: number;
  /** Place of its first entry that is shown. */
  readonly place: number;
  readonly shown: number;
}

/** A filter leaves no pages: its rows are entries from all over the list. */
export const flatTree = (shown: number): Tree => ({
  rows: shown,
  at: (place) => ({ kind: "entry", place }),
  rowOf: (place) => place,
  rowOfPage: () => undefined,
});

export function treeOf({ entries, pageStarts, folded }: Shape): Tree {
  const isFolded = new Set(folded);
  // What stands before the first page: the head word.
  const before = Math.min(entries, (pageStarts[0] ?? entries + 1) - 1);
  const sections: Section[] = [];
  let [row, place] = [before, before];
  for (const [page, first] of pageStarts.entries()) {
    const last = (pageStarts[page + 1] ?? entries + 1) - 1;
    const shown = isFolded.has(page) ? 0 : last - first + 1;
    sections.push({ kind: "page", page, first, last, folded: shown === 0, row, place, shown });
    row += 1 + shown;
    place += shown;
  }
  const sectionWith = (isBehind: (section: Section) => boolean): Section | undefined => {
    let [low, high] = [0, sections.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const section = sections[middle];
      if (section !== undefined && isBehind(section)) high = middle;
      else low = middle + 1;
    }
    return sections[low - 1];
  };
  return {
    rows: row,
    at(wanted) {
      const section = sectionWith((each) => each.row > wanted);
      if (section === undefined) return { kind: "entry", place: wanted };
      return section.row === wanted ? section : { kind: "entry", place: section.place + wanted - section.row - 1 };
    },
    rowOfPage: (page) => sections[page]?.row,
    rowOf(wanted) {
      const section = sectionWith((each) => each.place > wanted);
      return section === undefined ? wanted : section.row + 1 + wanted - section.place;
    },
  };
}

/** The page that an entry lies in; undefined for the head word. */
export function pageOfEntry(pageStarts: readonly number[], index: number): number | undefined {
  const next = pageStarts.findIndex((start) => start > index);
  const page = (next === -1 ? pageStarts.length : next) - 1;
  return page < 0 ? undefined : page;
}

export const toggled = (folded: readonly number[], page: number): readonly number[] =>
  folded.includes(page) ? folded.filter((each) => each !== page) : [...folded, page];
