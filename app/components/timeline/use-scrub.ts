// Dragging along the track moves the focus, once a frame at most; the store keeps one question in flight.

import { useRef, type PointerEvent } from "react";
import { useActions } from "../shared/use-lab.ts";
import type { Axis } from "./axis.ts";

interface ScrubHandlers {
  onPointerDown(event: PointerEvent<HTMLElement>): void;
  onPointerMove(event: PointerEvent<HTMLElement>): void;
  onPointerUp(event: PointerEvent<HTMLElement>): void;
  onPointerLeave(): void;
  onPointerCancel(): void;
}

export function useScrub(
  axis: Axis,
  onHover: (x: number | undefined) => void,
  onDrag: (dragging: boolean) => void,
): ScrubHandlers {
  const { goTo } = useActions();
  const drag = useRef<{ frame: number; x: number } | undefined>(undefined);

  const place = (event: PointerEvent<HTMLElement>): number =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;

  function seek(x: number): void {
    void goTo({ kind: "position", at: { t: axis.t(x), sub: 0 } }, "step");
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
      drag.current = { frame: 0, x: place(event) };
      onDrag(true);
      seek(drag.current.x);
    },
    onPointerMove(event) {
      const x = place(event);
      onHover(x);
      const state = drag.current;
      if (state === undefined) return;
      state.x = x;
      if (state.frame !== 0) return;
      state.frame = requestAnimationFrame(() => {
        state.frame = 0;
        seek(state.x);
      });
    },
    onPointerUp(event) {
      if (drag.current !== undefined) seek(place(event));
      stop();
    },
    onPointerLeave: () => onHover(undefined),
    onPointerCancel: stop,
  };
}
