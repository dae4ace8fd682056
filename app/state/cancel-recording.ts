// Ending a recording under way, whatever of it is on screen.

import type { Lab } from "./lab.ts";
import { DEFAULT_PRESET, openDefault } from "./link-state.ts";
import type { LabState } from "./types/state.ts";

/** Is there anything to go to instead? */
export const canCancelRecording = ({ source, moment, status }: LabState): boolean =>
  source?.preset !== DEFAULT_PRESET ||
  (moment !== undefined && status.kind === "recording" && status.part === undefined);

/** Back to what was open before, or to the example. */
export async function cancelRecording(lab: Lab): Promise<void> {
  await lab.actions.cancelOpening();
  if (lab.store.getState().source === undefined) await openDefault(lab);
}
