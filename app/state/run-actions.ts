// Opening a scenario, moving through its run, playing it.

import type { Granularity, RunSummary, Target } from "../sim/api.ts";
import type { SimService } from "../worker/wire.ts";
import type { Focus } from "./focus.ts";
import type { LabStore } from "./lab.ts";
import { withNotice } from "./notices.ts";
import { MAX_SPEED, MIN_SPEED, type Player } from "./player.ts";
import type { LabActions, Source } from "./types.ts";

type RunActions = Pick<
  LabActions,
  "open" | "goTo" | "step" | "runToBreakpoint" | "setGranularity" | "play" | "setSpeed" | "toggleBreakpoint" | "restart"
>;

const START: Target = { kind: "position", at: { t: 0, sub: 0 } };

export function runActions(
  store: LabStore,
  service: SimService,
  focus: Focus,
  player: Player,
  restartService: () => void,
): RunActions {
  async function record(source: Source): Promise<RunSummary | undefined> {
    store.setState({ source, status: { kind: "recording" }, playing: 0, selection: undefined, walk: undefined });
    try {
      const answer = await service.load(source.scenario, (progress) => {
        store.setState((state) => (state.status.kind === "recording" ? { status: { kind: "recording", progress } } : {}));
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
    store.setState((state) => (state.status.kind === "recording" ? { status: { kind: "ready" } } : {}));
  }

  async function runToBreakpoint(direction: 1 | -1): Promise<void> {
    const { moment, breakpoints } = store.getState();
    if (moment === undefined) return;
    if (breakpoints.length === 0) {
      store.setState((s) => withNotice(s, "info", "No breakpoint is set. Press b on a selected frame or phase to set one."));
      return;
    }
    const hit = await service.runTo(moment.at, direction, breakpoints);
    if (hit !== undefined) return focus.go({ kind: "position", at: hit.at }, "jump");
    const where = direction === 1 ? "later" : "earlier";
    store.setState((s) => withNotice(s, "info", `No ${where} hit of a breakpoint in this run.`));
  }

  return {
    open,
    goTo: (target, how = "jump") => {
      store.setState({ playing: 0 });
      return focus.go(target, how);
    },
    step: (count, granularity?: Granularity) => focus.step(count, granularity ?? store.getState().granularity),
    runToBreakpoint,
    setGranularity: (granularity) => store.setState({ granularity }),
    play: (direction) => {
      store.setState({ playing: direction });
      if (direction === 0) player.stop();
      else player.start();
    },
    setSpeed: (speed) => store.setState({ speed: Math.min(MAX_SPEED, Math.max(MIN_SPEED, speed)) }),
    toggleBreakpoint: (breakpoint) =>
      store.setState(({ breakpoints }) => {
        const key = JSON.stringify(breakpoint);
        const others = breakpoints.filter((each) => JSON.stringify(each) !== key);
        return { breakpoints: others.length < breakpoints.length ? others : [...others, breakpoint] };
      }),
    restart: async () => {
      const { source, status, moment } = store.getState();
      const at = status.kind === "crashed" ? status.at : moment?.at;
      restartService();
      if (source !== undefined) await open(source, at === undefined ? START : { kind: "position", at });
    },
  };
}
