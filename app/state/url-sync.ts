// Keeps the address bar shareable: a significant jump makes a history entry, steps and scrubbing replace the entry at
// most four times a second (browsers refuse more), and going back or editing the address moves the focus.

import { say } from "../messages/say.ts";
import { samePosition } from "./focus.ts";
import type { Lab } from "./lab.ts";
import { fragmentOf, openFragment } from "./link-state.ts";
import { phaseOf } from "./phases.ts";
import type { LabState } from "./types/state.ts";

const PAUSE_MS = 250;

/** Does this change of the state show in the address? */
const differs = (a: LabState, b: LabState): boolean =>
  a.moment !== b.moment ||
  a.selection !== b.selection ||
  a.granularity !== b.granularity ||
  a.perspective !== b.perspective ||
  a.storyStep !== b.storyStep ||
  a.story !== b.story ||
  a.listFrom !== b.listFrom ||
  a.walk !== b.walk ||
  a.breakpoints !== b.breakpoints ||
  a.range !== b.range ||
  a.map !== b.map ||
  a.baseFixed !== b.baseFixed ||
  a.other !== b.other ||
  a.otherAt !== b.otherAt ||
  a.linked !== b.linked;

export function titleOf(state: LabState): string {
  if (state.status.kind === "refused") return say("{what} refused · Kexec Jump Lab", { what: state.status.what });
  if (state.status.kind === "bad-link") return say("Link cannot be opened · Kexec Jump Lab");
  if (state.status.kind === "recording")
    return say("Recording {scenario} · Kexec Jump Lab", { scenario: say(state.source?.scenario.title ?? "") });
  const phase = phaseOf(state.run, state.moment);
  const words = [state.source?.scenario.title, phase?.title, "Kexec Jump Lab"];
  return words.flatMap((word) => (word === undefined ? [] : [say(word)])).join(" · ");
}

/** A significant jump: meant as one, and it led somewhere else. */
function jumped(state: LabState, before: LabState): boolean {
  const [to, from] = [state.moment?.at, before.moment?.at];
  return state.move === "jump" && to !== undefined && from !== undefined && !samePosition(to, from);
}

export function syncAddress(lab: Lab): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let started = false;
  let written = location.hash;
  /** The last state with no answer awaited: what is between two of them is neither here nor there. */
  let settled = lab.store.getState();

  function write(state: LabState, how: "push" | "replace"): void {
    const fragment = fragmentOf(state);
    // An embed never rewrites its own address.
    if (state.embed !== undefined || fragment === undefined || fragment === written) return;
    written = fragment;
    if (how === "push") history.pushState(null, "", fragment);
    else history.replaceState(null, "", fragment);
  }

  function later(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (settled.status.kind === "ready") write(settled, "replace");
    }, PAUSE_MS);
  }

  function settle(state: LabState): void {
    const before = settled;
    settled = state;
    if (before.status.kind !== "ready") {
      write(state, started ? "push" : "replace");
      started = true;
    } else if (jumped(state, before)) {
      write(before, "replace");
      write(state, "push");
    } else if (differs(state, before)) later();
  }

  const unsubscribe = lab.store.subscribe((state, before) => {
    if (state.moment !== before.moment || state.status !== before.status || state.language !== before.language)
      document.title = titleOf(state);
    if (state.status.kind !== "ready") settled = state;
    else if (state.seeking === undefined) settle(state);
  });

  const onMove = (): void => {
    if (location.hash === written) return;
    clearTimeout(timer);
    timer = undefined;
    written = location.hash;
    void openFragment(lab, location.hash);
  };
  addEventListener("popstate", onMove);
  addEventListener("hashchange", onMove);
  return () => {
    unsubscribe();
    clearTimeout(timer);
    removeEventListener("popstate", onMove);
    removeEventListener("hashchange", onMove);
  };
}
