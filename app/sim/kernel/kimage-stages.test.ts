// An image in the place of another, no image, and an image of several calls: on random machines, in both revisions.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RevisionId } from "../api.ts";
import { makeMainline } from "../protocol/mainline-i386/index.ts";
import { makeV8 } from "../protocol/v8/index.ts";
import { readPairs } from "../recording/frame-pairs.ts";
import { buildMachine, type Machine } from "../recording/machine.ts";
import { findPreset } from "../scenario/presets.ts";
import { planOf } from "../scenario/to-plan.ts";
import { entryKind, entryTarget, walkList } from "./kimage-entry.ts";
import { type Errno, KEXEC_APPEND, KEXEC_PRESERVE_CONTEXT, type LoadRequest, sysKexecLoad } from "./kimage.ts";
import { PAGE as KERNEL_PAGE, PG_ALLOCATED, PG_KEXEC_DEST } from "./layouts.ts";
import type { Step, Work } from "./step.ts";

const PAGE = 4096;
const REVISIONS = { v8: makeV8, "mainline-i386": makeMainline } as const;

function machineOf(revision: RevisionId, pae: boolean, seed: number): Machine {
  const tiny = findPreset("tiny")?.scenario;
  if (tiny === undefined) throw new Error("no preset");
  const plan = planOf({ ...tiny, revision, kernelIsPae: pae, cpuHasPae: pae, seed });
  return buildMachine(plan, REVISIONS[revision]({ pae, fixes: new Set() }));
}

function result<T>(work: Work<T>, heard: (step: Step) => void = () => undefined): T {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
    heard(next.value);
  }
}

interface Piece {
  readonly first: number;
  readonly pages: number;
}

class Tool {
  readonly machine: Machine;
  /** Content that each destination has been promised. */
  readonly wanted = new Map<number, number>();
  private readonly roles = new Map<number, string>();

  constructor(machine: Machine) {
    this.machine = machine;
  }

  load(pieces: readonly Piece[], flags = 0, change: Partial<LoadRequest> = {}): Errno | undefined {
    const { a, store, revision } = this.machine;
    const promised: [number, number][] = [];
    const segments = pieces.map(({ first, pages }, index) => {
      const family = store.define(pages, {
        owner: "B",
        what: `piece ${index}`,
        home: (page) => first + page,
        fill: (page, words) => words.fill(first + page),
      });
      for (let page = 0; page < pages; page++) promised.push([first + page, family + page]);
      const bytes = { mem: first * PAGE, memsz: pages * PAGE, bufsz: pages * PAGE };
      return { name: `piece-${index}`, ...bytes, content: (page: number) => family + page };
    });
    const { prepare, cleanup } = revision;
    const request = { entry: 0x400000, segments, flags: flags | KEXEC_PRESERVE_CONTEXT, prepare, cleanup, ...change };
    const failed = result(sysKexecLoad(a, request), (step) => {
      if (step.kind === "role") this.roles.set(step.pfn, step.role);
      if (step.kind === "release") this.roles.delete(step.pfn);
    });
    if (failed === undefined) {
      if ((flags & KEXEC_APPEND) === 0) this.wanted.clear();
      for (const [pfn, content] of promised) this.wanted.set(pfn, content);
    }
    return failed;
  }

  /** Frames that A's allocator holds to be taken. */
  taken(): number[] {
    const { a, memory } = this.machine;
    const flags = (pfn: number) => memory.read32(a.data.get("mem_map") + pfn * KERNEL_PAGE.size);
    const all = Array.from({ length: memory.frameCount }, (_, pfn) => pfn);
    return all.filter((pfn) => (flags(pfn) & (PG_ALLOCATED | PG_KEXEC_DEST)) !== 0);
  }

