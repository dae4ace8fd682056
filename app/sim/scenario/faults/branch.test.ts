// A run with faults is a branch: it ends in a verdict, says where it parts from its parent, and leaves that as it was.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VerdictKind } from "../../api.ts";
import { RunPair } from "../../recording/comparison.ts";
import { runThrough } from "../../recording/slices.ts";
import { pointsOf } from "../../recording/points.ts";
import type { Run } from "../../recording/run.ts";
import { summaryOf } from "../../recording/summary.ts";
import { verdictOf } from "../../recording/verdict.ts";
import { problemsOf, runOf, TINY, withFaults } from "./testing/tiny.ts";

const base = runOf(TINY);
const branch = (...faults: string[]): Run => runOf(withFaults(...faults), faults.length === 1 ? base : undefined);

function hashAt({ cursor }: Run, t: number): number {
  cursor.seek({ t, sub: 0 });
  return cursor.hash();
}

describe("the verdict", () => {
  it.each<[string, VerdictKind]>([
    ["fail:kexec_load/trylock=EBUSY", "refused"],
    ["fail:freeze_processes=EBUSY", "refused"],
    ["fail:device_power_down/timer=EIO", "refused"],
    ["skip:thaw_processes/vim", "detected"],
    ["skip:code/second-flush", "detected"],
    ["skip:code/stop-paging", "triple-fault"],
    ["nmi@phase/swap-out", "triple-fault"],
    ["retarget:5=0x00700008@phase/save", "crashed"],
    ["skip:local_irq_enable", "hang"],
    ["flip:0x00f00000.5@phase/boot", "detected"],
    ["flip:0x00f00000.5@phase/save", "corrupted"],
    ["skip:freeze_processes/vim", "survived"],
    ["irq:0@phase/swap-out", "survived"],
  ])("of %s is %s", (fault, kind) => {
    expect(verdictOf(branch(fault)).kind).toBe(kind);
  });

  it("names the errno, the invariant with its position, the frames", () => {
    const refused = verdictOf(branch("fail:device_suspend/sda=EIO"));
    expect(refused).toMatchObject({ kind: "refused", errno: "EIO" });
    const run = branch("skip:code/second-flush");
    const detected = verdictOf(run);
    expect(detected.invariant).toBe("flush-after-switch");
    expect(detected.t).toBe(run.invariants.find(({ id }) => id === "flush-after-switch")?.t);
    expect(verdictOf(branch("flip:0x00f00000.5@phase/save")).frames).toEqual([0xf00]);
  });

  it("says so where the run ends as it would without the fault", () => {
    const unmended = runOf({ ...TINY, revision: "mainline-i386", faults: ["skip:freeze_processes/vim"] });
    expect(verdictOf(unmended)).toMatchObject({ kind: "triple-fault" });
    expect(verdictOf(unmended).text).toMatch(/^as without the fault: /);
  });

  it("of a run that an earlier fault has spoilt is not that it survived", () => {
    const run = runOf({ ...TINY, faults: ["skip:thaw_processes/vim", "with:called-twice"] });
    expect(verdictOf(run)).toMatchObject({ kind: "detected", invariant: "tasks-thawed" });
    expect(verdictOf(run).text).toMatch(/^as without the last fault: /);
  });

  it("compares no pages where the run makes fewer jumps than without the fault", () => {
    const run = branch("skip:machine_kexec/magic");
    expect(verdictOf(run)).toMatchObject({ kind: "detected", frames: [] });
  });

  it("blames a write by a device or a fault on neither kernel", () => {
    const detailOf = (fault: string, invariant: string) =>
      branch(fault).invariants.find(({ id }) => id === invariant)?.detail;
    expect(detailOf("zero:0x100@phase/work", "b-within-range")).not.toContain("kernel B wrote");
    expect(detailOf("dma:eth0=0x402@phase/swap-out", "pages-somewhere")).toContain("eth0 wrote to it");
    expect(verdictOf(branch("dma:eth0=0x402@phase/enter"))).toMatchObject({ invariant: "dma-at-home" });
  });
});

describe("the divergence", () => {
  it.each(["flip:0x00406100.3@swap/7/1", "skip:code/second-flush", "fail:freeze_processes=EBUSY", "with:called-twice"])(
    "of %s is the first position at which the states differ",
    (fault) => {
      const run = branch(fault);
      const { divergence } = verdictOf(run);
      const t = divergence?.at.t ?? -1;
      expect(hashAt(run, t)).not.toBe(hashAt(base, t));
      for (let before = Math.max(0, t - 40); before < t; before++)
        expect(hashAt(run, before)).toBe(hashAt(base, before));
      expect(t).toBeGreaterThanOrEqual(run.recording.fired[0]?.t ?? Infinity);
    },
  );

  it("of a flip is right behind the place it was aimed at", () => {
    expect(verdictOf(branch("flip:0x00406100.3@swap/7/1")).divergence?.anchor).toBe("swap/7/1+1");
  });
});

