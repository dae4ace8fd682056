// kexec_load on random machines: the source / destination rule, the roles, and a list that is the image and nothing else.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Scenario, SegmentSpec } from "../api.ts";
import { readPairs } from "../recording/frame-pairs.ts";
import { buildMachine } from "../recording/machine.ts";
import { Recorder } from "../recording/recorder.ts";
import { runThrough } from "../recording/slices.ts";
import { v8 } from "../protocol/v8/index.ts";
import { findPreset } from "../scenario/presets.ts";
import { planOf, recordScenario } from "../scenario/to-plan.ts";
import { imagePage } from "./image-pages.ts";
import { KERNEL_DATA, PAGE as KERNEL_PAGE, PG_ALLOCATED, PG_KEXEC_DEST } from "./layouts.ts";
import { A_BASE } from "./population.ts";
import { offsetOf } from "./struct.ts";
import { ENTRIES_PER_LIST_PAGE, entryKind, walkList } from "./kimage-entry.ts";

const PAGE = 4096;

/**
 * A range at a random place, cut into a kernel and a few backup segments, loaded upward or downward, in a machine of 16 to
 * 48 MiB.
 */
const scenario = fc
  .record({
    memoryMiB: fc.constantFrom(16, 24, 48),
    first: fc.integer({ min: 0x200, max: 0xa00 }),
    lengths: fc.array(fc.integer({ min: 1, max: 180 }), { minLength: 1, maxLength: 8 }),
    seed: fc.nat(),
    highFirst: fc.boolean(),
  })
  .map(({ memoryMiB, first, lengths, seed, highFirst }): Scenario => {
    const segments: SegmentSpec[] = [];
    let mem = first * PAGE;
    for (const [index, pages] of [24, ...lengths].entries()) {
      const content = index === 0 ? "kernel" : index === 1 ? "parameters" : "backup";
      segments.push({ name: content, content, mem, memsz: pages * PAGE, bufsz: index < 2 ? 100 : 0 });
      mem += pages * PAGE;
    }
    const bRange = { start: first * PAGE, end: mem };
    const tasks = [{ comm: "init" }];
    return {
      title: "random",
      revision: "v8",
      seed,
      memoryMiB,
      cpuHasPae: false,
      bRange,
      bEntry: bRange.start,
      segments: highFirst ? segments.toReversed() : segments,
      tasks,
      jumps: 1,
    };
  });

/** Runs up to the reboot system call: the image is loaded, nothing has moved. */
function loaded(spec: Scenario) {
  const machine = buildMachine(planOf(spec), v8);
  const recorder = new Recorder(machine);
  const recording = runThrough(recorder.run());
  const freeze = recording.phases.find((phase) => phase.id === "freeze");
  return { machine, recording, freeze };
}

describe("kexec_load", () => {
  it("keeps the kernel's rules on random machines", () => {
    fc.assert(
      fc.property(scenario, (spec) => {
        const { machine, recording, freeze } = loaded(spec);
        if (freeze === undefined) {
          expect(recording.outcome.errno).toBe("ENOMEM");
          return;
        }
        const control = recording.roles.find((mark) => mark.role === "control")?.pfn ?? 0;
        const head = machine.memory.read32(control * PAGE + v8.links.head);
        const { destinations, sources } = readPairs((address) => machine.memory.read32(address), head);
        const wanted = spec.segments.flatMap(({ mem, memsz }) =>
          Array.from({ length: memsz / PAGE }, (_, i) => mem / PAGE + i),
        );
        expect([...destinations]).toEqual(wanted);
        expect(new Set(sources).size).toBe(sources.length);
        const isDestination = new Set(destinations);
        sources.forEach((source, i) => {
          expect(source === destinations[i] || !isDestination.has(source), `source ${source}`).toBe(true);
        });
        for (const { pfn, role, kernel } of recording.roles) {
          if (kernel === "A") expect(isDestination.has(pfn) || sources.includes(pfn), role).toBe(false);
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it("chains list pages after 1,023 entries", () => {
    const spec = fc.sample(scenario, { numRuns: 1, seed: 7 })[0];
    if (spec === undefined) throw new Error("no scenario");
    const mem = spec.bRange.start;
    const pages = 2100;
    const segments: SegmentSpec[] = [
      { name: "kernel", content: "kernel", mem, memsz: 24 * PAGE, bufsz: 100 },
      { name: "backup", content: "backup", mem: mem + 24 * PAGE, memsz: pages * PAGE, bufsz: 0 },
    ];
    const { machine, recording } = loaded({
      ...spec,
      memoryMiB: 64,
      segments,
      bRange: { start: mem, end: mem + (pages + 24) * PAGE },
    });
    const control = recording.roles.find((mark) => mark.role === "control")?.pfn ?? 0;
    const head = machine.memory.read32(control * PAGE + v8.links.head);
    const entries = [...walkList((address) => machine.memory.read32(address), head)];
    const links = entries.flatMap((entry, i) => (entryKind(entry.word) === "indirection" ? [i] : []));
    expect(links).toEqual([0, ENTRIES_PER_LIST_PAGE + 1, 2 * ENTRIES_PER_LIST_PAGE + 2]);
    expect(entries[links[1] ?? 0]?.address).toBe(((head & ~0xfff) >>> 0) + 0xffc);
    expect(entries.length).toBe(1 + 2 + pages + 24 + 2 + 1);
  });
});

describe("kexec_load that fails", () => {
  it.each(["kimage_alloc_control_pages/swap", "kimage_add_entry/list-page", "kimage_load_segment/initrd"])(
    "gives back every frame it has taken when %s fails",
    (step) => {
      const tiny = findPreset("tiny")?.scenario;
      const run = tiny && recordScenario({ ...tiny, faults: [`fail:${step}=ENOMEM`] });
      if (run?.ok !== true) throw new Error("the scenario is refused");
      const { cursor, recording } = run.value;
      const memMap = cursor.memory.read32(imagePage(A_BASE, "data") + offsetOf(KERNEL_DATA, "mem_map"));
      const taken = (): number =>
        Array.from({ length: recording.frameCount }, (_, pfn) =>
          cursor.memory.read32(memMap + pfn * KERNEL_PAGE.size),
        ).filter((flags) => (flags & (PG_ALLOCATED | PG_KEXEC_DEST)) !== 0).length;
      cursor.seek({ t: 0, sub: 0 });
      const before = taken();
      cursor.seek({ t: recording.end, sub: 0 });
      expect(recording.outcome).toMatchObject({ kind: "aborted", errno: "ENOMEM" });
      expect(taken()).toBe(before);
    },
  );
});
