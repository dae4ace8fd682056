// Which of the four layouts the window asks for, and whether the reader wants motion.

import { useSyncExternalStore } from "react";

export type Layout = "wide" | "medium" | "narrow" | "phone";

const queries = {
  wide: "(min-width: 1360px)",
  medium: "(min-width: 1024px)",
  narrow: "(min-width: 640px)",
  low: "(max-height: 560px)",
  tall: "(min-height: 860px)",
} as const;

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => matchMedia(query).matches,
  );
}

export function useLayout(): Layout {
  const [wide, medium, narrow] = [useMedia(queries.wide), useMedia(queries.medium), useMedia(queries.narrow)];
  if (wide) return "wide";
  if (medium) return "medium";
  return narrow ? "narrow" : "phone";
}

/** True when the dock must shrink to its transport and one thin lane. */
export const useLowHeight = (): boolean => useMedia(queries.low);
/** True when there is room below the map for a second panel. */
export const useTallHeight = (): boolean => useMedia(queries.tall);
