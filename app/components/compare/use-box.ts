// The size of an element, kept current.

import { useLayoutEffect, useState, type RefObject } from "react";

export interface Box {
  readonly width: number;
  readonly height: number;
}

export function useBox(element: RefObject<HTMLElement | null>): Box | undefined {
  const [box, setBox] = useState<Box>();
  useLayoutEffect(() => {
    const host = element.current;
    if (host === null) return undefined;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = host;
      setBox((old) => (old?.width === width && old.height === height ? old : { width, height }));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(host);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return box;
}
