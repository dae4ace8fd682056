// From commands and the reader's settings to key bindings, and from a pressed key to the notation of a binding.

import type { Command } from "./commands.ts";
import type { Settings } from "./types.ts";

/** The sequences that start a command, the reader's own choice first. */
export function keysOf(command: Command, keymap: Settings["keymap"]): readonly string[] {
  const own = keymap[command.id];
  if (own === undefined) return command.keys;
  return own === "" ? [] : [own];
}

/** Sequence to command; the first command in the list wins a key that two claim. */
export function bindings(commands: readonly Command[], keymap: Settings["keymap"]): ReadonlyMap<string, Command> {
  const map = new Map<string, Command>();
  // Keys chosen by the reader come before anybody's defaults.
  const ordered = [...commands].toSorted((a, b) => Number(b.id in keymap) - Number(a.id in keymap));
  for (const command of ordered) for (const keys of keysOf(command, keymap)) if (!map.has(keys)) map.set(keys, command);
  return map;
}

/** Other commands that use one of these keys. */
export function conflicts(
  commands: readonly Command[],
  keymap: Settings["keymap"],
  id: string,
  keys: string,
): readonly Command[] {
  return commands.filter((command) => command.id !== id && keysOf(command, keymap).includes(keys));
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
