// Moves the focus: one question in flight, the newest target wins, steps asked for meanwhile add up. What is shown
// stays until its successor is there.

import type { Granularity, Position, Target } from "../sim/api.ts";
import { problemText, type Problem } from "../sim/core/errors.ts";
import type { SimService } from "../worker/wire.ts";
import { interestOf } from "./interest.ts";
import type { LabStore } from "./lab.ts";
import { withNotice } from "./notices.ts";
import type { Move } from "./types/actions.ts";

/** Told why there is no such place, instead of a notice. */
type Refused = (problems: readonly Problem[]) => void;

type Item =
  | { readonly kind: "go"; readonly target: Target; readonly how: Move; readonly refused?: Refused | undefined }
  | { readonly kind: "step"; readonly granularity: Granularity; readonly count: number }
  | { readonly kind: "refresh" };

export interface Focus {
  go(target: Target, how: Move, refused?: Refused): Promise<void>;
  step(count: number, granularity: Granularity): Promise<void>;
  /** Asks again for the same position, because the interest changed. */
  refresh(): Promise<void>;
  /** Forgets what is queued; the answer in flight is dropped. */
  cancel(): void;
  idle(): boolean;
}

const ORIGIN: Position = { t: 0, sub: 0 };
export const samePosition = (a: Position, b: Position): boolean => a.t === b.t && a.sub === b.sub;

/** A new place forgets what was waiting, steps of a kind add up, and any answer at all serves a refresh. */
function enqueued(queue: readonly Item[], item: Item): readonly Item[] {
  const last = queue.at(-1);
  if (item.kind === "go") return [item];
  if (item.kind === "refresh") return last === undefined ? [item] : queue;
  if (last?.kind === "step" && last.granularity === item.granularity)
    return [...queue.slice(0, -1), { ...last, count: last.count + item.count }];
  return [...queue.filter((each) => each.kind !== "refresh"), item];
}

export function createFocus(store: LabStore, service: SimService, now: () => number): Focus {
  let queue: Item[] = [];
  let draining: Promise<void> | undefined;
  let era = 0;

  const at = (): Position => store.getState().moment?.at ?? ORIGIN;

  function targetOf(item: Item): Target {
    if (item.kind === "go") return item.target;
    if (item.kind === "refresh") return { kind: "position", at: at() };
    return { kind: "step", from: at(), granularity: item.granularity, count: item.count };
  }

  async function answer(item: Item): Promise<void> {
    const [target, asked, since] = [targetOf(item), era, now()];
    store.setState({ seeking: target });
    const result = await service.moment(target, interestOf(store.getState())).catch((error: unknown) => {
      // Of what nobody waits for any more, a failure is nobody's either.
      if (asked === era) throw error;
    });
    if (result === undefined || asked !== era) return;
    if (!result.ok) {
      if (item.kind === "go" && item.refused !== undefined) return item.refused(result.problems);
      store.setState((state) =>
        withNotice(state, { tone: "warning", text: result.problems.map(problemText).join("; ") }),
      );
      return;
    }
    store.setState((state) => {
      const stayed = state.moment !== undefined && samePosition(state.moment.at, result.value.at);
      const move = item.kind === "go" ? item.how : item.kind === "step" ? ("step" as const) : state.move;
      const previous = stayed || state.baseFixed ? state.previous : state.moment;
      return { moment: result.value, previous, move, seekMs: now() - since };
    });
  }

  async function drain(): Promise<void> {
    try {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await answer(item);
    } catch (error) {
      queue = [];
      const message = error instanceof Error ? error.message : String(error);
      const last = store.getState().moment?.at;
      store.setState({ status: { kind: "crashed", message, ...(last === undefined ? {} : { at: last }) }, playing: 0 });
    } finally {
      draining = undefined;
      store.setState({ seeking: undefined });
    }
  }

  function enqueue(item: Item): Promise<void> {
    queue = [...enqueued(queue, item)];
    draining ??= drain();
    return draining;
  }

  return {
    go: (target, how, refused) => enqueue({ kind: "go", target, how, refused }),
    step: (count, granularity) => enqueue({ kind: "step", count, granularity }),
    refresh: () => (store.getState().moment === undefined ? Promise.resolve() : enqueue({ kind: "refresh" })),
    cancel: () => {
      queue = [];
      era += 1;
    },
    idle: () => draining === undefined,
  };
}
