// The lanes from top to bottom, and their measures.

import type { Lane, RunSummary } from "../../sim/api.ts";
import { kernelsOf } from "../../state/kernels.ts";

const ORDER: readonly Lane[] = ["A", "code", "B", "C"];
export const LANE_NAMES: Readonly<Record<Lane, string>> = {
  A: "Kernel A",
  code: "control code",
  B: "Kernel B",
  C: "Kernel C",
};
export const LANE_HEIGHT = 26;

export function lanesOf(run: Pick<RunSummary, "phases">): readonly Lane[] {
  const kernels = kernelsOf(run);
  return ORDER.filter((lane) => lane === "code" || kernels.includes(lane));
}

export const laneTop = (lane: Lane): number => ORDER.indexOf(lane) * LANE_HEIGHT;
