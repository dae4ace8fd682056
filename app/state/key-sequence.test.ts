// Key sequences: they win over their single keys, end by time, and spell presses as bindings are spelled.

import { describe, expect, it } from "vitest";
import { COMMANDS } from "./commands.ts";
import { keySequence, SEQUENCE_MS, spelledBinding, spelledPress } from "./key-sequence.ts";
import { bindings } from "./keymap.ts";

const event = (key: string, more: Partial<Parameters<typeof spelledPress>[0]> = {}) => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...more,
});

const typed = (keys: readonly string[], pause = 100): readonly (string | undefined)[] => {
  const sequence = keySequence(bindings(COMMANDS, { keys: "default", keymap: {}, presenter: "off" }));
  return keys.map((key, index) => sequence.press(event(key), index * pause)?.value.id);
};

describe("sequences", () => {
  it("take the digit for themselves", () => {
    expect(typed(["v", "2"])).toEqual([undefined, "look.perspective-exchange"]);
    expect(typed(["2"])).toEqual(["time.granularity-instruction"]);
  });

  it("swallow a key that leads nowhere, and only that one", () => {
    expect(typed(["v", "=", "6"])).toEqual([undefined, undefined, "time.granularity-jump"]);
  });

  it("are forgotten after a while", () => {
    expect(typed(["v", "2"], SEQUENCE_MS + 1)).toEqual([undefined, "time.granularity-instruction"]);
  });
});

describe("spelling", () => {
  it("is the same for a binding and the press that means it", () => {
    expect(spelledPress(event("N", { shiftKey: true }))).toBe(spelledBinding("Shift+n"));
    expect(spelledPress(event("?", { shiftKey: true }))).toBe(spelledBinding("[Shift]+?"));
    expect(spelledPress(event(">", { shiftKey: true }))).toBe(spelledBinding("Shift+>"));
    expect(spelledPress(event("k", { metaKey: true }))).toBe(spelledBinding("$mod+k"));
    expect(spelledPress(event(" ", { shiftKey: true }))).toBe(spelledBinding("Shift+Space"));
    expect(spelledPress(event("n"))).not.toBe(spelledBinding("Shift+n"));
  });

  it("reads brackets where they need AltGr", () => {
    const third = { ctrlKey: true, altKey: true, getModifierState: (name: string) => name === "AltGraph" };
    expect(spelledPress(event("]", third))).toBe(spelledBinding("]"));
  });

  it("does not take a modifier for a key", () => {
    expect(spelledPress(event("Shift", { shiftKey: true }))).toBeUndefined();
  });
});
