// Moving through a run and playing it.

import type { Granularity } from "../sim/api.ts";
import type { Focus } from "./focus.ts";
import type { LabStore } from "./lab.ts";
import { MAX_SPEED, MIN_SPEED, type Player } from "./player.ts";
import type { LabActions } from "./types/actions.ts";

type RunActions = Pick<LabActions, "goTo" | "step" | "setGranularity" | "play" | "setSpeed">;

export function runActions(store: LabStore, focus: Focus, player: Player): RunActions {
  return {
    goTo: (target, how = "jump", refused) => {
      store.setState({ playing: 0 });
      return focus.go(target, how, refused);
    },
    step: (count, granularity?: Granularity) => focus.step(count, granularity ?? store.getState().granularity),
    setGranularity: (granularity) => store.setState({ granularity }),
    play: (direction) => {
      store.setState({ playing: direction });
      if (direction === 0) player.stop();
      else player.start();
    },
    setSpeed: (speed) => store.setState({ speed: Math.min(MAX_SPEED, Math.max(MIN_SPEED, speed)) }),
  };
}
