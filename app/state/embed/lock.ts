// An embed that is only to be read: what would change the scenario, or lead to another, is refused with a word. What is
// not listed here as reading is locked, and the compiler holds the list of what is locked to that.

import { say } from "../../messages/say.ts";
import type { Lab } from "../lab.ts";
import { withNotice } from "../notices.ts";
import type { LabActions } from "../types/actions.ts";
import type { LabState } from "../types/state.ts";

/** Moving about in the run that is shown, asking about it, taking things along, arranging the view. */
type Reading =
  | "goTo"
  | "step"
  | "play"
  | "setSpeed"
  | "setGranularity"
  | "runToBreakpoint"
  | "toggleBreakpoint"
  | "addBreakpoint"
  | "removeBreakpoint"
  | "enableBreakpoint"
  | "countHits"
  | "select"
  | "setHover"
  | "setPerspective"
  | "setFollow"
  | "setListFrom"
  | "setWalk"
  | "setAxis"
  | "setTab"
  | "toggleMarks"
  | "nextNumberFormat"
  | "toggleOverlay"
  | "changeSettings"
  | "showWall"
  | "openMenu"
  | "notify"
  | "dismiss"
  | "ask"
  | "cancelTask"
  | "cancelTasks"
  | "forgetTasks"
  | "askOrigin"
  | "askWriters"
  | "goToChange"
  | "goToLastWrite"
  | "fixBase"
  | "bookmark"
  | "keepNote"
  | "renameNote"
  | "moveNote"
  | "dropNote"
  | "showSide"
  | "showBelow"
  | "pulse"
  | "changeMap"
  | "lookClosely"
  | "changeList"
  | "showRawPage"
  | "markRange"
  | "commitRange"
  | "popRange"
  | "openHelp"
  | "saveScenario"
  | "saveCore"
  // The story of the link, on the runs that it is told on.
  | "setStoryStep"
  | "explore"
  | "tickOff"
  // The run that is open, once more.
  | "restart"
  | "cancelOpening"
  | "backToRun"
  | "refuse"
  // Another run beside it changes nothing in it.
  | "compareWith"
  | "setCompareMode"
  | "lockOther"
  | "moveOther";

const LOCKED_DIALOGS: readonly LabState["dialog"][] = ["scenarios", "editor"];

export function lockEdits(lab: Lab): Lab {
  const refuse = (): void => {
    const text = say("This view is only to be read. Open it in the lab to change it.");
    lab.store.setState((state) => withNotice(state, { tone: "info", text }));
  };
  const nothing = async (): Promise<void> => refuse();
  const noProblems = async (): Promise<readonly never[]> => {
    refuse();
    return [];
  };
  const locked: Omit<LabActions, Reading> = {
    // What the link itself leads to, where that could not be shown at once.
    open: (...about) => (lab.store.getState().run === undefined ? lab.actions.open(...about) : nothing()),
    openCapture: nothing,
    bring: nothing,
    act: nothing,
    change: noProblems,
    replaceScenario: noProblems,
    editScenario: nothing,
    setEditor: refuse,
    draftFault: refuse,
    changeDraft: refuse,
    dropDraft: refuse,
    inject: nothing,
    removeFault: nothing,
    showBranch: nothing,
    dropBranch: nothing,
    undo: nothing,
    redo: nothing,
    minimise: nothing,
    runBatch: nothing,
    stopBatch: refuse,
    openRoom: nothing,
    tellStory: nothing,
    openDialog: (dialog) => (LOCKED_DIALOGS.includes(dialog) ? refuse() : lab.actions.openDialog(dialog)),
  };
  return { ...lab, actions: { ...lab.actions, ...locked } };
}
