// Walking through the museum: into a room, where the failure is at its end, and between what was and what is mended.

import { problemText } from "../sim/core/errors.ts";
import type { LabStore } from "./lab.ts";
import { ROOMS, roomOf, type Room } from "./museum.ts";
import { withNotice } from "./notices.ts";
import type { BranchOpener } from "./open-branch.ts";
import type { LabActions } from "./types/actions.ts";
import type { Source } from "./types/run.ts";

type MuseumActions = Pick<LabActions, "openRoom" | "showWall">;
type Others = Pick<LabActions, "open" | "explore" | "setPerspective">;

/** Positions are clamped to the run. */
const END = { kind: "position", at: { t: Number.MAX_SAFE_INTEGER, sub: 0 } } as const;

const sourceFor = (room: Room, mended: boolean): Source =>
  mended && room.mended !== undefined ? { scenario: room.mended } : { preset: room.id, scenario: room.scenario };

export function museumActions(store: LabStore, opener: BranchOpener, others: Others): MuseumActions {
  return {
    openRoom: async (id, mended = false) => {
      const room = ROOMS.find((each) => each.id === id);
      if (room === undefined) return;
      const { source, status } = store.getState();
      const here = roomOf(source)?.room.id === id && status.kind === "ready";
      others.setPerspective("museum");
      store.setState({ wall: false });
      if (!here) {
        others.explore();
        return others.open(sourceFor(room, mended), END);
      }
      const problems = await opener.open(sourceFor(room, mended), [END]);
      if (problems.length === 0) return;
      const text = problems.map(problemText).join("; ");
      store.setState((state) => withNotice(state, { tone: "error", text }));
    },
    showWall: (wall) => {
      others.setPerspective("museum");
      store.setState({ wall });
    },
  };
}
