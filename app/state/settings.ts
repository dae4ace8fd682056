// Settings live in local storage; a browser that refuses storage only forgets them.

import * as v from "valibot";
import { DEFAULT_SETTINGS } from "./initial.ts";
import type { Settings } from "./types.ts";

const KEY = "kjl.settings";

const Stored = v.object({
  theme: v.fallback(v.picklist(["system", "light", "dark"]), DEFAULT_SETTINGS.theme),
  motion: v.fallback(v.picklist(["system", "full", "reduced"]), DEFAULT_SETTINGS.motion),
  keys: v.fallback(v.picklist(["on", "off"]), DEFAULT_SETTINGS.keys),
  keymap: v.fallback(v.record(v.string(), v.string()), DEFAULT_SETTINGS.keymap),
  announce: v.fallback(v.picklist(["every", "phases", "off"]), DEFAULT_SETTINGS.announce),
});

export function parseSettings(text: string | null): Settings {
  if (text === null) return DEFAULT_SETTINGS;
  try {
    const read = v.safeParse(Stored, JSON.parse(text));
    return read.success ? read.output : DEFAULT_SETTINGS;
  } catch (error) {
    if (error instanceof SyntaxError) return DEFAULT_SETTINGS;
    throw error;
  }
}

/** Local storage, or undefined where the browser forbids it. */
function storage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

export const loadSettings = (): Settings => parseSettings(storage()?.getItem(KEY) ?? null);

export function saveSettings(settings: Settings): void {
  try {
    storage()?.setItem(KEY, JSON.stringify(settings));
  } catch {
    // A full or closed store costs the reader a preference, nothing else.
  }
}
