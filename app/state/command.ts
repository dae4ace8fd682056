// What a command is.

import type { Lab } from "./lab.ts";

export type CommandGroup = "Time" | "Go to" | "Look" | "Ask" | "Scenario" | "Faults" | "Story" | "Page" | "Help";

export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  /** Keys such as ".", "Shift+n", "$mod+k", "v 1" (one after the other); the first is shown. */
  readonly keys: readonly string[];
  /** In dialogs and fields too; only for keys that type nothing. */
  readonly everywhere?: true;
  readonly run: (lab: Lab) => void;
  readonly enabled?: (lab: Lab) => boolean;
}
