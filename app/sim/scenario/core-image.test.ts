// Core files of a real run: what is in them, what they are refused for, and a machine that starts cold from one.

import { beforeAll, describe, expect, it } from "vitest";
import type { Scenario } from "../api.ts";
import { PAGE_SIZE } from "../core/units.ts";
import { problemText, type Result } from "../core/errors.ts";
import { findNote, readCoreHeaders, readKjump, readRepeatingCore } from "../formats/elf-core.ts";
import { anchorAt } from "../recording/anchors.ts";
import { exchangedPages, firstVmcore, imageAt, vmcoreAt } from "../recording/core-file.ts";
import type { Run } from "../recording/run.ts";
import { summaryOf } from "../recording/summary.ts";
import { Homes } from "../recording/views/homes.ts";
import { differences, imageFile, labelled, readCoreImage, vmcoreFile } from "./core-image.ts";
import { findPreset } from "./presets.ts";
import { canonicalJson } from "./schema.ts";
import { SMALL_SCENARIO as scenario, smallImage } from "./testing/small-image.ts";
import { recordScenario } from "./to-plan.ts";

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problems.map(problemText).join("; "));
  return result.value;
}
const wordsOf = (result: Result<unknown>): string => (result.ok ? "" : result.problems.map(problemText).join("; "));
const coreOf = (file: Uint8Array) => valueOf(readRepeatingCore(file, file.length));
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
const NOTE = scenario.tasks.find(({ note }) => note !== undefined)?.note ?? "";

let run: Run;
const at = (t: number) => ({ t, sub: 0 });
const phaseAt = (id: string): number => run.recording.phases.find((phase) => phase.id === id)?.from ?? 0;
const end = () => at(run.recording.end);

beforeAll(() => {
  run = valueOf(recordScenario(scenario));
});

describe("/proc/vmcore", () => {
  it("is there from the operation that exports it on", () => {
    const first = firstVmcore(run) ?? at(0);
    expect(anchorAt(run.cursor, run.cursor.seek(first))).toMatch(/^phase\/save-image\+\d+$/);
    expect(vmcoreAt(run, first).ok).toBe(true);
    expect(vmcoreAt(run, at(first.t - 1)).ok).toBe(false);
  });

  it("holds at each address of A what memory holds, and A's unsaved note", () => {
    const first = firstVmcore(run) ?? at(0);
    const file = valueOf(vmcoreAt(run, first));
    const { loads } = coreOf(file);
    const { memory } = run.cursor;
    run.cursor.seek(first);
    for (const { paddr, bytes, offset } of loads) {
      expect(Buffer.compare(file.subarray(offset, offset + bytes), memory.slice(paddr, bytes))).toBe(0);
    }
    expect(loads.reduce((sum, { bytes }) => sum + bytes, 0)).toBeGreaterThan(15 * 1024 * 1024);
    expect(textOf(file)).toContain(NOTE);
  });

  it("is refused elsewhere, with the reason and the first place that has it", () => {
    const first = anchorAt(run.cursor, run.cursor.seek(firstVmcore(run) ?? at(0)));
    for (const place of [at(0), at(phaseAt("firmware") + 1)]) {
      expect(wordsOf(vmcoreFile(run, scenario, place))).toMatch(
        new RegExp(`vmcore: expected a position at which .*; it is first there at ${first.replace("+", "\\+")}$`),
      );
    }
  });

  it("handed out carries its scenario, and cannot be resumed", () => {
    const file = valueOf(vmcoreFile(run, { ...scenario, faults: ["nmi@phase/boot"] }, firstVmcore(run) ?? at(0)));
    const note = findNote(coreOf(file).notes, "KJLAB");
    expect(textOf(note?.desc ?? new Uint8Array())).toBe(canonicalJson(scenario));
    expect(wordsOf(readCoreImage(file))).toMatch(/^note KJLAB, image header: expected one.*got none$/);
  });
});

