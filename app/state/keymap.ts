// From commands and the reader's settings to key bindings, and from a pressed key to the notation of a binding.

import type { Command } from "./commands.ts";
import type { Settings } from "./types/settings.ts";

export type KeySettings = Pick<Settings, "keymap" | "keys" | "presenter">;

type Keys = Readonly<Record<string, readonly string[]>>;

/** As in other debuggers. F11 is the browser's full screen, so nobody gets this unasked. */
const DEBUGGER: Keys = {
  "time.step": ["F10"],
  "time.into": ["F11"],
  "time.out": ["Shift+F11"],
  "time.continue": ["F8"],
};

/** What a remote control sends. */
const PRESENTER: Keys = { "story.next": ["PageDown"], "story.back": ["PageUp"] };

const added = ({ keys, presenter }: KeySettings): Keys => ({
  ...(keys === "debugger" ? DEBUGGER : {}),
  ...(presenter === "off" ? {} : PRESENTER),
});

/** The sequences that start a command, the reader's own choice first; what a mode adds it takes from the others. */
export function keysOf(command: Command, settings: KeySettings): readonly string[] {
  const own = settings.keymap[command.id];
  if (own !== undefined) return own === "" ? [] : [own];
  const more = added(settings);
  const taken = new Set(Object.entries(more).flatMap(([id, keys]) => (id === command.id ? [] : keys)));
  return [...command.keys.filter((keys) => !taken.has(keys)), ...(more[command.id] ?? [])];
}

/** Sequence to command; the first command in the list wins a key that two claim. */
export function bindings(commands: readonly Command[], settings: KeySettings): ReadonlyMap<string, Command> {
  const { keymap } = settings;
  const map = new Map<string, Command>();
  // Keys chosen by the reader come before anybody's defaults.
  const ordered = [...commands].toSorted((a, b) => Number(b.id in keymap) - Number(a.id in keymap));
  for (const command of ordered)
    for (const keys of keysOf(command, settings)) if (!map.has(keys)) map.set(keys, command);
  return map;
}

/** Other commands that use one of these keys. */
export function conflicts(
  commands: readonly Command[],
  settings: KeySettings,
  id: string,
  keys: string,
): readonly Command[] {
  return commands.filter((command) => command.id !== id && keysOf(command, settings).includes(keys));
}

/** WCAG 2.1.4 speaks of these: reachable by one printable key without Control, Alt or Meta. */
export function isSingleKey(keys: string): boolean {
  const last = keys.split(" ").at(-1) ?? keys;
  if (/\$mod|Control|Alt|Meta/.test(keys)) return false;
  return last.replace(/^\[?Shift\]?\+/, "").length === 1 || last.endsWith("Space");
}

interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const NEVER = new Set(["Shift+F10", "F5", "F6", "F12", "$mod+f"]);

/** The binding a key press stands for; undefined for bare modifiers and keys that belong to the browser. */
export function bindingOf(event: PressedKey): string | undefined {
  if (["Shift", "Control", "Alt", "Meta", "AltGraph", "Tab", "Escape"].includes(event.key)) return undefined;
  const name = event.key === " " ? "Space" : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const letter = /^[a-z]$/.test(name) || name.length > 1;
  const parts = [
    event.ctrlKey || event.metaKey ? "$mod" : "",
    event.altKey ? "Alt" : "",
    event.shiftKey ? (letter ? "Shift" : "[Shift]") : "",
    name,
  ];
  const keys = parts.filter((part) => part !== "").join("+");
  return NEVER.has(keys) ? undefined : keys;
}

const NAMES: Readonly<Record<string, string>> = {
  Space: "Space",
  PageDown: "Page Down",
  PageUp: "Page Up",
  Escape: "Esc",
};

/** The keys as caps to show: "v 1" gives [["v"], ["1"]], "$mod+k" gives [["Ctrl", "K"]]. */
export function keyCaps(keys: string, mac = false): readonly (readonly string[])[] {
  return keys.split(" ").map((press) =>
    press
      .split(/(?<=\w|\])\+/)
      .filter((part) => part !== "[Shift]" && !(part === "Shift" && /[<>]$/.test(press)))
      .map((part) => (part === "$mod" ? (mac ? "⌘" : "Ctrl") : (NAMES[part] ?? part))),
  );
}
