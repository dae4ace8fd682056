// Moving through a run and playing it.

import type { Breakpoint, Granularity } from "../sim/api.ts";
import { hexPfn } from "../sim/core/hex.ts";
import type { SimService } from "../worker/wire.ts";
import type { Focus } from "./focus.ts";
import type { LabStore } from "./lab.ts";
import { withNotice } from "./notices.ts";
import { MAX_SPEED, MIN_SPEED, type Player } from "./player.ts";
import type { LabActions } from "./types.ts";

type RunActions = Pick<
  LabActions,
  "goTo" | "goToLastWrite" | "step" | "runToBreakpoint" | "setGranularity" | "play" | "setSpeed" | "toggleBreakpoint"
>;

const placeOf = (breakpoint: Breakpoint): string =>
  breakpoint.kind === "phase"
    ? `at the start of each phase ${breakpoint.id}`
    : `on writes to frame ${hexPfn(breakpoint.pfn)}`;

export function runActions(store: LabStore, service: SimService, focus: Focus, player: Player): RunActions {
  const say = (text: string): void => store.setState((state) => withNotice(state, { tone: "info", text }));

  async function runToBreakpoint(direction: 1 | -1): Promise<void> {
    const { moment, breakpoints } = store.getState();
    if (moment === undefined) return;
    if (breakpoints.length === 0) return say("No breakpoint is set. Press b on a selected frame or phase to set one.");
    const hit = await service.runTo(moment.at, direction, breakpoints);
    if (hit !== undefined) return focus.go({ kind: "position", at: hit.at }, "jump");
    say(`No ${direction === 1 ? "later" : "earlier"} hit of a breakpoint in this run.`);
  }

  /** The hops of a frame come with it, newest first; those without a time are from before the run. */
  async function goToLastWrite(pfn: number): Promise<void> {
    const { moment } = store.getState();
    if (moment === undefined) return;
    const answer = await service.moment({ kind: "position", at: moment.at }, { frame: pfn });
    const hops = answer.ok ? (answer.value.frame?.provenance ?? []) : [];
    const last = hops.find((hop) => hop.t !== undefined);
    if (last?.t === undefined) return say(`Nobody has written frame ${hexPfn(pfn)} up to here in this run.`);
    store.setState({ playing: 0, selection: { kind: "frame", pfn } });
    return focus.go({ kind: "position", at: { t: last.t, sub: 0 } }, "jump");
  }

  return {
    goToLastWrite,
    goTo: (target, how = "jump", refused) => {
      store.setState({ playing: 0 });
      return focus.go(target, how, refused);
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
    toggleBreakpoint: (breakpoint) => {
      const { breakpoints } = store.getState();
      const key = JSON.stringify(breakpoint);
      const others = breakpoints.filter((each) => JSON.stringify(each) !== key);
      const had = others.length < breakpoints.length;
      store.setState({ breakpoints: had ? others : [...others, breakpoint] });
      say(`${had ? "Breakpoint removed:" : "Breakpoint"} ${placeOf(breakpoint)}${had ? "." : "; c runs to it."}`);
    },
  };
}
