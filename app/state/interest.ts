// What the page asks about a moment beyond what always comes: it follows from the selection and the lists in view.

import type { FrameMeasure, Interest, KernelName, ListFilter, Moment } from "../sim/api.ts";
import type { LabState } from "./types/state.ts";

/** Rows of the indirection list asked for at once: more than a tall screen shows. */
export const LIST_ROWS = 64;
/** Entries that a graph can show. */
const GRAPH_ROWS = 200;
const CODE_LINES = 24;

/** The frame that a selection lies in, when it lies in one. */
export function selectedFrame(state: LabState): number | undefined {
  const { selection, moment } = state;
  switch (selection?.kind) {
    case "frame":
      return selection.pfn;
    case "byte":
      return selection.address >>> 12;
    case "slot": {
      const page = controlPage(moment, selection.owner);
      return page && page.readAt >>> 12;
    }
    case "entry": {
      const row = moment?.list?.rows.find((each) => each.index === selection.index);
      return row?.destinationPfn ?? (row === undefined ? undefined : row.target >>> 12);
    }
    default:
      return undefined;
  }
}

const controlPage = (moment: Moment | undefined, owner: KernelName): Moment["controlPages"][number] | undefined =>
  moment?.controlPages.find((page) => page.owner === owner);

/** Are the views on screen that show descriptor tables and the TLB? */
export const wantsSystem = ({ perspective, tab }: Pick<LabState, "perspective" | "tab">): boolean =>
  perspective === "tables" || tab === "more";

/** Are the views on screen that show disk, image and what travels between the kernels? */
export const wantsHibernation = ({ perspective, source }: Pick<LabState, "perspective" | "source">): boolean =>
  perspective === "hibernate" && source?.scenario.hibernation !== undefined;

/** Which entries of the list are wanted; a filter for a selection that means no frames finds none. */
export function listFilter(state: LabState): ListFilter | undefined {
  const { filter, folded } = state.list;
  if (filter === "destinations") return { kind: "kind", of: "destination" };
  if (filter === "jumps") return { kind: "kind", of: "indirection" };
  if (filter === "selection") {
    const { selection } = state;
    if (selection?.kind === "range") return { kind: "frames", from: selection.from, to: selection.to };
    const pfn = selectedFrame(state);
    return pfn === undefined ? { kind: "frames", from: 1, to: 0 } : { kind: "frames", from: pfn, to: pfn };
  }
  return folded.length === 0 || state.list.mode === "graph" ? undefined : { kind: "folded", pages: folded };
}

/** What the map measures; frames that nobody has touched are those whose age is none. */
export const measureOf = ({ map: { paint } }: Pick<LabState, "map">): FrameMeasure | undefined =>
  paint === "class" ? undefined : paint === "untouched" ? "age" : paint;

export function interestOf(state: LabState): Interest {
  const frame = selectedFrame(state);
  return {
    list: {
      owner: "now",
      from: state.listFrom,
      count: state.list.mode === "graph" ? GRAPH_ROWS : LIST_ROWS,
      filter: listFilter(state),
    },
    codeLines: CODE_LINES,
    ...(frame === undefined ? {} : { frame }),
    walk: state.walk ?? "eip",
    ...(state.baseFixed && state.previous !== undefined ? { base: state.previous.at } : {}),
    ...(measureOf(state) === undefined ? {} : { measure: measureOf(state) }),
    ...(state.map.pairs ? { pairs: true } : {}),
    ...(state.closeFrames.length === 0 ? {} : { hints: state.closeFrames }),
    ...(state.rawPage === undefined ? {} : { rawPage: state.rawPage }),
    ...(wantsSystem(state) ? { system: true } : {}),
    ...(wantsHibernation(state) ? { hibernation: true } : {}),
  };
}
