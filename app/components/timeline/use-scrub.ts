// Dragging along the track moves the focus, thirty times a second at most; the store keeps one question in flight. With Shift it
// marks a range. A press close to a tick goes to what the tick stands for.

import { useRef, type PointerEvent } from "react";
import { useActions } from "../shared/use-lab.ts";
import type { Axis } from "./axis.ts";
import { between } from "./ranges.ts";
import { tickNear, type Tick } from "./ticks.ts";

interface ScrubHandlers {
  onPointerDown(event: PointerEvent<HTMLElement>): void;
  onPointerMove(event: PointerEvent<HTMLElement>): void;
  onPointerUp(event: PointerEvent<HTMLElement>): void;
  onPointerLeave(): void;
  onPointerCancel(): void;
}

/** Milliseconds between two places asked for: every answer draws the whole page. */
const PAUSE_MS = 1000 / 30;

interface Scrub {
  readonly axis: Axis;
  readonly end: number;
  readonly ticks: readonly Tick[];
  /** From this height on the track shows ticks. */
  readonly ticksFrom: number;
  readonly onHover: (x: number | undefined) => void;
  readonly onDrag: (dragging: boolean) => void;
}

export function useScrub({ axis, end, ticks, ticksFrom, onHover, onDrag }: Scrub): ScrubHandlers {
  const { goTo, markRange } = useActions();
  const drag = useRef<{ frame: number; x: number; asked: number; readonly markFrom: number | undefined } | undefined>(
    undefined,
  );

  const place = (event: PointerEvent<HTMLElement>): { readonly x: number; readonly y: number } => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  function act(x: number, t = axis.t(x)): void {
    const from = drag.current?.markFrom;
    if (from === undefined) void goTo({ kind: "position", at: { t, sub: 0 } }, "step");
    else if (from !== t) markRange(between(from, t, end));
  }

  function stop(): void {
    if (drag.current !== undefined) cancelAnimationFrame(drag.current.frame);
    drag.current = undefined;
    onDrag(false);
  }

  return {
    onPointerDown(event) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const { x, y } = place(event);
      const tick = y >= ticksFrom ? tickNear(ticks, x) : undefined;
      drag.current = { frame: 0, x: tick?.x ?? x, asked: 0, markFrom: event.shiftKey ? axis.t(x) : undefined };
      onDrag(true);
      act(x, tick?.t);
    },
    onPointerMove(event) {
      const { x } = place(event);
      onHover(x);
      const state = drag.current;
      // A press on a tick is no drag until the pointer has left it.
      if (state === undefined || Math.abs(x - state.x) < 1) return;
      state.x = x;
      if (state.frame !== 0) return;
      const tick = (now: number): void => {
        if (now - state.asked < PAUSE_MS) {
          state.frame = requestAnimationFrame(tick);
          return;
        }
        state.frame = 0;
        state.asked = now;
        act(state.x);
      };
      state.frame = requestAnimationFrame(tick);
    },
    onPointerUp() {
      const state = drag.current;
      if (state !== undefined && state.frame !== 0) act(state.x);
      stop();
    },
    onPointerLeave: () => onHover(undefined),
    onPointerCancel: stop,
  };
}
