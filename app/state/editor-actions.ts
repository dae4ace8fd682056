// The scenario editor as the rest of the page sees it: begun, saved, left. The work itself is in editor-work.ts.

import { say } from "../messages/say.ts";
import { prettyJson } from "../sim/scenario/schema.ts";
import type { Save } from "./core-actions.ts";
import type { LabStore } from "./lab.ts";
import { withNotice } from "./notices.ts";
import { editable } from "./scenario-edits.ts";
import { fileOf, fileStem } from "./scenarios.ts";
import type { LabActions } from "./types/actions.ts";

type EditorActions = Pick<LabActions, "editScenario" | "setEditor" | "saveScenario" | "openHelp">;

export function editorActions(store: LabStore, save: Save): EditorActions {
  return {
    editScenario: async () => {
      if (!editable(store.getState())) return;
      const work = await import("./editor-work.ts");
      store.setState((state) => ({ editor: work.documentFor(state), dialog: "editor" }));
    },
    setEditor: (editor) => store.setState({ editor }),
    saveScenario: () => {
      const { source, editor, dialog } = store.getState();
      if (source === undefined) return;
      if (fileOf(source) !== undefined) {
        const text = say("What is open is a file, not a scenario.");
        return store.setState((state) => withNotice(state, { tone: "info", text }));
      }
      const text = dialog === "editor" && editor !== undefined ? editor.text : prettyJson(source.scenario);
      save(`${fileStem(source.scenario)}.json`, new TextEncoder().encode(text));
    },
    openHelp: (page, term) => store.setState({ help: { page, term }, dialog: "help" }),
  };
}
