// Which image A comes back from, what it must have, and what of the disk must remain. Each of these can fail: what is
// broken here is broken by a fault.

import { beforeAll, describe, expect, it } from "vitest";
import type { InvariantResult, Scenario } from "../api.ts";
import { hex32, hexPfn } from "../core/hex.ts";
import { PAGE_SHIFT, PAGE_SIZE } from "../core/units.ts";
import { imagePage } from "../kernel/image-pages.ts";
import { KERNEL_DATA, PAGE, TASK_STRUCT, TASK_STRUCT_SIZE } from "../kernel/layouts.ts";
import { A_BASE } from "../kernel/population.ts";
import { StructAt } from "../kernel/struct.ts";
import { phaseStart, record, smallScenario } from "../testing/hibernation-rig.ts";
import type { Run } from "./run.ts";

const resultOf = ({ invariants }: Run, id: string): InvariantResult | undefined =>
  invariants.find((result) => result.id === id);
const failing = ({ invariants }: Run): string[] =>
  invariants.filter(({ status }) => status === "fail").map(({ id }) => id);
const seek = ({ cursor }: Run, t: number): Run["cursor"] => {
  cursor.seek({ t, sub: 0 });
  return cursor;
};
/** Address of the text that a task of A holds. */
const heldBy = (run: Run): number => {
  const { memory } = seek(run, 0);
  const tasks = Array.from(
    { length: run.plan.tasks.length },
    (_, i) => new StructAt(memory, TASK_STRUCT, imagePage(A_BASE, "tasks") + i * TASK_STRUCT_SIZE),
  );
  return tasks.map((task) => task.get("note")).find((note) => note !== 0) ?? 0;
};
/** Sizes of an ELF64 header and a program header, and offsets in that. */
const [EHDR, PHDR] = [64, 56];
const [OFFSET, VADDR, PADDR, FILE_SIZE, MEMORY_SIZE] = [8, 16, 24, 32, 40];
const twoRounds = { rounds: ["checkpoint", "off"] } as const;

let whole: Run;
let checkpoint: Run;

beforeAll(() => {
  whole = record(smallScenario());
  checkpoint = record(smallScenario(twoRounds));
}, 60_000);

describe("a machine that hibernates", () => {
  it("keeps every page, image and file", () => {
    for (const run of [whole, checkpoint]) {
      expect(failing(run)).toEqual([]);
      for (const id of ["pages-restored", "image-whole", "image-saved", "disk-consistent"]) {
        expect([id, resultOf(run, id)?.status]).toEqual([id, "pass"]);
      }
    }
    expect(resultOf(checkpoint, "image-saved")?.detail).toBe("image 2 is valid when kernel B ends its visit");
    expect(resultOf(checkpoint, "disk-consistent")?.detail).toBe("2 files saved, 2 on the disk");
  });
});

describe("kernel A, back from a filtered image", () => {
  it("misses a used page, also where its mem_map has come back empty and calls the page free", () => {
    const back = phaseStart(whole, "restore");
    const { memory } = seek(whole, back);
    const data = new StructAt(memory, KERNEL_DATA, imagePage(A_BASE, "data"));
    const [map, first, end] = [data.get("mem_map"), data.get("mem_first"), data.get("mem_end")];
    const lost = heldBy(whole) >>> PAGE_SHIFT;
    const frames = [lost];
    for (let at = map; at < map + (end - first) * PAGE.size; at += PAGE_SIZE) frames.push(at >>> PAGE_SHIFT);
    const zeroed = frames.filter((frame) => memory.bytes(frame).some((byte) => byte !== 0));
    expect(zeroed.length).toBeGreaterThan(2);
    const run = record(smallScenario({}, { faults: zeroed.map((frame) => `zero:${hexPfn(frame)}@${back}`) }));
    expect(resultOf(run, "pages-restored")).toMatchObject({ status: "fail" });
  }, 60_000);

  it("is held to the image that was resumed, when its second one has not been finished", () => {
    const faults = ["fail:user/save=EIO", "power@jump/3"];
    const run = record(smallScenario(twoRounds, { faults }));
    expect(run.recording.consoles.map(({ text }) => text).join()).toContain("image 1 in slot 0 is whole");
    expect(run.recording.boots.length).toBeGreaterThan(1);
    expect(failing(run)).toEqual([]);
    expect(resultOf(run, "pages-restored")?.checks.length).toBeGreaterThan(1);
  }, 60_000);
});

describe("an image", () => {
  it.each(["filtered", "plain"] as const)(
    "that lacks pages is not whole (%s)",
    (image) => {
      const header = (whole.plan.segments.find(({ content }) => content === "elfcorehdr")?.mem ?? 0) + EHDR;
      const { memory } = seek(whole, phaseStart(whole, "save-image"));
      const load = header + 2 * PHDR;
      const bytes = memory.read32(load + FILE_SIZE);
      const from = memory.read32(load + PADDR);
      // from A's kernel image on, in which no frame is free
      expect(from).toBe(A_BASE);
      const moved: readonly (readonly [at: number, value: number])[] = [
        [OFFSET, from + PAGE_SIZE],
        [VADDR, memory.read32(load + VADDR) + PAGE_SIZE],
        [PADDR, from + PAGE_SIZE],
        [FILE_SIZE, bytes - PAGE_SIZE],
        [MEMORY_SIZE, bytes - PAGE_SIZE],
      ];
      const faults = moved.map(([at, value]) => `set:${hex32(load + at)}=${hex32(value)}@phase/save-image`);
      const run = record(smallScenario({ image }, { faults }));
      expect(resultOf(run, "image-whole")).toMatchObject({ status: "fail" });
      expect(resultOf(run, "image-whole")?.detail).toBe(
        `image 1 lacks 1 pages that A needs, the first of them that of frame ${hexPfn(A_BASE >>> PAGE_SHIFT)}`,
      );
    },
    60_000,
  );

  it("is missed where the peer ends its visit without one, but not where the disk has refused it", () => {
    const noNotes: Partial<Scenario> = { revision: "mainline-i386", fixes: ["gdt-on-return"] };
    expect(resultOf(record(smallScenario({}, noNotes)), "image-saved")).toMatchObject({
      status: "fail",
      detail: "kernel B ends its visit without an image",
    });
    const lost = record(smallScenario({}, { faults: ["skip:save/commit"] }));
    expect(resultOf(lost, "image-saved")?.status).toBe("fail");
    const refused = record(smallScenario({}, { faults: ["fail:save/write#9=EIO"] }));
    expect(resultOf(refused, "image-saved")?.status).toBe("unknown");
    const off = record(smallScenario({}, { faults: ["power@phase/save-image+1000"] }));
    expect(resultOf(off, "image-saved")?.status).toBe("unknown");
  }, 60_000);

  it("is nothing that a run without hibernation is asked for", () => {
    const { hibernation: _, ...plain } = smallScenario();
    expect(resultOf(record(plain), "image-saved")).toBeUndefined();
  });
});

describe("a file that was saved", () => {
  it("is missed when a bit of its block flips, although as many files are on the disk", () => {
    const run = record(smallScenario(twoRounds, { faults: ["rot:1+0x010.0@jump/3"] }));
    expect(resultOf(run, "disk-consistent")).toMatchObject({
      status: "fail",
      detail: "file 1, saved by kernel A in block 1, is not there any more",
    });
  }, 60_000);
});
