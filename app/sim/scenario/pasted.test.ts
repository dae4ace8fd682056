// Scenarios from pasted texts: the real list runs; what cannot be is refused; damaged texts are read or refused.

import { describe, expect, it } from "vitest";
import { PAGE_SIZE } from "../core/units.ts";
import { Dice } from "../formats/testing/mutate.ts";
import { summaryOf } from "../recording/summary.ts";
import { type Pasted, scenarioOfPasted } from "./pasted.ts";
import { IOMEM, KEXEC_LOG, MEMORY_RANGES, SEGMENT_LINES } from "../formats/testing/pasted-texts.ts";
import { recordScenario } from "./to-plan.ts";
import { checkScenario } from "./validate.ts";

const ENTRY = "kexec_load: entry = 0x2ff48c6 flags = 0x30002\n";

function made(pasted: Pasted) {
  const scenario = scenarioOfPasted(pasted);
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
  return scenario.value;
}
const refusal = (pasted: Pasted): string => {
  const scenario = scenarioOfPasted(pasted);
  const [problem] = scenario.ok ? [] : scenario.problems;
  return problem === undefined ? "taken" : `${problem.path}: ${problem.expected}, got ${problem.got}`;
};

describe("the list of a real load", () => {
  it("becomes a scenario with the machine's memory, and every segment knows what it holds", () => {
    const { title, memoryMiB, bRange, bEntry, segments } = made({ log: KEXEC_LOG });
    expect([title, memoryMiB]).toEqual(["From a log of kexec -d: 6 segments, 128 MiB", 128]);
    expect([bRange, bEntry]).toEqual([{ start: 0x1000000, end: 0x3000000 }, 0x1000000]);
    expect(segments.map(({ name, memsz }) => [name, memsz / PAGE_SIZE])).toEqual([
      ["kernel", 0x1af],
      ["backup 1", 0x1a49],
      ["initrd", 0x3f7],
      ["parameters", 5],
      ["purgatory", 8],
      ["elfcorehdr", 4],
    ]);
    expect(made({ log: KEXEC_LOG, iomem: IOMEM })).toEqual(made({ log: KEXEC_LOG }));
  });

  it("loads and runs: there and back twice, 8192 pages each way", () => {
    const scenario = made({ log: KEXEC_LOG });
    const run = recordScenario(scenario);
    if (!run.ok) throw new Error(JSON.stringify(run.problems));
    const { outcome, jumps, exchanges, invariants } = summaryOf(run.value, scenario);
    expect([outcome.kind, jumps.map(({ from, to }) => from + to)]).toEqual(["completed", ["AB", "BA", "AB", "BA"]]);
    expect(exchanges.map(({ pages }) => pages).filter((pages) => pages > 0)).toEqual([8192, 8192, 8192, 8192]);
    expect(invariants.filter(({ status }) => status !== "pass")).toEqual([]);
  });

  it("says so when the memory of the machine is assumed", () => {
    const { title, memoryMiB } = made({ log: ENTRY + SEGMENT_LINES });
    expect([title, memoryMiB]).toEqual(["From a log of kexec -d: 6 segments, 128 MiB (assumed)", 128]);
  });

  it("without its backup segments has the gaps filled", () => {
    const without = SEGMENT_LINES.replace("= 6", "= 5")
      .replaceAll(/segment\[1\].*\n/g, "")
      .replaceAll(/segment\[([2-5])\]/g, (_, digit) => `segment[${Number(digit) - 1}]`);
    expect(made({ log: MEMORY_RANGES + ENTRY + without }).segments).toEqual(made({ log: KEXEC_LOG }).segments);
  });

  it("without an initrd still has parameters and core header told apart", () => {
    const without = SEGMENT_LINES.replace("segment[2].bufsz = 0x3f6c12", "segment[2].bufsz = 0");
    expect(made({ log: ENTRY + without }).segments.map(({ content }) => content)).toEqual(
      ["kernel", "backup", "backup", "parameters", "purgatory", "elfcorehdr"], // prettier-ignore
    );
  });
});

describe("/proc/iomem alone", () => {
  it("is a machine of that memory with a preset's kernel B", () => {
    const scenario = made({ iomem: IOMEM });
    expect(scenario).toMatchObject({ title: "A machine of 128 MiB from /proc/iomem", memoryMiB: 128 });
    expect(scenario.bRange).toEqual({ start: 0x100000, end: 0x1000000 });
    expect(made({ iomem: "00100000-00bfffff : System RAM\n" })).toMatchObject({ memoryMiB: 12, bEntry: 0x400000 });
  });
});

