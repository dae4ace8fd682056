// The settings of map and list, what it asks for at close range, and the ranges of time.

import type { Focus } from "./focus.ts";
import { measureOf } from "./interest.ts";
import type { LabStore } from "./lab.ts";
import type { LabActions } from "./types/actions.ts";
import type { TimeRange } from "./types/looks.ts";

type MapActions = Pick<
  LabActions,
  "changeMap" | "lookClosely" | "changeList" | "showRawPage" | "markRange" | "commitRange" | "popRange"
>;

export function mapActions(store: LabStore, focus: Focus): MapActions {
  const zoomTo = (range: TimeRange | undefined, outerRanges: readonly TimeRange[]): void =>
    store.setState({ range, outerRanges, marked: undefined });
  return {
    changeMap: (change) => {
      const before = store.getState();
      store.setState(({ map }) => ({ map: { ...map, ...change } }));
      const now = store.getState();
      const measure = measureOf(now);
      const lacks = (measure !== undefined && measure !== measureOf(before)) || (now.map.pairs && !before.map.pairs);
      if (lacks) void focus.refresh();
    },
    lookClosely: (closeFrames) => {
      store.setState({ closeFrames });
      if (closeFrames.length > 0) void focus.refresh();
    },
    changeList: (change) => {
      store.setState(({ list }) => ({ list: { ...list, ...change } }));
      void focus.refresh();
    },
    showRawPage: (rawPage) => {
      store.setState({ rawPage });
      if (rawPage !== undefined) void focus.refresh();
    },
    markRange: (marked) => store.setState({ marked }),
    commitRange: (range) => {
      const { range: around, outerRanges } = store.getState();
      zoomTo(range, around === undefined ? outerRanges : [...outerRanges, around]);
    },
    popRange: (depth) => {
      const { range, outerRanges } = store.getState();
      const path = range === undefined ? outerRanges : [...outerRanges, range];
      zoomTo(path[depth - 1], path.slice(0, Math.max(0, depth - 1)));
    },
  };
}
