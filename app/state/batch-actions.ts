// A batch: the run on screen under one fault after another. It goes on while the page is used, and can be stopped.

import type { BatchRow } from "../sim/api.ts";
import { problemText } from "../sim/core/errors.ts";
import type { SimService } from "../worker/wire.ts";
import { faultsOf } from "./branches.ts";
import type { LabStore } from "./lab.ts";
import { withNotice } from "./notices.ts";
import type { LabActions } from "./types/actions.ts";
import type { Batch } from "./types/faults.ts";

type BatchActions = Pick<LabActions, "runBatch" | "stopBatch">;

/** Texts to run, each once, and the cells that each stands in. */
function cellsByFault(cells: readonly (string | undefined)[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [index, text] of cells.entries()) {
    if (text === undefined) continue;
    const known = places.get(text);
    if (known === undefined) places.set(text, [index]);
    else known.push(index);
  }
  return places;
}

export function batchActions(store: LabStore, service: SimService, now: () => number): BatchActions {
  let latest = 0;
  const change = (mine: number, of: (batch: Batch) => Partial<Batch>): void => {
    if (mine === latest)
      store.setState(({ batch }) => (batch === undefined ? {} : { batch: { ...batch, ...of(batch) } }));
  };

  return {
    runBatch: async (plan) => {
      const state = store.getState();
      if (state.status.kind !== "ready" || state.source === undefined || state.batch?.running === true) return;
      const mine = ++latest;
      const [since, places] = [now(), cellsByFault(plan.cells)];
      const answers: (BatchRow | undefined)[] = plan.cells.map(() => undefined);
      store.setState({ batch: { plan, base: faultsOf(state.source.scenario), answers, running: true, elapsed: 0 } });
      try {
        const done = await service.batch([...places.keys()], ({ row }) => {
          for (const cell of places.get(row.fault) ?? []) answers[cell] = row;
          change(mine, () => ({ answers: [...answers], elapsed: now() - since }));
          return mine === latest;
        });
        if (!done.ok) {
          const text = done.problems.map(problemText).join("; ");
          store.setState((after) => withNotice(after, { tone: "error", text }));
        }
      } catch {
        // The worker was ended: what there is stays.
      }
      change(mine, () => ({ running: false, elapsed: now() - since }));
    },
    stopBatch: () => {
      change(latest, () => ({ running: false }));
      latest += 1;
    },
  };
}
