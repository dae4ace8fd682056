// An event of the log as a command line that fails when the run does not have it any more.

import type { LogEvent } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { fragmentOf } from "../../state/link-state.ts";
import { faultsOf } from "../../state/branches.ts";
import { fileOf } from "../../state/scenarios.ts";
import type { LabState } from "../../state/types/state.ts";

/** For a shell: within single quotes nothing has a meaning but the quote itself. */
export const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** The scenario by its preset where it is one, else by its link; what lies in a file by that file's name. */
function scenarioWords(state: LabState): readonly string[] {
  const { source } = state;
  const file = fileOf(source);
  if (source?.image !== undefined) return ["--image", source.image.name];
  if (file !== undefined) return [];
  if (source?.preset !== undefined && faultsOf(source.scenario).length === 0) return [source.preset];
  return [fragmentOf(state) ?? ""];
}

/** Undefined of a run that the command line cannot make: a captured jump. */
export function assertionOf(state: LabState, { t, source, text }: LogEvent): string | undefined {
  const scenario = scenarioWords(state);
  const { moment } = state;
  if (scenario.length === 0) return undefined;
  const hash = moment?.at.t === t && moment.at.sub === 0 ? ["--hash", moment.hash.slice(0, 8)] : [];
  const words = ["assert", ...scenario, "--at", String(t), ...hash, "--event", `${source} ${text}`];
  return say("npm run --silent kjlab -- {value}", { value: words.map(quoted).join(" ") });
}
