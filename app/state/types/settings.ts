// What the reader has set.

import type { Language } from "../../messages/say.ts";

export interface Settings {
  readonly theme: "system" | "light" | "dark";
  /** Reduced: nothing travels. None: nothing fades either. */
  readonly motion: "system" | "full" | "reduced" | "none";
  /** Off: no key by itself is a command. */
  readonly keys: "default" | "debugger" | "off";
  /** Command id to key sequence; absent means the default. */
  readonly keymap: Readonly<Record<string, string>>;
  readonly announce: "every" | "phases" | "off";
  readonly language: "system" | Language;
  /** Concept leaves out raw encodings, single bits and the two finest steps; the run is the same. */
  readonly detail: "engineer" | "concept";
  /** Type in percent, for a projector. */
  readonly presenter: "off" | "125" | "150";
  /** Hints that have served. */
  readonly hints: readonly string[];
}
