// The size of an element in CSS pixels and the density of the screen, kept up to date.

import { useLayoutEffect, useState, type RefObject } from "react";
import type { Box } from "./layout.ts";

export interface ScreenBox extends Box {
  readonly pixelRatio: number;
}

export function useBox(element: RefObject<HTMLElement | null>): ScreenBox | undefined {
  const [box, setBox] = useState<ScreenBox>();
  useLayoutEffect(() => {
    const host = element.current;
    if (host === null) return undefined;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = host;
      const pixelRatio = globalThis.devicePixelRatio;
      setBox((old) =>
        old?.width === width && old.height === height && old.pixelRatio === pixelRatio
          ? old
          : { width, height, pixelRatio },
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(host);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return box;
}
