// Presets are acceptable; everything else is refused by field.

import { describe, expect, it } from "vitest";
import type { Scenario } from "../api.ts";
import { KEXEC_SEGMENT_MAX } from "../kernel/kexec-rules.ts";
import { jsonErrorOffset } from "./json-position.ts";
import { PRESETS, findPreset } from "./presets.ts";
import { withBackups } from "./backups.ts";
import { SCENARIO_TEXT_MAX, canonicalJson, prettyJson, scenarioFromJson } from "./schema.ts";
import { checkScenario } from "./validate.ts";

function preset(id: string): Scenario {
  const found = findPreset(id);
  if (found === undefined) throw new Error(`no preset ${id}`);
  return found.scenario;
}
const tiny = preset("tiny");

function problemsOf(input: unknown): readonly { path: string; expected: string; got: string; errno?: string }[] {
  const result = checkScenario(input);
  return result.ok ? [] : result.problems;
}

const withSegment = (index: number, change: object): Scenario => ({
  ...tiny,
  segments: tiny.segments.map((segment, i) => (i === index ? { ...segment, ...change } : segment)),
});

describe("presets", () => {
  it.each([
    ["tiny", 24, 16, 4],
    ["first-jump", 3840, 128, 5],
    ["huge", 262_144, 4096, 5],
  ])("%s covers its range with %i pages", (id, pages, memoryMiB, jumps) => {
    const scenario = preset(id);
    expect(problemsOf(scenario)).toEqual([]);
    expect(scenario).toMatchObject({ memoryMiB, jumps });
    expect(scenario.segments.reduce((sum, segment) => sum + segment.memsz / 4096, 0)).toBe(pages);
    expect(scenario.segments.length).toBeLessThanOrEqual(KEXEC_SEGMENT_MAX);
    const starts = scenario.segments.map((segment) => segment.mem);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });

  it("have distinct ids and backup segments without data", () => {
    expect(new Set(PRESETS.map((info) => info.id)).size).toBe(PRESETS.length);
    const backups = PRESETS.flatMap((info) => info.scenario.segments).filter((one) => one.content === "backup");
    expect(backups.length).toBeGreaterThan(5);
    expect(backups.every((one) => one.bufsz === 0)).toBe(true);
  });

  it("fills only real gaps", () => {
    const kernel = { name: "kernel", mem: 0x2000, memsz: 0x1000, bufsz: 1, content: "kernel" } as const;
    const filled = withBackups({ start: 0x2000, end: 0x4000 }, [kernel]);
    expect(filled.map(({ mem, memsz }) => [mem, memsz])).toEqual([
      [0x2000, 0x1000],
      [0x3000, 0x1000],
    ]);
  });
});

describe("scenarioFromJson", () => {
  it("reads back what the canonical and the pretty writer wrote", () => {
    for (const { scenario } of PRESETS) {
      expect(scenarioFromJson(canonicalJson(scenario))).toEqual({ ok: true, value: scenario });
      expect(scenarioFromJson(prettyJson(scenario))).toEqual({ ok: true, value: scenario });
    }
  });

  it("writes one text whatever the order of the keys", () => {
    const shuffled = Object.fromEntries(Object.entries(tiny).toReversed());
    const result = checkScenario(shuffled);
    expect(result.ok && canonicalJson(result.value)).toBe(canonicalJson(tiny));
  });

  it.each([
    ["{", 1],
    ['{"a": 1,}', 8],
    ["[1, 2", 5],
    ['{"a": tru}', 6],
    ['"a\nb"', 0],
    ["1 2", 2],
    ["", 0],
  ])("names the place where %j stops being JSON", (text, offset) => {
    expect(jsonErrorOffset(text)).toBe(offset);
    expect(scenarioFromJson(text)).toMatchObject({
      ok: false,
      problems: [{ path: "scenario", expected: "JSON", got: expect.stringContaining(`at character ${offset} (line`) }],
    });
  });

  it("refuses a text beyond 1 MiB without parsing it", () => {
    const result = scenarioFromJson(" ".repeat(SCENARIO_TEXT_MAX + 1));
    expect(result).toMatchObject({ ok: false, problems: [{ expected: "at most 1 MiB of JSON" }] });
  });
});

