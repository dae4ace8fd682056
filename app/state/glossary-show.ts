// "Show me": the place of the open run where a term is first met.

import type { Term } from "./glossary.ts";
import type { Lab } from "./lab.ts";
import { resolveRef } from "./refs.ts";

/** False where the open run has no such place. */
export async function showTerm({ store, actions }: Lab, { show = [], selection }: Term): Promise<boolean> {
  if (store.getState().run === undefined) return false;
  for (const anchor of show) {
    let refused = false;
    await actions.goTo({ kind: "anchor", anchor }, "jump", () => {
      refused = true;
    });
    if (refused) continue;
    const { moment } = store.getState();
    const thing = moment === undefined || selection === undefined ? undefined : resolveRef(selection, moment);
    if (thing !== undefined) actions.select(thing);
    return true;
  }
  return false;
}
