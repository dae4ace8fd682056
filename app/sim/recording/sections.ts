// A run falls into sections: one begins with each leg, and one where power comes back within a leg. What happens more than
// once in a run is named by its section: "jump/3/", "boot/2/".

import { lastBy, type Recording } from "./recording.ts";

/** Both from 1 on. */
export interface Section {
  readonly boot: number;
  readonly leg: number;
}

type Spans = Pick<Recording, "boots" | "legs">;

/** 1-based boot at position t. */
export const bootAt = ({ boots }: Spans, t: number): number => lastBy(boots, ({ from }) => from, t) + 1;

/** What stands in front of a name to say that it is of this section. */
export function sectionPrefix({ boots, legs }: Spans, { boot, leg }: Section): string {
  const power = boots[boot - 1]?.from ?? 0;
  const began = legs[leg - 1]?.start ?? 0;
  return boot > 1 && began < power ? `boot/${boot}/` : `jump/${leg}/`;
}
