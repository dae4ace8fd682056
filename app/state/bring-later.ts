// Readers of the files that a reader brings are fetched when the first one is brought.

import type { BringActions, BringOthers } from "./bring-actions.ts";
import type { LabStore } from "./lab.ts";

export function bringLater(store: LabStore, others: BringOthers): BringActions {
  let actions: Promise<BringActions> | undefined;
  const fetched = (): Promise<BringActions> =>
    (actions ??= import("./bring-actions.ts").then(({ bringActions }) => bringActions(store, others)));
  return {
    bring: async (files) => (await fetched()).bring(files),
    openCapture: async (name, bytes) => (await fetched()).openCapture(name, bytes),
    change: async (changes) => (await fetched()).change(changes),
    replaceScenario: async (...about) => (await fetched()).replaceScenario(...about),
    act: async (notice) => (await fetched()).act(notice),
  };
}
