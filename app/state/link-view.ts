// What of the view a link carries beside place, perspective and story: breakpoints, ranges, the map, the diff base, what
// the author wrote. Each both ways.

import type { LinkState } from "../sim/scenario/link.ts";
import type { LinkSource } from "../sim/scenario/link-scenario.ts";
import { breakpointText, hasBreakpoint, parseBreakpoint } from "./breakpoints.ts";
import { mapText, parseMap } from "./link-map.ts";
import { parseTrail, trailText } from "./trail.ts";
import type { TimeRange } from "./types/looks.ts";
import type { LabState } from "./types/state.ts";

/** What the author of a link has added to it. */
export type Linked = Pick<LinkState, "title" | "theme" | "notes">;

type View = Pick<LinkState<LinkSource>, "breakpoints" | "ranges" | "map" | "diffBase" | "title" | "theme" | "notes">;

const rangesOf = ({ range, outerRanges }: LabState): readonly TimeRange[] =>
  range === undefined ? [] : [...outerRanges, range];

/** Of the state as it is; what the reader has written goes along only where a link brought it. */
export function viewFields(state: LabState): View {
  const { breakpoints, linked, baseFixed, previous } = state;
  const ranges = rangesOf(state);
  const map = mapText(state.map);
  return {
    ...(breakpoints.length === 0 ? {} : { breakpoints: breakpoints.map(breakpointText) }),
    ...(ranges.length === 0 ? {} : { ranges }),
    ...(map === undefined ? {} : { map }),
    ...(baseFixed && previous !== undefined ? { diffBase: previous.anchor } : {}),
    ...linked,
  };
}

/** What of it the state takes at once, before the run is there. */
export function viewOfLink({ map, title, theme, notes }: LinkState): Partial<LabState> {
  return {
    // The reader's own, where the link says nothing.
    ...(map === undefined ? {} : { map: parseMap(map) }),
    linked: {
      ...(title === undefined ? {} : { title }),
      ...(theme === undefined ? {} : { theme }),
      ...(notes === undefined ? {} : { notes }),
    },
  };
}

/** What belongs to the run, and is taken when that is there. */
export function runViewOfLink(state: LabState, { breakpoints = [], ranges = [], notes }: LinkState): Partial<LabState> {
  const end = state.run?.end ?? 0;
  const fitting = ranges.filter(({ to }) => to <= end);
  const range = fitting.at(-1);
  const there = new Set(state.trail.map(({ anchor }) => anchor));
  const ids = Math.max(0, ...state.trail.map(({ id }) => id));
  const brought = parseTrail(notes ?? null).filter(({ anchor }) => !there.has(anchor));
  return {
    // Opening another run has emptied the list; going back in the same one takes nothing away.
    breakpoints: [
      ...state.breakpoints,
      ...breakpoints
        .flatMap((text) => parseBreakpoint(text) ?? [])
        .filter((each) => !hasBreakpoint(state.breakpoints, each)),
    ],
    range,
    outerRanges: fitting.slice(0, -1),
    trail: [...state.trail, ...brought.map((note, index) => ({ ...note, id: ids + index + 1 }))],
  };
}

/** The reader's own notes, as a link carries them; undefined where there are none. */
export function notesOf({ trail }: LabState): string | undefined {
  return trail.some(({ kept }) => kept) ? trailText(trail) : undefined;
}

/** What of the view the reader takes along. */
export interface LinkParts {
  readonly time: boolean;
  readonly selection: boolean;
  readonly breakpoints: boolean;
  readonly notes: boolean;
  readonly title: string;
}

/** The state as a link with these parts shows it. */
export function partOf(state: LabState, { time, selection, breakpoints, notes, title }: LinkParts): LabState {
  const { title: _, notes: __, ...linked } = state.linked;
  const own = notes ? notesOf(state) : undefined;
  return {
    ...state,
    ...(time ? {} : { moment: undefined, storyStep: undefined, range: undefined, outerRanges: [], baseFixed: false }),
    ...(selection ? {} : { selection: undefined }),
    ...(breakpoints ? {} : { breakpoints: [] }),
    linked: { ...linked, ...(title === "" ? {} : { title }), ...(own === undefined ? {} : { notes: own }) },
  };
}
