// While two runs are compared, every moment on screen is asked about; one question in flight, the newest moment wins.

import type { Moment } from "../sim/api.ts";
import type { SimService } from "../worker/wire.ts";
import { faultsOf } from "./branches.ts";
import type { LabStore } from "./lab.ts";
import type { LabState } from "./types.ts";

export interface Comparing {
  idle(): boolean;
  stop(): void;
}

/** Is there a parent to compare with, and is it looked at? */
const wanted = ({ perspective, status, source, moment }: LabState): boolean =>
  perspective === "compare" && status.kind === "ready" && moment !== undefined && faultsOf(source?.scenario).length > 0;

export function compareAlong(store: LabStore, service: SimService): Comparing {
  let asking: Promise<void> | undefined;
  /** The newest moment that has been asked about, whatever came of it. */
  let asked: Moment | undefined;

  async function ask(): Promise<void> {
    for (let state = store.getState(); wanted(state) && state.moment !== asked; state = store.getState()) {
      const { moment } = state;
      if (moment === undefined) return;
      asked = moment;
      const answer = await service.compare({ kind: "position", at: moment.at });
      if (answer.ok && store.getState().moment === moment) store.setState({ comparison: answer.value });
      if (state.parent === undefined) await askForParent(state);
    }
  }

  /** Once for each run. */
  async function askForParent({ run }: LabState): Promise<void> {
    const parent = await service.parent();
    if (parent !== undefined && store.getState().run === run) store.setState({ parent });
  }

  const unsubscribe = store.subscribe((state) => {
    if (asking !== undefined || !wanted(state) || state.moment === asked) return;
    asking = ask()
      // The worker was ended: the next moment asks again.
      .catch(() => undefined)
      .finally(() => {
        asking = undefined;
      });
  });
  return { idle: () => asking === undefined, stop: unsubscribe };
}