describe("an image", () => {
  it("handed out is the file on the disk with the lab's notes, and reads back as that file", () => {
    const { file, header } = valueOf(imageAt(run, end()));
    const handed = valueOf(imageFile(run, scenario, end()));
    const read = valueOf(readCoreImage(handed));
    expect(Buffer.compare(read.image.core, file)).toBe(0);
    expect(read.image.header).toEqual({ ...header, state: "complete" });
    expect(header.state).toBe("resumed");
    expect(read.scenario).toEqual(scenario);
    const note = findNote(coreOf(handed).notes, "KJUMP");
    expect(valueOf(readKjump(note ?? { name: "", type: 0, desc: new Uint8Array() }))).toMatchObject({
      entry: header.entry,
      map: header.map,
      sleepState: 5,
    });
  });

  it("is refused before it is whole, and where there is none", () => {
    const writing = at(Math.floor((phaseAt("save-image") + phaseAt("power-off")) / 2));
    expect(wordsOf(imageFile(run, scenario, writing, 0))).toMatch(
      /^image: expected a slot with a whole image, got slot 0 is incomplete: /,
    );
    expect(wordsOf(imageFile(run, scenario, at(0)))).toMatch(/slot 0 is empty; slot 1 is empty at /);
    expect(wordsOf(imageFile(run, scenario, end(), 7))).toMatch(/slot 7; there are 2/);
  });

  it("of a run without a hibernation does not exist", () => {
    const tiny = findPreset("tiny")?.scenario ?? scenario;
    const other = valueOf(recordScenario(tiny));
    for (const answer of [vmcoreFile(other, tiny, at(0)), imageFile(other, tiny, at(0))]) {
      expect(wordsOf(answer)).toBe("run: expected a scenario with a hibernation, got one without");
    }
    expect(firstVmcore(other)).toBeUndefined();
  });

  it("brings A back on a machine that starts cold", () => {
    const { image, scenario: own } = valueOf(readCoreImage(valueOf(imageFile(run, scenario, end()))));
    const resumed = valueOf(recordScenario(own, { coldStart: image }));
    const summary = summaryOf(resumed, own);
    expect(summary.outcome).toEqual({ kind: "completed", text: "1 jump made; kernel A runs on" });
    expect(summary.boots).toMatchObject([{ kernel: "C", begins: "cold boot", from: 0 }]);
    expect(summary.jumps).toMatchObject([{ from: "C", to: "A" }]);
    const said = summary.consoles.filter(({ kernel }) => kernel === "A").map(({ text }) => text);
    expect(said).toEqual(["ACPI: resumed from S5", `vim still holds: ${NOTE}`]);
    expect(summary.invariants.filter(({ status }) => status === "fail")).toEqual([]);
    const { file } = valueOf(imageAt(resumed, at(0)));
    expect(Buffer.compare(file, image.core)).toBe(0);
    expect(valueOf(imageAt(resumed, at(resumed.recording.end))).header.state).toBe("resumed");
  });

  it("whose pages are damaged is refused, whichever byte it is", () => {
    const file = valueOf(imageFile(run, scenario, end()));
    for (const place of [file.length - 1, Math.floor(file.length / 2), coreOf(file).loads[0]?.offset ?? 0]) {
      expect(wordsOf(readCoreImage(file.with(place, (file[place] ?? 0) ^ 8)))).toMatch(
        /^file: expected .*it is damaged$/,
      );
    }
  });
});

