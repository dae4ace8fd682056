// The map's colours, read again whenever the page's theme or the system's colours change.

import { useLayoutEffect, useState, type RefObject } from "react";
import { readPalette, type Palette } from "./palette.ts";

const SYSTEM_QUERIES = ["(prefers-color-scheme: dark)", "(forced-colors: active)"];

export function usePalette(host: RefObject<HTMLElement | null>): Palette | undefined {
  const [palette, setPalette] = useState<Palette>();
  useLayoutEffect(() => {
    const read = (): void => {
      if (host.current !== null) setPalette(readPalette(host.current));
    };
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class", "style"] });
    const queries = SYSTEM_QUERIES.map((query) => matchMedia(query));
    for (const query of queries) query.addEventListener("change", read);
    return () => {
      observer.disconnect();
      for (const query of queries) query.removeEventListener("change", read);
    };
  }, [host]);
  return palette;
}
