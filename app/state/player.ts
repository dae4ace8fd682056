// Play: steps at a rate. Above sixty a second the page steps by larger counts per frame instead of drawing more often.

import type { Focus } from "./focus.ts";
import { samePosition } from "./focus.ts";
import type { LabStore } from "./lab.ts";

export interface Clock {
  now(): number;
  /** Calls back about once a frame; returns what cancels it. */
  frame(callback: () => void): () => void;
}

export interface Player {
  start(): void;
  stop(): void;
}

export const MIN_SPEED = 0.5;
/** The fastest that is a number of steps a second. */
export const TOP_SPEED = 1_000_000;
/** Stands for "as fast as possible": the views follow a few times a second, and what lies between is not shown. */
export const MAX_SPEED = 2 * TOP_SPEED;
/** After a pause of the page (hidden tab) at most this much time is made up for, in milliseconds. */
const LONGEST_FRAME = 250;

/** Milliseconds between two views when play is as fast as possible. */
const VIEW_MS = 250;
/** Steps between two of these views: twice as many as long as an answer comes quickly, half as many when it does not. */
const LONGEST_STRIDE = 1 << 22;
const QUICK_MS = 60;

export function nextStride(stride: number, answerMs: number): number {
  if (answerMs <= QUICK_MS) return Math.min(LONGEST_STRIDE, stride * 2);
  return answerMs >= VIEW_MS ? Math.max(1, stride >>> 1) : stride;
}

/** How many whole steps are due, and the part of a step left over. */
export function stepsDue(
  carried: number,
  elapsedMs: number,
  speed: number,
): { readonly steps: number; readonly rest: number } {
  const due = carried + (Math.min(elapsedMs, LONGEST_FRAME) * speed) / 1000;
  const steps = Math.floor(due);
  return { steps, rest: due - steps };
}

export function createPlayer(store: LabStore, focus: Focus, clock: Clock): Player {
  let cancel: (() => void) | undefined;
  let last = 0;
  let carried = 0;
  let stride = 1;
  let shownAt = 0;

  async function advance(steps: number): Promise<void> {
    const before = store.getState();
    await focus.step(steps * before.playing, before.granularity);
    const after = store.getState();
    const [from, to] = [before.moment?.at, after.moment?.at];
    if (from !== undefined && to !== undefined && samePosition(from, to)) store.setState({ playing: 0 });
  }

  /** As fast as possible: few answers, each from far on. */
  async function race(time: number): Promise<void> {
    shownAt = time;
    await advance(stride);
    stride = nextStride(stride, clock.now() - time);
  }

  function tick(): void {
    const { playing, speed } = store.getState();
    if (playing === 0) return stop();
    const time = clock.now();
    if (speed >= MAX_SPEED) {
      last = time;
      if (time - shownAt >= VIEW_MS && focus.idle()) void race(time);
      cancel = clock.frame(tick);
      return;
    }
    // Steps that fall due while an answer is awaited are dropped: play slows down rather than running on after a stop.
    const { steps, rest } = stepsDue(carried, time - last, speed);
    last = time;
    carried = rest;
    if (steps > 0 && focus.idle()) void advance(steps);
    cancel = clock.frame(tick);
  }

  function stop(): void {
    cancel?.();
    cancel = undefined;
  }

  return {
    start() {
      stop();
      last = clock.now();
      carried = 1;
      stride = 64;
      shownAt = -VIEW_MS;
      cancel = clock.frame(tick);
    },
    stop,
  };
}
