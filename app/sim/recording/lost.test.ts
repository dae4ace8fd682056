// Power fails: is kernel A lost, or can it still be brought back?

import { describe, expect, it } from "vitest";
import type { HibernationSpec } from "../api.ts";
import { findPreset } from "../scenario/presets.ts";
import { record, smallScenario } from "../testing/hibernation-rig.ts";
import { verdictOf } from "./verdict.ts";

const after = (spec: Partial<HibernationSpec>, ...faults: string[]) => {
  const run = record(smallScenario(spec, { faults }));
  return { ...verdictOf(run), phases: run.recording.phases.map(({ id }) => id) };
};

describe("power is lost", () => {
  it.each([
    ["phase/load+5", "while it was at work"],
    ["phase/swap-out+50", "while it was at work"],
    ["phase/boot+5", "while it slept in RAM"],
    ["phase/save-image+1000", "while it slept in RAM"],
    ["phase/resume+5", "while it was at work"],
  ])("at %s: kernel A is lost, %s", (at, when) => {
    const found = after({}, `power@${at}`);
    expect(found.kind).toBe("lost");
    expect(found.text).toContain(`kernel A is lost: power went ${when}, and no image brings it back`);
    expect(found).not.toHaveProperty("errno");
  });

  it("is a phase of its own: the kernel has switched nothing off", () => {
    const { phases } = after({}, "power@phase/save-image+1000");
    expect(phases).toContain("power-lost");
    expect(phases).not.toContain("power-off");
  });

  it("while C reads the image: it is only read again", () => {
    expect(after({}, "power@phase/restore-image+900").kind).toBe("survived");
  });

  it("twice, and the image is refused the second time: it can still be resumed", () => {
    const faults = ["power@phase/restore-image+900", "fail:boot/3/restore/read=EIO"];
    const found = after({}, ...faults);
    expect(found.kind).toBe("refused");
    expect(found.text).toMatch(/^kernel A is not back, but image 1 in slot 0 can still be resumed: .*cannot be read/);
  });

  it("while a second image is written: the first counts only if nothing has been saved since", () => {
    const rounds = ["checkpoint", "off"] as const;
    const late = "power@jump/3/phase/save-image+800";
    expect(after({ rounds }, late).kind).toBe("lost");
    const quiet = after({ rounds }, "fail:user/save=EIO", late);
    expect(quiet.text).toMatch(/^kernel A is not back, but image 1 in slot 0 can still be resumed: /);
    expect(quiet.kind).toBe("refused");
  });

  it("on a machine that nobody switches on again", () => {
    const scenario = findPreset("tiny")?.scenario;
    if (scenario === undefined) throw new Error("no preset tiny");
    const found = verdictOf(record({ ...scenario, faults: ["power@phase/swap-out+9"] }));
    expect(found).toMatchObject({
      kind: "lost",
      text: expect.stringMatching(/^kernel A is lost: power went while it was at work/),
    });
  });
});

it("an image that is refused on a machine that was switched off is refused, as ever", () => {
  expect(after({}, "rot:90+0x123.4@boot/2").kind).toBe("refused");
});
