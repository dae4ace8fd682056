// The whole cycle, from kexec_load in A to A's next tick after a cold boot: each preset comes to its end, and what goes
// wrong on the way is told.

import { describe, expect, it } from "vitest";
import type { HibernationSpec, Scenario } from "../api.ts";
import { momentAt } from "../recording/moment.ts";
import { numbersOf } from "../recording/numbers.ts";
import type { Run } from "../recording/run.ts";
import { verdictOf } from "../recording/verdict.ts";
import { phaseStart, record, smallScenario } from "../testing/hibernation-rig.ts";
import { HIBERNATION_PRESETS } from "./hibernation-presets.ts";
import { checkScenario } from "./validate.ts";

function presetOf(id: string): Scenario {
  const found = HIBERNATION_PRESETS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no preset ${id}`);
  return found.scenario;
}

/** Entered by the kernel itself: digests take their time. */
const withoutPurgatory = (scenario: Scenario): Scenario => ({
  ...scenario,
  bEntry: scenario.segments.find(({ content }) => content === "kernel")?.mem ?? 0,
});

const jumpsOf = ({ recording }: Run): string =>
  recording.legs.flatMap(({ from, transfer }) => (transfer === undefined ? [] : [`${from}${transfer.to}`])).join(" ");
const failing = ({ invariants }: Run): string[] =>
  invariants.filter(({ status }) => status === "fail").map(({ id }) => id);
const said = ({ recording }: Run): string =>
  recording.consoles.map(({ kernel, text }) => `${kernel}: ${text}`).join("\n");

describe("every preset comes to its end, with A as it was", () => {
  it.each([
    ["hibernate", "AB CA", 2, /A: ACPI: resumed from S5/],
    ["hibernate-tiny", "AB CA", 2, /A: vim still holds: Dear diary/],
    ["hibernate-mainline", "AB CA", 2, /vmcore: .* 1 notes/],
    ["checkpoint", "AB BA AB BA AB CA", 2, /image 3 is complete/],
    ["hibernate-load", "AB CA", 2, /--load the image with 2 segments/],
    ["multi-stage", "AB CA", 2, /--load the image with \d\d segments/],
    ["boot-once", "AB BA AB CA AB CA", 3, /A: kexec: loading kernel B as it was kept, 96 pages/],
    ["kernels-take-turns", "AB CA AC CA", 3, /C: image 2 is complete/],
  ])(
    "%s",
    (id, jumps, boots, words) => {
      const run = record(id === "hibernate" ? presetOf(id) : withoutPurgatory(presetOf(id)));
      expect(run.recording.outcome.kind).toBe("completed");
      expect([jumpsOf(run), run.recording.boots.length]).toEqual([jumps, boots]);
      expect(failing(run)).toEqual([]);
      expect(said(run)).toMatch(words);
    },
    60_000,
  );

  it("sixteen-segments: a filtered image has too many ranges, and is still there", () => {
    const run = record(withoutPurgatory(presetOf("sixteen-segments")));
    expect(run.recording.outcome).toMatchObject({ kind: "aborted", errno: "EINVAL" });
    expect(run.recording.outcome.text).toMatch(/^no resume: kexec_load refuses the image with \d\d segments: EINVAL/);
    const { hibernation } = momentAt(run, { t: run.recording.end, sub: 0 }, { hibernation: true });
    expect(hibernation?.slots[0]?.state).toBe("complete");
    expect(hibernation?.rules.find(({ id }) => id === "sixteen-segments")?.holds).toBe(false);
  }, 60_000);
});

describe("another hibernation after the first", () => {
  const mainline: Partial<Scenario> = { revision: "mainline-i386", fixes: ["gdt-on-return", "jump-notes"] };
  const pae: Partial<Scenario> = { kernelIsPae: true, cpuHasPae: true, fixes: ["pae-before-paging"] };

  it.each<[string, string, Partial<Scenario>, string]>([
    ["in which A loads B anew, because C could not be come back to", "multi-stage", {}, "AB CA AB CA"],
    ["from C, under mainline", "hibernate-tiny", mainline, "AB CA AC CA"],
    ["from C, with PAE", "hibernate", pae, "AB CA AC CA"],
  ])(
    "%s",
    (_, id, changes, jumps) => {
      const { hibernation, ...scenario } = withoutPurgatory(presetOf(id));
      if (hibernation === undefined) throw new Error("no hibernation");
      const run = record({
        ...scenario,
        ...changes,
        jumps: 4,
        hibernation: { ...hibernation, rounds: ["off", "off"] },
      });
      expect(run.recording.outcome).toEqual({ kind: "completed", text: "4 jumps made; kernel A runs on" });
      expect([jumpsOf(run), failing(run)]).toEqual([jumps, []]);
    },
    60_000,
  );
});

describe("kernel B, kept on the disk", () => {
  const spec: Partial<HibernationSpec> = { rounds: ["checkpoint", "off", "off"], cachedB: true };
  const whole = record(smallScenario(spec));

  it("boots once, and is entered where it left off", () => {
    expect(said(whole).split("(kernel B)").length - 1).toBe(1);
    expect([jumpsOf(whole), failing(whole)]).toEqual(["AB BA AB CA AB CA", []]);
  });

  it("is not taken when a bit of it has flipped: A goes on with the kernel that it has", () => {
    const areas = momentAt(whole, { t: 0, sub: 0 }, { hibernation: true }).hibernation?.disk.areas;
    const kept = areas?.find(({ name }) => name === "kernel B, kept")?.first ?? 0;
    const run = record(smallScenario(spec, { faults: [`rot:${kept + 7}+0x010.2@boot/2`] }));
    expect(said(run)).toMatch(/kernel B as it was kept is damaged/);
    expect([jumpsOf(run), run.recording.outcome.kind, failing(run)]).toEqual(["AB BA AB CA AC CA", "completed", []]);
  }, 60_000);
});

describe("what goes wrong is told, and A is not touched", () => {
  it.each<[string, Partial<HibernationSpec>, string[], string, RegExp]>([
    ["no entry in the image", {}, ["with:entry-not-saved"], "refused", /has no jump-back entry/],
    ["C has more memory than B", {}, ["with:c-told-all-memory"], "refused", /where kernel C itself lives/],
    ["and nobody looks", {}, ["with:c-told-all-memory", "with:krestore-unchecked"], "triple-fault", /triple fault/],
    ["power is lost while B writes", {}, ["power@phase/save-image+1000"], "lost", /image 1 in slot 0 is incomplete/],
    ["power is lost while C reads", {}, ["power@phase/restore-image+9000"], "survived", /jumps made/],
    ["power is lost while C writes A back", {}, ["power@phase/restore-image+15000"], "survived", /jumps made/],
    ["a bit of the disk flips", {}, ["rot:90+0x123.4@boot/2"], "refused", /block 90 is damaged/],
    ["a write is refused, and B goes back", {}, ["fail:save/write#9=EIO"], "survived", /jumps made/],
    ["the header cannot be written", {}, ["fail:save/commit=EIO"], "survived", /jumps made/],
    ["a write is lost", {}, ["skip:save/write#3"], "detected", /block \d+ is not the page of frame/],
    ["a block cannot be read", {}, ["fail:restore/read#4=EIO"], "refused", /cannot be read/],
    ["the image cannot be marked", {}, ["fail:restore/mark=EIO"], "refused", /cannot be marked as resumed/],
    [
      "the jump is refused after all",
      {},
      ["fail:jump/2/freeze_processes=EBUSY"],
      "refused",
      /the jump back fails: EBUSY/,
    ],
    ["the map is of another boot", {}, ["with:stale-map"], "survived", /jumps made/],
  ])(
    "%s",
    (_, spec, faults, verdict, words) => {
      const run = record(smallScenario(spec, { faults }));
      const found = verdictOf(run);
      expect(found.kind).toBe(verdict);
      expect(found.text).toMatch(words);
    },
    60_000,
  );

  it("half of the memory is gone", () => {
    const run = record(smallScenario({}, { memoryMiB: 16, faults: ["with:memory-removed"] }));
    expect(run.recording.outcome.text).toMatch(
      /a machine with 4096 frames, and this one has 2048\. .* Give the machine back its memory/,
    );
  }, 60_000);

  it("the jump was refused, so the image can be resumed after all", () => {
    const run = record(smallScenario({}, { faults: ["fail:jump/2/freeze_processes=EBUSY"] }));
    expect(said(run)).toMatch(/image 1 in slot 0 can be resumed: nobody has/);
    const { hibernation } = momentAt(run, { t: run.recording.end, sub: 0 }, { hibernation: true });
    expect(hibernation?.slots[0]?.state).toBe("complete");
  }, 60_000);

  it("power is lost behind a checkpoint: A hears of it, and does not take the kernel that has brought it back for B", () => {
    const faults = ["power@jump/2/phase/load+5"];
    const run = record(smallScenario({ rounds: ["checkpoint", "off"], cachedB: true }, { faults }));
    expect(said(run)).toMatch(/A: brought back from an image: power was lost/);
    expect(said(run)).not.toMatch(/kernel B is kept/);
    expect([jumpsOf(run), failing(run)]).toEqual(["AB CA AC CA", []]);
  }, 60_000);

  it("the header was written, but nobody knows: it is withdrawn, because A goes on", () => {
    const run = record(smallScenario({}, { faults: ["fail:save/flush-header=EIO"] }));
    const { hibernation } = momentAt(run, { t: run.recording.end, sub: 0 }, { hibernation: true });
    expect([jumpsOf(run), hibernation?.slots[0]?.state]).toEqual(["AB BA", "incomplete"]);
  }, 60_000);

  it("memory may end where the exchanged range does, also for the image that C writes", () => {
    const range = { start: 0x7a_0000, end: 0x80_0000 };
    const { segments, hibernation, ...small } = smallScenario({ rounds: ["off", "off"] });
    if (hibernation === undefined) throw new Error("no hibernation");
    const moved = segments.map((one) => ({ ...one, mem: one.mem - 0x40_0000 + range.start }));
    const cRange = { start: range.start, end: range.start + 0x5_0000 };
    const run = record({
      ...small,
      bRange: range,
      bEntry: range.start,
      segments: moved,
      hibernation: { ...hibernation, cRange },
    });
    expect([jumpsOf(run), failing(run)]).toEqual(["AB CA AC CA", []]);
  }, 60_000);

  it("the entry does not come: B stays, because a machine that is off would not come back", () => {
    const run = record(smallScenario({ channels: { entry: "initrd" } }));
    expect(run.recording.outcome).toMatchObject({ kind: "aborted", errno: "EINVAL" });
    expect(run.recording.boots.length).toBe(1);
  }, 60_000);

  it("mainline has no vmcore without notes: B goes back without an image", () => {
    const run = record(smallScenario({}, { revision: "mainline-i386", fixes: ["gdt-on-return"] }));
    expect(jumpsOf(run)).toBe("AB BA");
    expect(said(run)).toMatch(/vmcore: not initialised: .*names no note[^]*Nothing is lost: kernel A goes on/);
    expect(failing(run)).toEqual(["image-saved"]);
  }, 60_000);

  it("the older image is taken where it is asked for, while A has saved nothing since", () => {
    const faults = ["fail:user/save=EIO", "power@jump/3/phase/save-image+800"];
    const run = record(smallScenario({ rounds: ["checkpoint", "off"], resume: "older" }, { faults }));
    expect(said(run)).toMatch(
      /image 2 in slot 1: incomplete[^]*image 1 in slot 0 is whole: it will be resumed[^]*A: vim still holds/,
    );
  }, 60_000);
});

describe("the hibernation at a moment", () => {
  const run = record(smallScenario());
  const at = (t: number) => momentAt(run, { t, sub: 0 }, { hibernation: true }).hibernation;

  it("shows the disk as it is: empty, incomplete, complete, resumed", () => {
    const states = [
      phaseStart(run, "save-image"),
      phaseStart(run, "save-image") + 900,
      phaseStart(run, "power-off"),
      run.recording.end,
    ].map((t) => at(t)?.slots.map(({ state }) => state));
    expect(states.map((both) => both?.[0])).toEqual(["empty", "incomplete", "complete", "resumed"]);
    expect(states.map((both) => both?.[1])).toEqual(["empty", "empty", "empty", "empty"]);
  });

  it("shows the vmcore that B exports, made from the header on its command line", () => {
    const view = at(phaseStart(run, "power-off"));
    expect(view?.vmcore).toMatchObject({ kernel: "B", header: 0x0041_9000, loads: [{}, {}, {}] });
    expect(view?.commandLines.find(({ kernel }) => kernel === "B")?.text).toMatch(/elfcorehdr=4196K/);
    expect(at(0)?.noVmcore).toMatch(/no kernel is up/);
  });

  it("finds every page of the image in the frame of the same address, and the rest of it dropped", () => {
    const image = at(run.recording.end)?.slots[0]?.header;
    const kept = image?.loads.reduce((sum, { bytes }) => sum + bytes / 4096, 0);
    expect(kept).toBe(image?.pages);
    expect((image?.pages ?? 0) + (image?.dropped ?? 0)).toBe(2048 - 97 - 96);
    expect(image?.notes.find(({ name }) => name === "KJUMP")?.lines[0]).toBe(
      `jump-back entry 0x${(image?.entry ?? 0).toString(16).padStart(8, "0")}`,
    );
  });

  it("has rules that all hold, and numbers that fit what is on the disk", () => {
    expect(at(run.recording.end)?.rules.filter(({ holds }) => !holds)).toEqual([]);
    const numbers = new Map(numbersOf(run).map((row) => [row.id, row.value]));
    expect(numbers.get("image-written")).toBe(at(run.recording.end)?.slots[0]?.header?.fileBytes);
    expect(numbers.get("image-filtered")).toBe(numbers.get("image-written"));
    expect(numbers.get("source-pages")).toBe(96 - (numbers.get("self-pairs") ?? 0));
    expect(numbers.get("image-plain")).toBe((2048 - 97 - 96 + 1) * 4096);
    expect(numbers.get("swsusp-limit")).toBe((Math.floor((2048 - 97 - 2 - 1024) / 2) - 512 < 0 ? 0 : 1) * 4096);
  });
});

describe("a scenario that hibernates is refused", () => {
  const problemsOf = (scenario: Scenario) => {
    const checked = checkScenario(scenario);
    return checked.ok ? [] : checked.problems.map(({ path }) => path);
  };
  const small = smallScenario();
  const thrice = smallScenario({ rounds: ["checkpoint", "checkpoint", "off"] });
  const cRange = small.hibernation?.cRange ?? { start: 0, end: 0 };

  it.each<[string, Scenario, string]>([
    ["with other jumps than its rounds make", { ...small, jumps: 3 }, "jumps"],
    [
      "with C outside of B's range, for krestore",
      smallScenario({ cRange: { ...cRange, end: 0x50_0000 } }),
      "hibernation.cRange.end",
    ],
    [
      "with C where firmware is",
      smallScenario({ restore: "load", cRange: { start: 0, end: 0x40_0000 } }),
      "hibernation.cRange.start",
    ],
    [
      "with too little for C",
      smallScenario({ cRange: { ...cRange, end: cRange.start + 0x1_0000 } }),
      "hibernation.cRange.end",
    ],
    [
      "with C beyond memory",
      smallScenario({ restore: "load", cRange: { ...cRange, end: 0x900_0000 } }),
      "hibernation.cRange.end",
    ],
    [
      "without a core header",
      {
        ...small,
        segments: small.segments.map((one) =>
          one.content === "elfcorehdr" ? { ...one, bufsz: 0, content: "backup" } : one,
        ),
      },
      "segments",
    ],
    ["with a memory too large to be kept", { ...small, memoryMiB: 1024 }, "memoryMiB"],
    ["with more rounds than there is memory for", { ...thrice, memoryMiB: 129 }, "memoryMiB"],
    [
      "with rounds that nobody knows",
      { ...small, hibernation: { ...small.hibernation, rounds: ["sleep"] } as never },
      "hibernation.rounds[0]",
    ],
  ])("%s", (_, scenario, path) => {
    expect(problemsOf(scenario)).toContain(path);
  });

  it("not with as many rounds as there is memory for", () => {
    expect(problemsOf({ ...thrice, memoryMiB: 128 })).not.toContain("memoryMiB");
    expect(problemsOf({ ...small, memoryMiB: 256 })).not.toContain("memoryMiB");
  });
});