  /** What must hold of the image at hand, whatever calls have made it. */
  check(): void {
    const { a, memory } = this.machine;
    const head = a.kimage.get("head");
    const { destinations, sources } = readPairs((at) => memory.read32(at), head);
    expect([...destinations].toSorted((x, y) => x - y)).toEqual([...this.wanted.keys()].toSorted((x, y) => x - y));
    expect(new Set(sources).size).toBe(sources.length);
    sources.forEach((source, i) => {
      const destination = destinations[i] ?? 0;
      expect(source === destination || !this.wanted.has(source), `source ${source} of ${destination}`).toBe(true);
      expect(memory.frames[source], `content for ${destination}`).toBe(this.wanted.get(destination));
    });
    const lists = [...walkList((at) => memory.read32(at), head)]
      .filter(({ word }) => entryKind(word) === "indirection")
      .map(({ word }) => entryTarget(word) / PAGE);
    const own = [a.kimage.get("control_code_page"), a.kimage.get("swap_page"), ...lists];
    expect(new Set([...own, ...sources]).size).toBe(own.length + sources.length);
    for (const pfn of own) expect(this.wanted.has(pfn), `own page ${pfn}`).toBe(false);
    expect([...this.roles.keys()].toSorted((x, y) => x - y)).toEqual(own.toSorted((x, y) => x - y));
    expect(a.data.get("kexec_lock")).toBe(0);
  }
}

/** Pieces that do not touch each other, anywhere in a small machine, in any order. */
const pieces = fc
  .array(fc.record({ gap: fc.integer({ min: 0, max: 90 }), pages: fc.integer({ min: 1, max: 60 }) }), {
    minLength: 1,
    maxLength: 14,
  })
  .chain((cuts) => {
    let at = 0x480;
    const made = cuts.map(({ gap, pages }) => {
      const piece = { first: at + gap, pages };
      at = piece.first + pages;
      return piece;
    });
    return fc.shuffledSubarray(made, { minLength: made.length });
  });
const variant = fc.record({
  revision: fc.constantFrom<RevisionId>("v8", "mainline-i386"),
  pae: fc.boolean(),
  seed: fc.nat(),
});

const stagesOf = (all: readonly Piece[], cuts: readonly number[]): Piece[][] => {
  const ends = [...new Set([...cuts.map((cut) => cut % all.length), all.length])].toSorted((x, y) => x - y);
  return ends.map((end, i) => all.slice(ends[i - 1] ?? 0, end)).filter((stage) => stage.length > 0);
};

