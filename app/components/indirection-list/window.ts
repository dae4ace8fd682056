// A scrolled window on a list of any length: the scroll bar is scaled where the list would be taller than a browser
// can lay out, and one row stays one row.

export const ROW_HEIGHT = 26;
/** Safely below the height at which browsers stop counting. */
export const TALLEST = 8_000_000;

export interface ListWindow {
  readonly entries: number;
  /** Height of what can be seen. */
  readonly height: number;
}

const fullHeight = (entries: number): number => entries * ROW_HEIGHT;
export const contentHeight = (entries: number): number => Math.min(TALLEST, fullHeight(entries));

/** Rows hidden above the window's upper edge, with the fraction of a row, for a position of the scroll bar. */
export function rowsAbove({ entries, height }: ListWindow, scrollTop: number): number {
  const reach = contentHeight(entries) - height;
  if (reach <= 0) return 0;
  const share = Math.max(0, Math.min(1, scrollTop / reach));
  return (share * (fullHeight(entries) - height)) / ROW_HEIGHT;
}

/** The inverse: where the bar stands when this row is at the upper edge. */
export function scrollFor({ entries, height }: ListWindow, row: number): number {
  const reach = contentHeight(entries) - height;
  if (reach <= 0) return 0;
  const share = (row * ROW_HEIGHT) / (fullHeight(entries) - height);
  return Math.max(0, Math.min(1, share)) * reach;
}

/** Where a row lies inside the content at this position of the bar. */
export const rowTop = (list: ListWindow, scrollTop: number, row: number): number =>
  scrollTop + (row - rowsAbove(list, scrollTop)) * ROW_HEIGHT;

const marginOf = ({ height }: ListWindow, answerRows: number): number =>
  Math.max(0, Math.floor((answerRows - Math.ceil(height / ROW_HEIGHT)) / 2));

/** The rows to ask for: those in sight and a margin on both sides, as many as the answer holds. */
export const rowsWanted = (list: ListWindow, scrollTop: number, answerRows: number): number =>
  Math.max(0, Math.floor(rowsAbove(list, scrollTop)) - marginOf(list, answerRows));

/** The inverse, but for the beginning, where there is no margin: the row at the upper edge. */
export const rowShown = (list: ListWindow, from: number, answerRows: number): number =>
  from === 0 ? 0 : from + marginOf(list, answerRows);
