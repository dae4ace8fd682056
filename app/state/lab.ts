// The laboratory's state in one store, and everything that may change it.

import { createStore, type StoreApi } from "zustand/vanilla";
import type { SimService } from "../worker/wire.ts";
import { batchActions } from "./batch-actions.ts";
import { branchActions } from "./branch-actions.ts";
import { bringActions } from "./bring-actions.ts";
import { compareAlong } from "./compare.ts";
import { createFocus } from "./focus.ts";
import { initialState } from "./initial.ts";
import { museumActions } from "./museum-actions.ts";
import { createBranchOpener } from "./open-branch.ts";
import { createPlayer, type Clock } from "./player.ts";
import { openActions } from "./open-actions.ts";
import { runActions } from "./run-actions.ts";
import { storyActions } from "./story-actions.ts";
import type { LabActions, LabState, Settings, StoryStep } from "./types.ts";
import { viewActions } from "./view-actions.ts";

export type LabStore = StoreApi<LabState>;

export interface Lab {
  readonly store: LabStore;
  readonly actions: LabActions;
  readonly service: SimService;
  readonly story: readonly StoryStep[];
  /** True when no answer is awaited. */
  idle(): boolean;
  dispose(): void;
}

export interface LabOptions {
  readonly service: SimService;
  readonly settings: Settings;
  readonly story: readonly StoryStep[];
  readonly clock: Clock;
  /** Makes the service usable again after it died. */
  readonly restartService: () => void;
}

export function createLab(options: LabOptions): Lab {
  const { service, story } = options;
  const store: LabStore = createStore<LabState>(() => initialState(options.settings));
  const focus = createFocus(store, service, options.clock.now);
  const player = createPlayer(store, focus, options.clock);
  const run = runActions(store, service, focus, player);
  const opener = createBranchOpener(store, service, focus);
  const open = openActions(store, service, focus, options.restartService, opener);
  const view = viewActions(store, focus);
  const told = storyActions(store, story, run.goTo, view.select);
  const bring = bringActions(store, { ...open, ...view, ...told });
  const branch = branchActions(store, service, opener);
  const batch = batchActions(store, service, options.clock.now);
  const museum = museumActions(store, opener, { ...open, ...view, ...told });
  const comparing = compareAlong(store, service);
  const actions: LabActions = { ...open, ...run, ...view, ...told, ...bring, ...branch, ...batch, ...museum };
  return {
    ...{ store, actions, service, story },
    idle: () => focus.idle() && comparing.idle(),
    dispose: () => {
      player.stop();
      comparing.stop();
    },
  };
}