describe("checkScenario", () => {
  it.each([
    ["a missing field", { ...tiny, seed: undefined }, "seed"],
    ["an unknown field", { ...tiny, colour: "red" }, "colour"],
    ["an unknown field of a segment", withSegment(1, { hidden: 1 }), "segments[1].hidden"],
    ["a seed beyond 32 bits", { ...tiny, seed: 2 ** 32 }, "seed"],
    ["too little memory", { ...tiny, memoryMiB: 4 }, "memoryMiB"],
    ["half a MiB", { ...tiny, memoryMiB: 16.5 }, "memoryMiB"],
    ["no jump", { ...tiny, jumps: 0 }, "jumps"],
    ["ten jumps", { ...tiny, jumps: 10 }, "jumps"],
    ["another revision", { ...tiny, revision: "v9" }, "revision"],
    ["no task", { ...tiny, tasks: [] }, "tasks"],
    ["33 tasks", { ...tiny, tasks: Array.from({ length: 33 }, () => ({ comm: "x" })) }, "tasks"],
    ["a long task name", { ...tiny, tasks: [{ comm: "sixteen-letters!" }] }, "tasks[0].comm"],
    ["a task name beyond ASCII", { ...tiny, tasks: [{ comm: "vím" }] }, "tasks[0].comm"],
    ["a long note", { ...tiny, tasks: [{ comm: "vim", note: "x".repeat(513) }] }, "tasks[0].note"],
    ["a list", [], "title"],
    ["nothing", undefined, "scenario"],
  ])("refuses %s", (_what, input, path) => {
    const problems = problemsOf(input);
    expect(problems.map((problem) => problem.path)).toContain(path);
    for (const problem of problems) expect(problem.expected.length * problem.got.length).toBeGreaterThan(0);
  });

  it.each([
    ["segments that overlap", withSegment(0, { memsz: 0x12000 }), "EINVAL", "segments[1].mem"],
    ["an unaligned segment", withSegment(1, { mem: 0x41_0800 }), "EADDRNOTAVAIL", "segments[1].mem"],
    ["too much data", withSegment(0, { bufsz: 0x10001 }), "EINVAL", "segments[0].bufsz"],
    ["too little memory for two copies of B", { ...preset("huge"), memoryMiB: 2048 }, "ENOMEM", "memoryMiB"],
  ])("gives the kernel's errno for %s", (_what, input, errno, path) => {
    expect(problemsOf(input)).toMatchObject([{ errno, path }]);
  });

  it("gives the kernel's errno for 17 segments", () => {
    const segments = Array.from({ length: 17 }, (_, i) => ({ ...tiny.segments[0], mem: 0x40_0000 + i * 0x1_0000 }));
    expect(problemsOf({ ...tiny, segments })).toMatchObject([{ errno: "EINVAL", path: "segments" }]);
  });

  it.each([
    ["a gap", { ...tiny, segments: tiny.segments.filter((_, i) => i !== 1) }, "segments"],
    ["a segment outside the range", withSegment(1, { mem: 0x50_0000 }), "segments[1].mem"],
    ["a range beyond RAM", { ...tiny, bRange: { ...tiny.bRange, end: 0x200_0000 } }, "bRange.end"],
    ["a range in low memory", { ...tiny, bRange: { ...tiny.bRange, start: 0x1000 } }, "bRange.start"],
    ["an unaligned range", { ...tiny, bRange: { ...tiny.bRange, start: 0x40_0001 } }, "bRange.start"],
    ["an entry elsewhere", { ...tiny, bEntry: 0x40_1000 }, "bEntry"],
    ["two kernels", withSegment(1, { content: "kernel" }), "segments"],
    ["a kernel without data", withSegment(0, { bufsz: 0 }), "segments[0].bufsz"],
  ])("refuses %s", (_what, input, path) => {
    const problems = problemsOf(input);
    expect(problems.map((problem) => problem.path)).toContain(path);
    expect(problems.every((problem) => problem.errno === undefined)).toBe(true);
  });
});
