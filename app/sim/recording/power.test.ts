// Power goes and comes back, on a small machine that hibernates. Kernel B is entered directly: purgatory's millions of
// instructions have their own test.

import { beforeAll, describe, expect, it } from "vitest";
import type { InvariantResult, RunSummary, Scenario } from "../api.ts";
import { PAGE_SIZE } from "../core/units.ts";
import { DISK } from "../devices/registers.ts";
import { bootArea, slotAt } from "../kernel/disk-layout.ts";
import { LOADER_PAGE } from "../kernel/firmware.ts";
import { readHeader } from "../kernel/hibernation/image-format.ts";
import { imagePageCount } from "../kernel/image-pages.ts";
import { BOOT_PARAMS } from "../kernel/layouts.ts";
import { StructAt } from "../kernel/struct.ts";
import { findPreset } from "../scenario/presets.ts";
import { imageFile, readCoreImage } from "../scenario/core-image.ts";
import { recordScenario } from "../scenario/to-plan.ts";
import { resolveAnchor } from "./anchors.ts";
import type { Run } from "./run.ts";
import { summaryOf } from "./summary.ts";

function preset(id: string): Scenario {
  const found = findPreset(id)?.scenario;
  if (found === undefined) throw new Error(`the preset ${id} is gone`);
  return found;
}

const tiny = preset("hibernate-tiny");
const kernel = tiny.segments.find(({ content }) => content === "kernel");
const scenario: Scenario = { ...tiny, bEntry: kernel?.mem ?? 0 };
const frames = (tiny.memoryMiB * 1024 * 1024) / PAGE_SIZE;
const cBase = tiny.hibernation?.cRange.start ?? 0;

function recorded(wanted: Scenario): Run {
  const run = recordScenario(wanted);
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  return run.value;
}

const withFaults = (...faults: string[]): Run => recorded({ ...scenario, faults });

function seek(run: Run, anchor: string): Run["cursor"] {
  const found = resolveAnchor(run.cursor, anchor);
  if (!found.ok) throw new Error(`no ${anchor}`);
  run.cursor.seek(found.value);
  return run.cursor;
}

const resultOf = ({ invariants }: Pick<Run, "invariants">, id: string): InvariantResult | undefined =>
  invariants.find((result) => result.id === id);
const failing = ({ invariants }: Pick<Run, "invariants">): string[] =>
  invariants.filter(({ status }) => status === "fail").map(({ id }) => id);
const linesOf = ({ recording }: Run, letter: string): string[] =>
  recording.consoles.filter((line) => line.kernel === letter).map(({ text }) => text);

let run: Run;
let summary: RunSummary;

beforeAll(() => {
  run = recorded(scenario);
  summary = summaryOf(run, scenario);
}, 60_000);