describe("a seek in a branch", () => {
  it.each(["skip:code/second-flush", "flip:0x00406100.3@swap/7/1", "nmi@phase/devices", "break:0xc0000000@phase/save"])(
    "never repeats what %s has left out, nor does its work twice",
    (fault) => {
      const run = branch(fault);
      const t = run.recording.fired[0]?.t ?? 0;
      const around = Array.from({ length: 8 }, (_, i) => t - 3 + i);
      const forward = around.map((each) => hashAt(run, each));
      hashAt(run, run.recording.end);
      expect(around.toReversed().map((each) => hashAt(run, each))).toEqual(forward.toReversed());
    },
  );
});

describe("the comparison with the parent", () => {
  it("has exactly the frames that differ, at the place of the same name", () => {
    const run = branch("flip:0x00406100.3@swap/7/1");
    const found = run.cursor.recording.fired[0]?.t ?? 0;
    const comparison = runThrough(new RunPair(run, base).compare({ t: found + 1, sub: 0 }));
    expect(comparison.anchor).toBe("swap/7/1+1");
    expect(comparison.frames).toMatchObject([{ pfn: 0x406, bytes: 1 }]);
    expect([...comparison.map].flatMap((one, pfn) => (one === 1 ? [pfn] : []))).toEqual([0x406]);
    expect(comparison.equal).toBe(4095);
    expect(comparison.registers.some(({ name }) => name === "esi")).toBe(true);
    expect(comparison.hereHash).not.toBe(comparison.thereHash);
  });

  it("stands where the runs part if the parent never comes to a place of that name", () => {
    const longer = branch("nmi@jump/4/phase/thaw+12");
    expect(longer.recording.end).toBeGreaterThan(base.recording.end + 1);
    const comparison = runThrough(new RunPair(longer, base).compare({ t: longer.recording.end - 1, sub: 0 }));
    expect(comparison.sameName).toBe(false);
    expect(comparison.there).toEqual(comparison.divergence?.at);
    expect(comparison.frames.length).toBeGreaterThan(0);
  });
});

describe("a branch", () => {
  it("is the same, made again, and leaves its parent as it was", () => {
    const places = [0, 60, 500, 884, 1500, base.recording.end];
    const before = places.map((t) => hashAt(base, t));
    for (const fault of ["flip:0x00406100.3@swap/7/1", "skip:device_suspend/eth0", "fail:freeze_processes=EBUSY"]) {
      const [one, other] = [branch(fault), branch(fault)];
      expect(summaryOf(one, TINY)).toEqual(summaryOf(other, TINY));
    }
    expect(places.map((t) => hashAt(base, t))).toEqual(before);
  });

  it("of several faults is the same, whether its parent is given or recorded on the way", () => {
    const faults = ["skip:jump/3/freeze_processes/vim", "flip:0x00f00000.1@jump/3/phase/save"];
    const parent = branch(faults[0] ?? "");
    const given = runOf(withFaults(...faults), parent);
    expect(summaryOf(given, TINY)).toEqual(summaryOf(branch(...faults), TINY));
  });
});

describe("any faults in any order, with any number of jumps", () => {
  const points = pointsOf(base.recording).flatMap(({ faults }) => faults);
  const anchors = [
    "phase/load+9",
    "phase/save",
    "swap/3/2",
    "phase/boot+4",
    "jump/2",
    "jump/3/phase/devices+2",
    "1700",
  ];
  const address = fc.integer({ min: 0x0030_0000, max: 0x00ff_fff0 });
  const at = fc.constantFrom(...anchors);
  const fault = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...points) },
    fc.tuple(address, fc.nat(31), at).map(([where, bit, place]) => `flip:${where}.${bit}@${place}`),
    fc.tuple(address, address, at).map(([where, word, place]) => `set:${where}=${word}@${place}`),
    fc.tuple(fc.integer({ min: 0x300, max: 0xfff }), at).map(([pfn, place]) => `zero:${pfn}@${place}`),
    fc.tuple(fc.integer({ min: 1, max: 30 }), address, at).map(([i, word, place]) => `retarget:${i}=${word}@${place}`),
    fc.tuple(fc.nat(15), at).map(([line, place]) => `irq:${line}@${place}`),
    at.map((place) => `nmi@${place}`),
    fc
      .tuple(fc.constantFrom("eth0", "sda"), fc.integer({ min: 0x300, max: 0xfff }), at)
      .map(([device, pfn, place]) => `dma:${device}=${pfn}@${place}`),
    fc
      .tuple(fc.constantFrom(0xc0100000, 0xc0800080, 0x00800000, 0xc0200000), at)
      .map(([where, place]) => `break:${where}@${place}`),
    fc.constantFrom("with:called-twice", "with:told-all-memory", "with:lost-entry", "with:hot-unplug"),
  );

  it("end in a verdict or are refused with a reason", () => {
    const kinds = new Map<string, number>();
    fc.assert(
      fc.property(fc.array(fault, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 5 }), (faults, jumps) => {
        const scenario = { ...TINY, jumps, faults };
        const problems = problemsOf(scenario);
        for (const problem of problems) expect(problem.path).toMatch(/^faults\[\d\]$/);
        const kind = problems.length > 0 ? "no run" : verdictOf(runOf(scenario)).kind;
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }),
      { numRuns: 60, seed: 2007 },
    );
    expect([...kinds.keys()].length).toBeGreaterThan(3);
  });
});
