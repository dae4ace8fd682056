// Keys: every default finds its command, own choices win, and what counts as a single key.

import { describe, expect, it } from "vitest";
import { COMMANDS, commandById, type Command } from "./commands.ts";
import { keymapText, readKeymap } from "./keymap-file.ts";
import { DEFAULT_SETTINGS } from "./initial.ts";
import { bindingOf, bindings, conflicts, isSingleKey, keyCaps, keysOf, type KeySettings } from "./keymap.ts";

const press = (key: string, more: Partial<Parameters<typeof bindingOf>[0]> = {}) =>
  bindingOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

const withKeys = (keymap: KeySettings["keymap"], more: Partial<KeySettings> = {}): KeySettings => ({
  ...DEFAULT_SETTINGS,
  keymap,
  ...more,
});

const step = commandById("time.step") as Command;

describe("default keys", () => {
  it("names every command once", () => {
    expect(new Set(COMMANDS.map((command) => command.id)).size).toBe(COMMANDS.length);
  });

  it("gives no key to two commands", () => {
    const clashes = COMMANDS.flatMap((command) =>
      command.keys.flatMap((keys) =>
        conflicts(COMMANDS, DEFAULT_SETTINGS, command.id, keys).map((other) => `${keys}: ${other.id}`),
      ),
    );
    expect(clashes).toEqual([]);
  });

  it("never takes keys that belong to the browser", () => {
    const taken = COMMANDS.flatMap((command) => command.keys);
    for (const keys of ["F5", "F6", "F12", "$mod+f", "Shift+F10"]) expect(taken).not.toContain(keys);
  });
});

describe("own keys", () => {
  it("replace the default", () => {
    const map = bindings(COMMANDS, withKeys({ [step.id]: "q" }));
    expect(map.get("q")).toBe(step);
    expect(map.get(".")).toBeUndefined();
  });

  it("win over another command's default", () => {
    expect(bindings(COMMANDS, withKeys({ [step.id]: "," })).get(",")).toBe(step);
    expect(conflicts(COMMANDS, withKeys({ [step.id]: "," }), step.id, ",").map((command) => command.id)).toEqual([
      "time.back",
    ]);
  });

  it("may be none at all", () => {
    expect(keysOf(step, withKeys({ [step.id]: "" }))).toEqual([]);
  });
});

describe("modes", () => {
  const none = bindings(COMMANDS, DEFAULT_SETTINGS);
  const debug = bindings(COMMANDS, withKeys({}, { keys: "debugger" }));
  const presenting = bindings(COMMANDS, withKeys({}, { presenter: "150" }));

  it("take F8, F10 and F11 for the debugger alone", () => {
    for (const keys of ["F8", "F10", "F11", "Shift+F11"]) {
      expect(none.get(keys)).toBeUndefined();
      expect(debug.get(keys)?.group).toBe("Time");
    }
  });

  it("give a remote control's keys to the story, and to nothing else", () => {
    expect(none.get("PageDown")?.id).toBe("time.step");
    expect(presenting.get("PageDown")?.id).toBe("story.next");
    expect(keysOf(step, withKeys({}, { presenter: "150" }))).not.toContain("PageDown");
  });

  it("leave the reader's own choice as it is", () => {
    expect(bindings(COMMANDS, withKeys({ [step.id]: "F11" }, { keys: "debugger" })).get("F11")).toBe(step);
  });

  it("are a file that comes back, and refuse another by name", () => {
    const mine = withKeys({ [step.id]: "y" }, { keys: "debugger" });
    expect(readKeymap(keymapText(mine))).toEqual({ ok: true, value: { keys: "debugger", keymap: { [step.id]: "y" } } });
    expect(readKeymap("{}")).toMatchObject({ ok: false });
    expect(readKeymap("no JSON")).toMatchObject({ ok: false });
    expect(readKeymap('{"keys":"off","keymap":{"no.such":"y"}}')).toMatchObject({ problems: [{ got: "no.such" }] });
  });
});

describe("a pressed key", () => {
  it("becomes a binding", () => {
    expect(press("k", { ctrlKey: true })).toBe("$mod+k");
    expect(press("N", { shiftKey: true })).toBe("Shift+n");
    expect(press("?", { shiftKey: true })).toBe("[Shift]+?");
    expect(press(" ")).toBe("Space");
  });

  it("is nothing when it is a modifier or the browser's", () => {
    expect(press("Shift", { shiftKey: true })).toBeUndefined();
    expect(press("F5")).toBeUndefined();
    expect(press("f", { ctrlKey: true })).toBeUndefined();
  });
});

it.each([
  [".", true],
  ["Shift+n", true],
  ["v 1", true],
  ["Space", true],
  ["$mod+k", false],
  ["F1", false],
  ["PageDown", false],
])("calls %s a single key: %s", (keys, single) => {
  expect(isSingleKey(keys)).toBe(single);
});

it("shows keys as caps", () => {
  expect(keyCaps("v 1")).toEqual([["v"], ["1"]]);
  expect(keyCaps("$mod+k")).toEqual([["Ctrl", "k"]]);
  expect(keyCaps("[Shift]+?")).toEqual([["?"]]);
  expect(keyCaps("Shift+>")).toEqual([[">"]]);
});
