// The page in German.

import { COMMANDS_DE } from "./de/commands.ts";
import { FAULTS_1_DE } from "./de/faults-1.ts";
import { FAULTS_2_DE } from "./de/faults-2.ts";
import { MACHINE_1_DE } from "./de/machine-1.ts";
import { MACHINE_2_DE } from "./de/machine-2.ts";
import { MEMORY_1_DE } from "./de/memory-1.ts";
import { MEMORY_2_DE } from "./de/memory-2.ts";
import { MUSEUM_DE } from "./de/museum.ts";
import { PRESETS_DE } from "./de/presets.ts";
import { PROCESSOR_DE } from "./de/processor.ts";
import { QUESTIONS_1_DE } from "./de/questions-1.ts";
import { QUESTIONS_2_DE } from "./de/questions-2.ts";
import { QUESTIONS_OF_STORIES_DE } from "./de/questions-of-stories.ts";
import { REASONS_DE } from "./de/reasons.ts";
import { REST_DE } from "./de/rest.ts";
import { SCENARIOS_1_DE } from "./de/scenarios-1.ts";
import { SCENARIOS_2_DE } from "./de/scenarios-2.ts";
import { SHELL_1_DE } from "./de/shell-1.ts";
import { SHELL_2_DE } from "./de/shell-2.ts";
import { STORIES_1_DE } from "./de/stories-1.ts";
import { STORIES_2_DE } from "./de/stories-2.ts";
import { FORMS_DE } from "./de/forms.ts";
import { reteller } from "./forms.ts";
import type { Messages } from "./say.ts";

/** A text that stands in several places is in one of these alone. */
export const GERMAN_PARTS: readonly Messages[] = [
  SHELL_1_DE,
  SHELL_2_DE,
  MEMORY_1_DE,
  MEMORY_2_DE,
  PROCESSOR_DE,
  SCENARIOS_1_DE,
  SCENARIOS_2_DE,
  FAULTS_1_DE,
  FAULTS_2_DE,
  QUESTIONS_1_DE,
  QUESTIONS_2_DE,
  REST_DE,
  MACHINE_1_DE,
  MACHINE_2_DE,
  REASONS_DE,
  PRESETS_DE,
  COMMANDS_DE,
  MUSEUM_DE,
  QUESTIONS_OF_STORIES_DE,
  STORIES_1_DE,
  STORIES_2_DE,
];

export const GERMAN: Messages = Object.assign({}, ...GERMAN_PARTS);

export const retellInGerman = reteller(GERMAN, FORMS_DE);
