// The three lanes from top to bottom, and their measures.

import type { Lane } from "../../sim/api.ts";

export const LANES: readonly Lane[] = ["A", "code", "B"];
export const LANE_NAMES: Readonly<Record<Lane, string>> = { A: "Kernel A", code: "control code", B: "Kernel B" };
export const LANE_HEIGHT = 26;
export const laneTop = (lane: Lane): number => LANES.indexOf(lane) * LANE_HEIGHT;