describe("pages that have been exchanged", () => {
  it("are at home as well in a file that is handed out, with the bytes that they have; the disk's own file has them once", () => {
    const first = firstVmcore(run) ?? at(0);
    const { start, end: last } = scenario.bRange;
    for (const handed of [vmcoreFile(run, scenario, first), imageFile(run, scenario, end())].map(valueOf)) {
      const { repeats, loads } = coreOf(handed);
      const from = loads[0]?.offset ?? 0;
      expect(repeats.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(last - start);
      expect(repeats.length).toBeLessThan((last - start) / PAGE_SIZE);
      expect(wordsOf(readCoreHeaders(handed, handed.length))).toMatch(/^program header \d+, p_paddr/);
      run.cursor.seek(first);
      const homes = new Homes(run.cursor.memory, "A");
      for (const { paddr, bytes, offset } of repeats) {
        expect(paddr >= start && paddr + bytes <= last).toBe(true);
        for (let page = 0; page < bytes; page += PAGE_SIZE) {
          const frame = homes.frameOf((paddr + page) / PAGE_SIZE) ?? 0;
          const shown = handed.subarray(from + offset + page, from + offset + page + PAGE_SIZE);
          expect(Buffer.compare(shown, run.cursor.memory.bytes(frame))).toBe(0);
        }
      }
    }
    const own = valueOf(imageAt(run, end())).file;
    expect(readCoreHeaders(own, own.length).ok).toBe(true);
  });

  it("are not shown where nobody knows of a list", () => {
    const { file } = valueOf(imageAt(run, end()));
    expect(exchangedPages(run, file, 0x700)).toEqual([]);
    expect(coreOf(smallImage()).repeats).toEqual([]);
  });
});

describe("a file that is brought", () => {
  it("is refused by header, note and field", () => {
    const small = smallImage();
    const wrong: readonly [file: Uint8Array, words: RegExp][] = [
      [small.subarray(0, 40), /^ELF header/],
      [small.subarray(0, -4096), /^file: expected \d+ bytes/],
      [
        smallImage({ header: { state: "incomplete" } }),
        /^note KJLAB, image header, state: expected complete or resumed, got incomplete/,
      ],
      [
        smallImage({ header: { frames: 8192 } }),
        /^note KJLAB, image header, frames: expected 4096, as the scenario has, got 8192/,
      ],
      [smallImage({ header: { sequence: 2 } }), /^note KJLAB, image header, sequence: expected 1 to 1/],
      [smallImage({ header: { saves: 9 } }), /^note KJLAB, image header, saves: expected at most 1/],
      [smallImage({ header: { fileBytes: 1 } }), /^note KJLAB, image header, file_bytes/],
      [smallImage({ header: { pages: 7 } }), /^note KJLAB, image header, pages: expected 2/],
      [
        smallImage({ loads: [{ paddr: 0xff_f000, bytes: 0x2000 }] }),
        /^program header 1, p_memsz: expected an end within 16 MiB/,
      ],
      [smallImage({ scenario: withoutHibernation() }), /^note KJLAB, scenario: hibernation: expected one/],
      [
        smallImage({ scenario: { ...scenario, memoryMiB: 7 } }),
        /^note KJLAB, scenario: memoryMiB: expected at least 8/,
      ],
    ];
    expect(wordsOf(readCoreImage(small))).toBe("");
    for (const [file, words] of wrong) expect(wordsOf(readCoreImage(file))).toMatch(words);
  });

  it("that is labelled twice has two notes of a kind, which is one too many", () => {
    expect(wordsOf(readCoreImage(valueOf(labelled(smallImage(), scenario))))).toMatch(
      /^note KJLAB, scenario: expected one.*got 2$/,
    );
  });

  it("knows which scenarios are of its machine", () => {
    expect(differences({ ...scenario, title: "Another", jumps: 4 }, scenario)).toEqual([]);
    const other = { ...scenario, memoryMiB: 32, bRange: { start: 0x400000, end: 0x500000 } };
    expect(differences(other, scenario).map(({ path }) => path)).toEqual(["memoryMiB", "bRange"]);
    expect(differences(withoutHibernation(), scenario).map(({ path }) => path)).toEqual(["hibernation"]);
  });
});

describe("a scenario too large for a note", () => {
  it("is refused", () => {
    const controlCode = { name: "code.o", data: "A".repeat(40_000) };
    expect(wordsOf(imageFile(run, { ...scenario, controlCode }, end()))).toMatch(
      /^scenario: expected at most 32768 bytes/,
    );
  });
});

function withoutHibernation(): Scenario {
  const { hibernation: _, ...rest } = scenario;
  return rest;
}
