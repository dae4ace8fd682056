// The laboratory's state in one store, and everything that may change it.

import { createStore, type StoreApi } from "zustand/vanilla";
import type { SimService } from "../worker/wire.ts";
import { batchActions } from "./batch-actions.ts";
import { branchActions } from "./branch-actions.ts";
import { breakpointActions } from "./breakpoint-actions.ts";
import { bringLater } from "./bring-later.ts";
import { createComparing } from "./compare.ts";
import { coreActions, type Save } from "./core-actions.ts";
import { createFocus } from "./focus.ts";
import { editorActions } from "./editor-actions.ts";
import { initialState } from "./initial.ts";
import { mapActions } from "./map-actions.ts";
import { museumActions } from "./museum-actions.ts";
import { createBranchOpener } from "./open-branch.ts";
import { createPlayer, type Clock } from "./player.ts";
import { openActions } from "./open-actions.ts";
import { originActions } from "./origin-actions.ts";
import { questionActions } from "./questions.ts";
import { questionViews } from "./question-views.ts";
import { runActions } from "./run-actions.ts";
import { storyActions } from "./story-actions.ts";
import type { Story, StoryInfo } from "./stories/story.ts";
import type { LabActions } from "./types/actions.ts";
import type { Settings } from "./types/settings.ts";
import type { LabState } from "./types/state.ts";
import { followTrail, trailActions } from "./trail-actions.ts";
import { viewActions } from "./view-actions.ts";

export type LabStore = StoreApi<LabState>;

export interface Lab {
  readonly store: LabStore;
  readonly actions: LabActions;
  readonly service: SimService;
  /** Told to those who come without a link. */
  readonly story: Story;
  readonly stories: readonly StoryInfo[];
  /** True when no answer is awaited. */
  idle(): boolean;
  dispose(): void;
}

export interface LabOptions {
  readonly service: SimService;
  readonly settings: Settings;
  /** Told to those who come without a link. */
  readonly story: Story;
  readonly stories: readonly StoryInfo[];
  readonly clock: Clock;
  readonly save: Save;
  /** Makes the service usable again after it died. */
  readonly restartService: () => void;
}

export function createLab(options: LabOptions): Lab {
  const { service, story, stories } = options;
  const store: LabStore = createStore<LabState>(() => initialState(options.settings, story));
  const focus = createFocus(store, service, options.clock.now);
  const player = createPlayer(store, focus, options.clock);
  const run = runActions(store, focus, player);
  const opener = createBranchOpener(store, service, focus);
  const open = openActions(store, service, focus, options.restartService, opener, options.clock.now);
  const view = { ...viewActions(store, focus), ...mapActions(store, focus) };
  const branch = branchActions(store, service, opener, open.open);
  const told = storyActions(store, stories, { ...open, ...run, ...view, ...branch });
  const bring = bringLater(store, { ...open, ...view, ...told });
  const core = coreActions(store, service, options.save);
  const editor = editorActions(store, options.save);
  const batch = batchActions(store, service, options.clock.now);
  const museum = museumActions(store, opener, { ...open, ...view, ...told });
  const asked = questionActions(store, service, focus);
  const questions = {
    ...asked,
    ...breakpointActions(store, focus, asked),
    ...originActions(store, focus, asked),
    ...trailActions(store),
    ...questionViews(store, focus),
  };
  const stopTrail = followTrail(store);
  const comparing = createComparing(store, service);
  const actions: LabActions = {
    ...open,
    ...run,
    ...view,
    ...told,
    ...bring,
    ...core,
    ...branch,
    ...batch,
    ...museum,
    ...questions,
    ...editor,
    ...comparing.actions,
  };
  return {
    ...{ store, actions, service, story, stories },
    idle: () => focus.idle() && comparing.idle(),
    dispose: () => {
      player.stop();
      comparing.stop();
      stopTrail();
    },
  };
}
