// Settings live in local storage; a browser that refuses storage only forgets them.

import * as v from "valibot";
import { LANGUAGES } from "../messages/say.ts";
import { DEFAULT_SETTINGS } from "./initial.ts";
import { readStored, store } from "./storage.ts";
import type { Settings } from "./types/settings.ts";

const KEY = "kjl.settings";

const Stored = v.object({
  theme: v.fallback(v.picklist(["system", "light", "dark"]), DEFAULT_SETTINGS.theme),
  motion: v.fallback(v.picklist(["system", "full", "reduced", "none"]), DEFAULT_SETTINGS.motion),
  keys: v.fallback(v.picklist(["default", "debugger", "off"]), DEFAULT_SETTINGS.keys),
  keymap: v.fallback(v.record(v.string(), v.string()), DEFAULT_SETTINGS.keymap),
  announce: v.fallback(v.picklist(["every", "phases", "off"]), DEFAULT_SETTINGS.announce),
  detail: v.fallback(v.picklist(["engineer", "concept"]), DEFAULT_SETTINGS.detail),
  presenter: v.fallback(v.picklist(["off", "125", "150"]), DEFAULT_SETTINGS.presenter),
  hints: v.fallback(v.array(v.string()), DEFAULT_SETTINGS.hints),
  language: v.fallback(v.picklist(["system", ...LANGUAGES]), DEFAULT_SETTINGS.language),
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

export const loadSettings = (): Settings => parseSettings(readStored(KEY));

export const saveSettings = (settings: Settings): void => void store(KEY, JSON.stringify(settings));
