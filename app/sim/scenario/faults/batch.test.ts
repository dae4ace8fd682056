import { describe, expect, it } from "vitest";
import { verdictOf } from "../../recording/verdict.ts";
import { batch, minimised } from "./batch.ts";
import { BATCH_MAX, expand } from "./templates.ts";
import { runOf, TINY, withFaults } from "./testing/tiny.ts";

const values = (template: string): readonly string[] => {
  const expanded = expand(template);
  if (!expanded.ok) throw new Error(JSON.stringify(expanded.problems));
  return expanded.value;
};

describe("templates", () => {
  it("stand for each of their values, the last hole fastest", () => {
    expect(values("flip:{0x400000..0x402000/0x1000}.{1,7}@swap/{2..3}/1")).toHaveLength(3 * 2 * 2);
    expect(values("a{1..3}b{x,y}")).toEqual(["a1bx", "a1by", "a2bx", "a2by", "a3bx", "a3by"]);
    expect(values("nmi@phase/save")).toEqual(["nmi@phase/save"]);
    expect(values("zero:{0x3fe..0x401}@1")).toEqual(["zero:0x3fe@1", "zero:0x3ff@1", "zero:0x400@1", "zero:0x401@1"]);
  });

  it.each(["{3..1}", "{1..9/0}", "{a,,b}", "{}", "x{1..2", "{1..99999}", "{1..100}{1..100}"])(
    "%s is refused",
    (text) => {
      const expanded = expand(text);
      expect(expanded.ok ? expanded.value.length : expanded.problems[0]?.path).toBe("template");
    },
  );

  it("stand for no more than a batch holds", () => {
    expect(values(`{1..${BATCH_MAX}}`)).toHaveLength(BATCH_MAX);
    expect(expand(`{0..${BATCH_MAX}}`).ok).toBe(false);
  });
});

describe("a batch", () => {
  const base = runOf(TINY);
  const faults = [
    ...values("flip:0x00f0000{0,4}.1@phase/save"),
    "skip:freeze_processes/vim",
    "fail:freeze_processes/init=EBUSY",
    "flip:0x00f00000.1@swap/99/1",
    "flip:15728640.1@phase/save",
  ];
  const rows = [...batch(TINY, base, faults)];

  it("has a row for each fault, the same as a run of its own", () => {
    expect(rows.map(({ fault }) => fault)).toEqual(faults);
    const alone = runOf(withFaults("fail:freeze_processes/init=EBUSY"), base);
    expect(rows[3]?.verdict).toEqual(verdictOf(alone));
    expect(rows[4]?.problems?.[0]?.path).toBe("faults[0]");
    expect(rows[4]?.verdict).toBeUndefined();
  });

  it("tells the runs that end in one state by its hash, and judges them once", () => {
    expect(rows[5]).toMatchObject({ same: 0, endHash: rows[0]?.endHash, verdict: rows[0]?.verdict });
    expect(rows[1]?.same).toBeUndefined();
    expect(rows[1]?.endHash).not.toBe(rows[0]?.endHash);
  });
});

describe("minimising", () => {
  it("keeps what the verdict needs", () => {
    const scenario = withFaults("skip:freeze_processes/vim", "skip:thaw_processes/bash", "irq:0@phase/swap-out");
    const run = runOf(scenario);
    expect(verdictOf(run)).toMatchObject({ kind: "detected", invariant: "tasks-thawed" });
    const crash = { ...scenario, faults: [...(scenario.faults ?? []), "skip:jump/3/code/stop-paging"] };
    expect(minimised(crash, runOf(crash)).faults).toEqual(["skip:jump/3/code/stop-paging"]);
  });

  it("leaves a scenario without faults as it is", () => {
    expect(minimised(TINY, runOf(TINY))).toBe(TINY);
  });
});
