// The settings that are one of a few: what each is called, and in which words its values are offered.

import type { Settings } from "../../state/types/settings.ts";

type Chosen = "theme" | "language" | "motion" | "detail" | "presenter" | "announce" | "keys";

interface Choice<Key extends Chosen = Chosen> {
  readonly key: Key;
  readonly title: string;
  readonly options: readonly (readonly [Settings[Key], string])[];
  readonly help?: string;
}

const choice = <Key extends Chosen>(
  key: Key,
  title: string,
  options: Choice<Key>["options"],
  help?: string,
): Choice<Key> => ({ key, title, options, ...(help === undefined ? {} : { help }) });

export const LOOK = [
  choice("theme", "Theme", [
    ["system", "As the system"],
    ["light", "Light"],
    ["dark", "Dark"],
  ]),
  choice("language", "Language", [
    ["system", "As the system"],
    ["en", "English"],
    ["de", "Deutsch"],
  ]),
  choice(
    "motion",
    "Motion",
    [
      ["system", "As the system"],
      ["full", "Full"],
      ["reduced", "Reduced"],
      ["none", "None"],
    ],
    "Reduced: nothing travels or slides. None: nothing fades either.",
  ),
  choice(
    "detail",
    "Detail",
    [
      ["engineer", "Engineer"],
      ["concept", "Concept"],
    ],
    "Concept leaves out raw encodings, single bits and the two finest steps. The run is the same.",
  ),
  choice(
    "presenter",
    "Presenter mode",
    [
      ["off", "Off"],
      ["125", "125 %"],
      ["150", "150 %"],
    ],
    "Larger type, no header, no status line. Page Up and Page Down tell the story.",
  ),
  choice("announce", "Announce to screen readers", [
    ["every", "Every step"],
    ["phases", "Phases"],
    ["off", "Nothing"],
  ]),
] as const;

export const KEYS = choice(
  "keys",
  "Keyboard",
  [
    ["default", "Default"],
    ["debugger", "Debugger"],
    ["off", "Off"],
  ],
  "Debugger adds F8, F10, F11 and Shift+F11. Off leaves out every key that is a command by itself; those with Ctrl stay.",
);

export type AnyChoice = (typeof LOOK)[number] | typeof KEYS;
