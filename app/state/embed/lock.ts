// An embed that is only to be read: what would change the scenario, or lead to another, is refused with a word.

import type { Problem } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import type { Lab } from "../lab.ts";
import { withNotice } from "../notices.ts";
import type { LabActions } from "../types/actions.ts";
import type { LabState } from "../types/state.ts";

const LOCKED_DIALOGS: readonly LabState["dialog"][] = ["scenarios", "editor"];

export function lockEdits(lab: Lab): Lab {
  const refuse = (): void => {
    const text = say("This view is only to be read. Open it in the lab to change it.");
    lab.store.setState((state) => withNotice(state, { tone: "info", text }));
  };
  const nothing = (): Promise<void> => Promise.resolve(refuse());
  const noProblems = (): Promise<readonly Problem[]> => {
    refuse();
    return Promise.resolve([]);
  };
  const locked: Partial<LabActions> = {
    bring: nothing,
    change: noProblems,
    replaceScenario: noProblems,
    editScenario: nothing,
    draftFault: refuse,
    inject: nothing,
    removeFault: nothing,
    dropBranch: nothing,
    undo: nothing,
    redo: nothing,
    minimise: nothing,
    runBatch: nothing,
  };
  const openDialog: LabActions["openDialog"] = (dialog) =>
    LOCKED_DIALOGS.includes(dialog) ? refuse() : lab.actions.openDialog(dialog);
  return { ...lab, actions: { ...lab.actions, ...locked, openDialog } };
}
