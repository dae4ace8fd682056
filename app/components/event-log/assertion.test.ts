import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS, initialState } from "../../state/initial.ts";
import { presetSource } from "../../state/link-state.ts";
import { assertionOf, quoted } from "./assertion.ts";

const event = { t: 12, kind: "device", source: "eth0", text: "it's frozen; $(true)" } as const;

describe("an assertion for a shell", () => {
  it("gives a shell back every text as it was", () => {
    for (const text of ["plain", "two words", "it's", '$(echo no) `no` \\ "no"', "a'b'c", ""]) {
      const { stdout } = spawnSync("sh", ["-c", `printf %s ${quoted(text)}`], { encoding: "utf8" });
      expect(stdout).toBe(text);
    }
  });

  it("names a preset by its id, the time and the event", () => {
    const state = { ...initialState(DEFAULT_SETTINGS), source: presetSource("tiny") };
    expect(assertionOf(state, event)).toBe(
      `npm run --silent kjlab -- assert tiny --at 12 --event 'eth0 it'\\''s frozen; $(true)'`,
    );
  });

  it("is not made of a captured jump, which the command line cannot run", () => {
    const tiny = presetSource("tiny");
    if (tiny === undefined) throw new Error("the preset tiny is gone");
    const source = { ...tiny, capture: { name: "jump.kjc", bytes: new Uint8Array(1) } };
    expect(assertionOf({ ...initialState(DEFAULT_SETTINGS), source }, event)).toBeUndefined();
  });
});
