// What the page asks about a moment beyond what always comes: it follows from the selection and the lists in view.

import type { Interest, KernelName, Moment } from "../sim/api.ts";
import type { LabState } from "./types.ts";

/** Rows of the indirection list asked for at once: more than a tall screen shows. */
export const LIST_ROWS = 64;
const CODE_LINES = 24;

/** The frame that a selection lies in, when it lies in one. */
export function selectedFrame(state: LabState): number | undefined {
  const { selection, moment } = state;
  switch (selection?.kind) {
    case "frame":
      return selection.pfn;
    case "byte":
      return selection.address >>> 12;
    case "slot":
      return controlPage(moment, selection.owner)?.pfn;
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

export function interestOf(state: LabState): Interest {
  const frame = selectedFrame(state);
  return {
    list: { owner: "now", from: state.listFrom, count: LIST_ROWS },
    codeLines: CODE_LINES,
    ...(frame === undefined ? {} : { frame }),
    walk: state.walk ?? "eip",
    ...(wantsSystem(state) ? { system: true } : {}),
    ...(wantsHibernation(state) ? { hibernation: true } : {}),
  };
}
