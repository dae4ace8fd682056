// The reader's keys as a file, to take to another browser.

import * as v from "valibot";
import { ok, refuse, type Result } from "../sim/core/errors.ts";
import { COMMANDS } from "./commands.ts";
import type { Settings } from "./types/settings.ts";

type Keymap = Pick<Settings, "keys" | "keymap">;

const File = v.object({
  keys: v.picklist(["default", "debugger", "off"]),
  keymap: v.record(v.string(), v.pipe(v.string(), v.maxLength(40))),
});

export const keymapText = ({ keys, keymap }: Keymap): string => `${JSON.stringify({ keys, keymap }, undefined, 2)}\n`;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Keys of commands that this page has not are refused by name: nobody should miss them in silence. */
export function readKeymap(text: string): Result<Keymap> {
  const read = v.safeParse(File, parsed(text));
  if (!read.success) return refuse({ path: "keys", expected: "a file of keys from this page", got: "another file" });
  const known = new Set(COMMANDS.map(({ id }) => id));
  const strange = Object.keys(read.output.keymap).filter((id) => !known.has(id));
  if (strange.length > 0)
    return refuse(...strange.map((got) => ({ path: "keymap", expected: "the id of a command", got })));
  return ok(read.output);
}