describe("what no machine of the lab can be", () => {
  it.each<[Pasted, RegExp]>([
    [{}, /^pasted text: a log of kexec -d or \/proc\/iomem, got none$/],
    [{ iomem: "000a0000-000bffff : PCI Bus 0000:00\n" }, /^iomem: lines of the name System RAM, got none$/],
    [
      { iomem: "100000000-13fffffff : System RAM\n" },
      /^memory: RAM that ends between 8 and 4096 MiB, got 0x140000000, 5120 MiB$/,
    ],
    [{ iomem: "00100000-003fffff : System RAM\n" }, /^memory: .*, got 0x400000, 4 MiB$/],
    [{ iomem: "00600000-00bfffff : System RAM\n" }, /^iomem: RAM from 0x400000/],
    [{ log: KEXEC_LOG.replace("0x30002", "0x3e0002") }, /^flags: KEXEC_ARCH_386 .*, got 0x3e0002$/],
    [{ log: KEXEC_LOG.replace("0x30002", "0x30000") }, /^flags: KEXEC_PRESERVE_CONTEXT .*, got 0x30000$/],
    [{ log: KEXEC_LOG.replace("0x30002", "0x30003") }, /^flags: .*crash.*, got 0x30003$/],
    [
      { log: KEXEC_LOG, iomem: "00100000-02ffefff : System RAM\n" },
      /^segments: an image inside one range of RAM: 0x100000-0x2ffefff, got 0x1000000-0x2ffffff$/,
    ],
    [{ log: KEXEC_LOG.replace("= 0x2fef000", "= 0x2fee000") }, /^segments\[3\]\.mem: no overlap with segments\[2\]/],
    [
      { log: KEXEC_LOG.replace("= 0x2fef000", "= 0x2fef800") },
      /^segments\[3\]\.mem: a multiple of 4096, got 0x02fef800$/,
    ],
    [
      { log: ENTRY + SEGMENT_LINES.replace("= 0x2fef000", "= 0x102fef000") },
      /^segments\[3\]\.memsz: an end below 0xffffffff, got 0x102ff4000$/,
    ],
    [{ log: KEXEC_LOG, iomem: "nonsense\n" }, /^iomem, line 1: START-END : NAME/],
    [{ log: "segment[0]\n", iomem: IOMEM }, /^kexec log, line 1: segment/],
    [{ iomem: "nonsense\n" }, /^line 1: START-END : NAME/],
  ])("is refused: %#", (pasted, words) => {
    expect(refusal(pasted)).toMatch(words);
  });
});

// ---------------------------------------------------------------------------------------------- damage

const WORDS = ["0", "-1", "(nil)", "0x", "0xffffffffffffffff", "flags = 0x3", "System RAM", "segment[0].mem = ", ""];

/** Letters, words, lines and cuts. */
const DAMAGE: readonly ((text: string, dice: Dice) => string)[] = [
  (text, dice) => splice(text, dice.below(text.length), 1, String.fromCharCode(32 + dice.below(95))),
  (text, dice) => splice(text, dice.below(text.length), dice.below(12), dice.of(WORDS)),
  (text, dice) => text.slice(0, dice.below(text.length)),
  (text, dice) => {
    const lines = text.split("\n");
    lines.splice(dice.below(lines.length), dice.below(2), dice.of(lines), dice.of(WORDS));
    return lines.join("\n");
  },
  (text, dice) => {
    const numbers = [...text.matchAll(/[0-9a-f]{2,}/g)];
    const found = numbers[dice.below(numbers.length)];
    if (found === undefined) return text;
    const other = numbers[dice.below(numbers.length)]?.[0] ?? "0";
    return splice(text, found.index, found[0].length, other);
  },
];
const splice = (text: string, at: number, count: number, put: string): string =>
  text.slice(0, at) + put + text.slice(at + count);

function damaged(text: string, dice: Dice): string {
  let out = text;
  for (let left = dice.below(4); left >= 0 && out.length > 0; left -= 1) out = dice.of(DAMAGE)(out, dice);
  return out;
}

describe("40,000 damaged texts", () => {
  it.each<[string, (text: string) => Pasted, string]>([
    ["logs", (log) => ({ log }), KEXEC_LOG],
    ["lists of resources", (iomem) => ({ iomem }), IOMEM],
  ])("%s are refused with a place, or give scenarios that are taken", (name, pasted, seed) => {
    const dice = new Dice(name.length);
    const places = new Set<string>();
    let taken = 0;
    for (let i = 0; i < 20_000; i += 1) {
      const text = damaged(seed, dice);
      const scenario = scenarioOfPasted(pasted(text));
      if (scenario.ok) {
        taken += 1;
        if (i % 100 === 0) expect(checkScenario(scenario.value)).toEqual(scenario);
        continue;
      }
      const [problem] = scenario.problems;
      if (problem === undefined || problem.path === "" || problem.expected === "") throw new Error(`no word: ${text}`);
      places.add(problem.path);
    }
    expect(taken).toBeGreaterThan(500);
    expect(taken).toBeLessThan(19_000);
    expect(places.size).toBeGreaterThan(15);
  });
});