describe("an image in the place of another", () => {
  it("takes no frame for good: loaded, replaced and unloaded, the allocator has what it had", () => {
    fc.assert(
      fc.property(variant, pieces, pieces, ({ revision, pae, seed }, first, second) => {
        const tool = new Tool(machineOf(revision, pae, seed));
        const before = tool.taken();
        const tables = pae ? 1 : 0;
        for (const image of [first, second, first]) {
          if (tool.load(image) !== undefined) return;
          tool.check();
        }
        expect(tool.load([])).toBeUndefined();
        expect(tool.machine.a.data.get("kexec_image")).toBe(0);
        // a large page that was split around a control page keeps its table
        const left = tool.taken().filter((pfn) => !before.includes(pfn));
        expect(left.length).toBeLessThanOrEqual(tables * 3);
        if (!pae) expect(tool.taken()).toEqual(before);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it("stays when another cannot be loaded", () => {
    const tool = new Tool(machineOf("v8", false, 5));
    expect(tool.load([{ first: 0x500, pages: 40 }])).toBeUndefined();
    const [taken, head] = [tool.taken(), tool.machine.a.kimage.get("head")];
    expect(tool.load([{ first: 0x500, pages: 3500 }])).toBe("ENOMEM");
    expect(
      tool.load([
        { first: 0x500, pages: 4 },
        { first: 0x502, pages: 4 },
      ]),
    ).toBe("EINVAL");
    expect(tool.machine.a.kimage.get("head")).toBe(head);
    expect(tool.taken()).toEqual(taken);
    tool.check();
  });
});

describe("an image of several calls", () => {
  it("is one list, and keeps the rules of one, wherever the stages lie", () => {
    let moved = 0;
    fc.assert(
      fc.property(variant, pieces, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), (made, all, cuts) => {
        const tool = new Tool(machineOf(made.revision, made.pae, made.seed));
        const before = tool.taken();
        for (const [index, stage] of stagesOf(all, cuts).entries()) {
          const control = tool.machine.a.kimage.get("control_code_page");
          if (tool.load(stage, index === 0 ? 0 : KEXEC_APPEND) !== undefined) return;
          if (index > 0 && control !== tool.machine.a.kimage.get("control_code_page")) moved++;
          tool.check();
        }
        expect(tool.load([])).toBeUndefined();
        if (!made.pae) expect(tool.taken()).toEqual(before);
      }),
      { numRuns: 60, seed: 77 },
    );
    expect(moved, "a control page was in the way of a later stage").toBeGreaterThan(0);
  }, 120_000);

  it("does not take a source for another destination that is itself in the way", () => {
    const machine = machineOf("v8", false, 5);
    const tool = new Tool(machine);
    const taken = new Set(tool.taken());
    const first = machine.a.data.get("next_free");
    const free = Array.from({ length: 4096 }, (_, pfn) => pfn).filter((pfn) => pfn >= first && !taken.has(pfn));
    const frame = (index: number): Piece => ({ first: free[index] ?? 0, pages: 1 });
    // control, swap and list page come first, then the two sources; the next frame is the second's own destination
    expect(tool.load([{ first: 0x480, pages: 1 }, frame(5)])).toBeUndefined();
    expect(tool.load([frame(3), frame(4)], KEXEC_APPEND)).toBeUndefined();
    tool.check();
  });

  it("is refused where it would overlap, has nothing to join, or has too many segments", () => {
    const tool = new Tool(machineOf("v8", false, 5));
    expect(tool.load([{ first: 0x500, pages: 4 }], KEXEC_APPEND)).toBe("EINVAL");
    expect(tool.load([{ first: 0x500, pages: 4 }])).toBeUndefined();
    expect(tool.load([{ first: 0x503, pages: 4 }], KEXEC_APPEND)).toBe("EINVAL");
    const many = Array.from({ length: 17 }, (_, i) => ({ first: 0x600 + i, pages: 1 }));
    expect(tool.load(many, KEXEC_APPEND)).toBe("EINVAL");
    tool.check();
  });

  it("is gone, with all its frames, when a stage runs out of memory", () => {
    const tool = new Tool(machineOf("mainline-i386", false, 5));
    const before = tool.taken();
    expect(tool.load([{ first: 0x500, pages: 300 }])).toBeUndefined();
    expect(tool.load([{ first: 0x700, pages: 2000 }], KEXEC_APPEND)).toBe("ENOMEM");
    expect(tool.machine.a.data.get("kexec_image")).toBe(0);
    expect(tool.taken()).toEqual(before);
  });
});

describe("a segment whose pages are brought one by one", () => {
  it("has each page fetched before it is taken, and fails as the fetch does", () => {
    const machine = machineOf("v8", false, 5);
    const fetched: number[] = [];
    const segment = {
      ...{ name: "dump", mem: 0x500 * PAGE, memsz: 4 * PAGE, bufsz: 4 * PAGE },
      content: (page: number) => (fetched.at(-1) === page ? 0 : NaN),
      *fetch(page: number): Work<Errno | undefined> {
        fetched.push(page);
        yield { kind: "leg" };
        return page === 2 ? "EIO" : undefined;
      },
    };
    const taken = new Tool(machine).taken();
    const request = { entry: 0x500000, segments: [segment], flags: KEXEC_PRESERVE_CONTEXT };
    expect(result(sysKexecLoad(machine.a, request))).toBe("EIO");
    expect(fetched).toEqual([0, 1, 2]);
    expect(new Tool(machine).taken()).toEqual(taken);
  });
});

describe("half of memory", () => {
  it("is half of what the kernel itself has", () => {
    const tool = new Tool(machineOf("mainline-i386", false, 5));
    const { data } = tool.machine.a;
    const half = [{ first: 0x500, pages: 0x301 }];
    expect(tool.load(half, 0, { halfOfMemory: true })).toBeUndefined();
    data.set("mem_first", 0x200);
    data.set("mem_end", 0x800);
    expect(tool.load(half, 0, { halfOfMemory: true })).toBe("EINVAL");
    expect(new Tool(machineOf("v8", false, 5)).load(half)).toBeUndefined();
  });
});
