// A preset, recorded.

import type { Run } from "../../app/sim/recording/run.ts";
import { findPreset } from "../../app/sim/scenario/presets.ts";
import { recordScenario } from "../../app/sim/scenario/to-plan.ts";

export function recordPreset(id: string): Run {
  const preset = findPreset(id);
  if (preset === undefined) throw new Error(`no preset ${id}`);
  const recorded = recordScenario(preset.scenario);
  if (!recorded.ok) throw new Error(JSON.stringify(recorded.problems));
  return recorded.value;
}
