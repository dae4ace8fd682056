// What the revisions share of page_list, the table of addresses that relocate_kernel is called with.

/** Label of the operation that fills it in: words, linear address. */
export const PAGE_LIST_FILLED = "page_list: {a:dec} words on the stack at {b:hex}";

/** Names of its words in order. */
export const pageListNames = (table: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(table)
    .toSorted(([, a], [, b]) => a - b)
    .map(([name]) => name);
