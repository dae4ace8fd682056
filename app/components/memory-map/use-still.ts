// True when nothing may move by itself: the reader's setting, else the system's.

import { useSyncExternalStore } from "react";
import { useLab } from "../shared/use-lab.ts";

const QUERY = "(prefers-reduced-motion: reduce)";

function subscribe(notify: () => void): () => void {
  const query = matchMedia(QUERY);
  query.addEventListener("change", notify);
  return () => query.removeEventListener("change", notify);
}

export function useStill(): boolean {
  const motion = useLab((state) => state.settings.motion);
  const system = useSyncExternalStore(subscribe, () => matchMedia(QUERY).matches);
  return motion === "system" ? system : motion !== "full";
}
