// Pressing long repeats: eight times a second at first, thirty after a while.

import { useEffect, useRef, type MouseEvent } from "react";

const WAIT_MS = 400;
const SLOW_MS = 125;
const FAST_MS = 33;

interface HoldHandlers {
  onClick(event: MouseEvent): void;
  onPointerDown?(): void;
  onPointerUp?(): void;
  onPointerLeave?(): void;
}

export function useHold(act: () => void, holds: boolean): HoldHandlers {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const repeated = useRef(false);
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  const stop = (): void => clearTimeout(timer.current);
  useEffect(() => () => clearTimeout(timer.current), []);

  function repeat(pause: number): void {
    repeated.current = true;
    latest.current();
    timer.current = setTimeout(() => repeat(Math.max(FAST_MS, pause * 0.94)), pause);
  }

  const onClick = (): void => {
    // The click that ends a long press has been acted on already.
    if (!repeated.current) act();
    repeated.current = false;
  };
  if (!holds) return { onClick };
  return {
    onClick,
    onPointerDown: () => {
      repeated.current = false;
      timer.current = setTimeout(() => repeat(SLOW_MS), WAIT_MS);
    },
    onPointerUp: stop,
    onPointerLeave: stop,
  };
}