describe("a machine that is switched off", () => {
  it("comes back with kernel A where it was, and nothing else amiss", () => {
    expect(run.recording.outcome).toEqual({ kind: "completed", text: "2 jumps made; kernel A runs on" });
    expect(run.invariants.map(({ id, status }) => [id, status])).toEqual(run.invariants.map(({ id }) => [id, "pass"]));
    expect(resultOf(run, "image-whole")?.detail).toMatch(/^image 1: 39\d\d pages as A has left them$/);
  });

  it("has a span from power-on to power-off for each boot, without a gap", () => {
    expect(summary.boots.map(({ n, kernel: first, begins, ended }) => [n, first, begins, ended])).toEqual([
      [1, "A", "running", "S5"],
      [2, "C", "cold boot", undefined],
    ]);
    const [before, after] = summary.boots;
    expect([before?.from, before?.to, after?.to]).toEqual([0, after?.from, summary.end]);
    expect(resolveAnchor(run.cursor, "boot/2+3")).toMatchObject({ value: { t: (after?.from ?? 0) + 3, sub: 0 } });
    expect(resolveAnchor(run.cursor, "boot/1")).toMatchObject({ value: { t: 0, sub: 0 } });
    expect(resolveAnchor(run.cursor, "boot/3").ok).toBe(false);
  });

  it("has nothing in RAM that anybody has written, and all of its disk", () => {
    const { store, table } = seek(run, "phase/power-off").memory;
    const disk = table.slice(frames);
    const left = table.slice(0, frames).map((id) => store.hash(id));
    const { memory } = seek(run, "boot/2");
    const named = new Set(Array.from(memory.frames, (id) => `${store.owner(id)}: ${store.what(id)}`));
    expect([...named]).toEqual(["none: RAM as power-on leaves it"]);
    expect(left.filter((hash, frame) => store.hash(memory.frames[frame] ?? 0) === hash)).toHaveLength(0);
    expect(memory.table.slice(frames)).toEqual(disk);
  });

  it("has a processor and devices as they come out of reset", () => {
    const { cpu, board } = seek(run, "boot/2");
    const [ET, PE] = [0x10, 0x1];
    expect([cpu.cr0 & ~ET, cpu.cr3, cpu.cr4, cpu.efer, cpu.idtr.base, cpu.tlbEntries.length]).toEqual([
      PE,
      0,
      0,
      0,
      0,
      0,
    ]);
    expect(Array.from(cpu.regs)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(board.off).toBeUndefined();
    expect(board.sights().filter(({ active, name }) => active && name !== "ttyS0")).toEqual([]);
  });
});

describe("firmware and boot loader", () => {
  it("hand over to kernel C in flat protected mode, with its pages from the disk and no way back", () => {
    const start = run.recording.phases.find(({ owner, id }) => owner === "C" && id === "boot")?.from;
    const { memory, cpu } = seek(run, `${start}`);
    expect([cpu.eip, cpu.paging, cpu.eflags & 0x200]).toEqual([cBase, false, 0]);
    expect([cpu.regs[7], memory.read32((cpu.regs[4] ?? 0) >>> 0)]).toEqual([0, 0]);
    const { store } = memory;
    const pages = Array.from({ length: imagePageCount(false) }, (_, i) => memory.frames[cBase / PAGE_SIZE + i] ?? 0);
    expect(pages).toEqual(pages.map((_, i) => memory.table[frames + bootArea(false).first + 1 + i]));
    expect(new Set(pages.map((id) => store.owner(id)))).toEqual(new Set(["C"]));
    const params = new StructAt(memory, BOOT_PARAMS, cBase + imagePageCount(false) * PAGE_SIZE);
    expect([params.get("mem_start"), params.get("mem_end"), params.get("ram_end")]).toEqual([
      tiny.hibernation?.cRange.start,
      tiny.hibernation?.cRange.end,
      frames * PAGE_SIZE,
    ]);
    expect(store.owner(memory.frames[0] ?? 0)).toBe("reserved");
  });

  it("report what is left of memory, and tell kernel C of all of it where nobody limits it", () => {
    expect(withFaults("with:memory-removed").recording.outcome.text).toContain("4096 frames, and this one has 2048");
    expect(linesOf(withFaults("with:c-told-all-memory"), "C")[2]).toBe("Memory: 15360K of [0x00100000, 0x01000000)");
  });

  it("say so where the disk does not give kernel C", () => {
    const status = LOADER_PAGE + 12;
    const { memory } = seek(run, "boot/2");
    let t = run.recording.boots[1]?.from ?? 0;
    for (; memory.read32(status) !== DISK.completed; t++) run.cursor.seek({ t, sub: 0 });
    const { outcome } = withFaults(`set:${status}=${DISK.failed}@${t - 1}`).recording;
    expect(outcome).toEqual({ kind: "stopped", text: "the boot loader cannot read kernel C from the disk" });
  });
});

describe("power that is lost", () => {
  it("ends the run of a machine that does not hibernate", () => {
    const run = recorded({ ...preset("tiny"), faults: ["power@phase/swap-out+9"] });
    expect(run.recording.outcome).toEqual({ kind: "crashed", text: "power is lost" });
    const summary = summaryOf(run, preset("tiny"));
    expect(summary.verdict?.kind).toBe("lost");
    expect(summary.boots.map(({ ended }) => ended)).toEqual(["power lost"]);
  });

  it.each(["phase/load+40", "phase/swap-out+501", "phase/boot+3", "phase/save-image+150"])(
    "at %s leaves no image, and kernel C says what to do",
    (anchor) => {
      const { recording } = withFaults(`power@${anchor}`);
      expect(recording.outcome.kind).toBe("aborted");
      expect(recording.outcome.text).toContain("Boot kernel A anew");
      expect(recording.boots.map(({ ended }) => ended)).toEqual(["power lost", undefined]);
    },
  );

  it("during the restore costs nothing: the next boot brings A back", () => {
    const run = withFaults("power@phase/restore-image+60000");
    expect(run.recording.boots.map(({ ended }) => ended)).toEqual(["S5", "power lost", undefined]);
    expect(linesOf(run, "A").at(-1)).toContain("still holds");
    expect(failing(run)).toEqual([]);
    expect(summaryOf(run, scenario).verdict?.kind).toBe("survived");
  });

  it("in the middle of a write leaves the pages that there was time for, and a torn one", () => {
    const slot = slotAt(run.plan, 0);
    const first = run.recording.phases.find(({ id }) => id === "save-image")?.from ?? 0;
    const headerAt = (t: number): string => {
      const { memory } = run.cursor;
      run.cursor.seek({ t, sub: 0 });
      return readHeader(memory.store.bytesOf(memory.table[frames + slot.header] ?? 0)).kind;
    };
    expect([headerAt(first), headerAt(run.recording.end)]).toEqual(["empty", "header"]);
    const torn = withFaults("power@phase/save-image+20000");
    const { memory } = seek(torn, "boot/2");
    const whole = seek(run, "boot/2").memory;
    /** Which sectors of a block are on the disk, of those that hold anything in the whole image. */
    const written = (block: number): boolean[] => {
      const [there, full] = [memory, whole].map(({ store, table }) => store.bytesOf(table[frames + block] ?? 0));
      const sectors = Array.from({ length: 8 }, (_, i) =>
        [there, full].map((page) => page?.slice(i * 512, i * 512 + 512)),
      );
      return sectors
        .filter(([, all]) => all?.some((byte) => byte !== 0))
        .map(([now, all]) => now?.join() === all?.join());
    };
    const blocks = Array.from({ length: slot.file.blocks }, (_, i) => written(slot.file.first + i));
    const lastWhole = blocks.findLastIndex((sectors) => sectors.length > 0 && sectors.every(Boolean));
    const mixed = blocks.flatMap((sectors, i) => (sectors.includes(true) && sectors.includes(false) ? [i] : []));
    expect(lastWhole).toBeGreaterThan(100);
    expect(mixed).toEqual([lastWhole + 1]);
    expect(blocks[lastWhole + 1]?.lastIndexOf(true)).toBeLessThan(blocks[lastWhole + 1]?.indexOf(false) ?? 0);
  });
});

describe("a run that begins without power", () => {
  it("brings A back from an image that was brought, as the run did that made it", () => {
    const at = resolveAnchor(run.cursor, "boot/2");
    const file = imageFile(run, scenario, at.ok ? at.value : { t: 0, sub: 0 });
    const read = file.ok ? readCoreImage(file.value) : file;
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const cold = recordScenario(read.value.scenario, { coldStart: read.value.image });
    if (!cold.ok) throw new Error(JSON.stringify(cold.problems));
    const { value } = cold;
    expect(value.recording.outcome).toEqual({ kind: "completed", text: "1 jump made; kernel A runs on" });
    expect(failing(value)).toEqual([]);
    expect(resultOf(value, "pages-restored")?.status).toBe("pass");
    expect(resultOf(value, "disk-consistent")).toMatchObject({
      status: "unknown",
      detail: "files that were saved before the image was brought have not come with it",
    });
    expect(linesOf(value, "A")).toEqual(linesOf(run, "A").slice(-2));
    expect(summaryOf(value, scenario).boots).toEqual([
      { n: 1, from: 0, to: value.recording.end, kernel: "C", begins: "cold boot" },
    ]);
    const phases = (of: Run): string[] => of.recording.phases.map(({ owner, id }) => `${owner} ${id}`);
    expect(phases(value)).toEqual(phases(run).slice(phases(run).indexOf("C firmware")));
  });
});

describe("an image that is not what A has left", () => {
  it("is noticed when it becomes valid, and again when A is back", () => {
    const run = withFaults("zero:0x00300@phase/save-image");
    expect(resultOf(run, "image-whole")).toMatchObject({ status: "fail" });
    expect(resultOf(run, "image-whole")?.detail).toContain("the page of frame 0x00300");
    expect(failing(run)).toEqual(expect.arrayContaining(["image-whole", "pages-restored"]));
  });

  it.each([
    ["in the image", (block: number) => block, "block 100 is damaged"],
    ["in kernel C", () => 66, "#"],
  ])("a bit that flips %s is not taken for what was written", (_, block, text) => {
    const { recording } = withFaults(`rot:${block(100)}+0x010.3@phase/firmware`);
    expect(recording.outcome.kind).not.toBe("completed");
    expect(recording.outcome.text).toContain(text);
  });

  it.each(["rot:100000+0x10.3@phase/firmware", "rot:100+0x10.9@phase/firmware"])("%s is refused", (fault) => {
    expect(recordScenario({ ...scenario, faults: [fault] }).ok).toBe(false);
  });
});
