// Opening a scenario: it is recorded once, then shown; and doing so again after the worker died.

import type { RunSummary, Target } from "../sim/api.ts";
import type { SimService } from "../worker/wire.ts";
import type { Focus } from "./focus.ts";
import type { LabStore } from "./lab.ts";
import type { LabActions, Source } from "./types.ts";

const START: Target = { kind: "position", at: { t: 0, sub: 0 } };

type OpenActions = Pick<LabActions, "open" | "restart">;

export function openActions(
  store: LabStore,
  service: SimService,
  focus: Focus,
  restartService: () => void,
): OpenActions {
  async function record(source: Source): Promise<RunSummary | undefined> {
    store.setState({ source, status: { kind: "recording" }, playing: 0, selection: undefined, walk: undefined });
    try {
      const answer = await service.load(source.scenario, (progress) => {
        store.setState(({ status }) =>
          status.kind === "recording" ? { status: { kind: "recording", progress } } : {},
        );
      });
      if (store.getState().source !== source) return undefined;
      if (answer.ok) return answer.value;
      store.setState({ status: { kind: "refused", problems: answer.problems } });
    } catch (error) {
      if (store.getState().source !== source) return undefined;
      store.setState({ status: { kind: "crashed", message: error instanceof Error ? error.message : String(error) } });
    }
    return undefined;
  }

  async function open(source: Source, target: Target = START): Promise<void> {
    focus.cancel();
    const run = await record(source);
    if (run === undefined) return;
    store.setState({ run, moment: undefined, previous: undefined, listFrom: "now", breakpoints: [] });
    await focus.go(target, "jump");
    // A link may name a place this run has not: its start is shown rather than nothing.
    if (store.getState().moment === undefined && target !== START) await focus.go(START, "jump");
    store.setState(({ status }) => (status.kind === "recording" ? { status: { kind: "ready" } } : {}));
  }

  return {
    open,
    restart: async () => {
      const { source, status, moment } = store.getState();
      const at = status.kind === "crashed" ? status.at : moment?.at;
      restartService();
      if (source !== undefined) await open(source, at === undefined ? START : { kind: "position", at });
    },
  };
}
