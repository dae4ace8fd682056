// The frames that were looked at, like the pages of a browser.

export interface Visits {
  readonly frames: readonly number[];
  /** The one on screen. */
  readonly at: number;
}

export const NOWHERE: Visits = { frames: [], at: -1 };
const MOST = 50;

/** Another frame takes the place of those ahead. */
export function visited(visits: Visits, pfn: number): Visits {
  if (visits.frames[visits.at] === pfn) return visits;
  const frames = [...visits.frames.slice(0, visits.at + 1), pfn].slice(-MOST);
  return { frames, at: frames.length - 1 };
}
