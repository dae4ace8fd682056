// Core files of the run at hand, given to the reader to keep.

import { problemText } from "../sim/core/errors.ts";
import type { Result } from "../sim/api.ts";
import { say } from "../messages/say.ts";
import type { CoreFileKind, SimService } from "../worker/wire.ts";
import type { LabStore } from "./lab.ts";
import { withNotice } from "./notices.ts";
import { fileStem } from "./scenarios.ts";
import type { LabActions } from "./types/actions.ts";
import type { Notice } from "./types/notices.ts";
import type { LabState } from "./types/state.ts";

type CoreActions = Pick<LabActions, "saveCore">;

/** Hands a file to the browser. */
export type Save = (name: string, bytes: Uint8Array) => void;

/** Which of the run's images it is, where the moment says so. */
function imageWord({ moment }: LabState, slot: number | undefined): string {
  const slots = moment?.hibernation?.slots ?? [];
  const found = slots.filter((each) => slot === undefined || each.slot === slot);
  const sequences = found.flatMap(({ header }) => header?.sequence ?? []);
  return sequences.length === 0 ? "image" : `image-${Math.max(...sequences)}`;
}

export function coreActions(store: LabStore, service: SimService, save: Save): CoreActions {
  const tell = (tone: Notice["tone"], text: string): void =>
    store.setState((state) => withNotice(state, { tone, text }));

  async function saveCore(kind: CoreFileKind, slot?: number): Promise<void> {
    const state = store.getState();
    const { source, moment, status } = state;
    if (source === undefined || moment === undefined || status.kind !== "ready") return;
    const name = `${fileStem(source.scenario)}.${kind === "image" ? imageWord(state, slot) : kind}.core`;
    let file: Result<Uint8Array>;
    try {
      file = await service.coreFile(kind, moment.at, slot);
    } catch {
      // The worker was ended meanwhile.
      return;
    }
    if (!file.ok)
      return tell(
        "error",
        say("{name} cannot be made: {value}", { name, value: file.problems.map(problemText).join("; ") }),
      );
    save(name, file.value);
    tell(
      "info",
      kind === "image"
        ? say("{name} is yours: readelf and gdb open it, and dropped here it brings A back.", { name })
        : say("{name} is yours: readelf and gdb open it.", { name }),
    );
  }

  return { saveCore };
}
