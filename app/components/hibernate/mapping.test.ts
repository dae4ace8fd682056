// The file and memory: each page in one place of either, and the picture says the same.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AWAY_FROM_HOME, FRAME_CLASSES, type FrameClass, type HibernationView } from "../../sim/api.ts";
import {
  blockOf,
  coreFiles,
  frameAtOffset,
  frameOfPage,
  homeKeptIn,
  nextFrame,
  offsetOfFrame,
  pagesOf,
  type CoreFile,
} from "./core-file.ts";
import { byteAt, ribbonPath, ribbons, scaleFor, stretches, xOf } from "./mapping.ts";

const PAGE = 4096;
const HEAD = 3 * PAGE;

/** Segments of so many pages with such gaps between them, in the order of memory. */
function fileOf(parts: readonly { readonly gap: number; readonly pages: number }[]): CoreFile {
  let [paddr, offset] = [0, HEAD];
  const loads = parts.map(({ gap, pages }) => {
    const load = { paddr: paddr + gap * PAGE, bytes: pages * PAGE, offset };
    paddr = load.paddr + load.bytes;
    offset += load.bytes;
    return load;
  });
  return { id: "image-1", title: "Image 1", bytes: offset, loads, firstBlock: 100, kept: new Map() };
}

const files = fc
  .array(fc.record({ gap: fc.integer({ min: 1, max: 9 }), pages: fc.integer({ min: 1, max: 20 }) }), {
    minLength: 1,
    maxLength: 40,
  })
  .map(fileOf);

const headerOf = () => ({
  ...{ sequence: 1, fileBytes: three.bytes, fileBlock: 9, loads: three.loads },
  kept: Uint32Array.of(4, 9, 5, 10),
});

const three = fileOf([
  { gap: 1, pages: 2 },
  { gap: 4, pages: 1 },
  { gap: 1, pages: 3 },
]);

describe("a core file", () => {
  it("gives every frame in it a place of its own, and back", () => {
    fc.assert(
      fc.property(files, (file) => {
        const frames = file.loads.flatMap(({ paddr, bytes }) =>
          Array.from({ length: bytes / PAGE }, (_, i) => paddr / PAGE + i),
        );
        expect(frames).toHaveLength(pagesOf(file));
        expect(new Set(frames.map((pfn) => offsetOfFrame(file, pfn))).size).toBe(frames.length);
        for (const pfn of frames) expect(frameAtOffset(file, offsetOfFrame(file, pfn) ?? -1)).toBe(pfn);
      }),
    );
  });

  it("knows what is not in it", () => {
    expect([0, 3, 4, 5, 6, 8].map((pfn) => offsetOfFrame(three, pfn))).toEqual([
      ...[undefined, undefined, undefined, undefined, undefined],
      undefined,
    ]);
    expect([0, HEAD - 1, three.bytes].map((offset) => frameAtOffset(three, offset))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("has an exchanged page of A where its source frame lies, and says so of the source", () => {
    const file = {
      ...three,
      kept: new Map([
        [4, 9],
        [20, 20],
      ]),
    };
    expect([4, 9, 20].map((pfn) => frameOfPage(file, pfn))).toEqual([9, 9, 20]);
    expect([4, 9, 20].map((pfn) => homeKeptIn(file, pfn))).toEqual([undefined, 4, undefined]);
    const view = { slots: [{ slot: 0, state: "complete", firstBlock: 0, blocks: 1, header: headerOf() }] };
    const [read] = coreFiles(view as unknown as HibernationView);
    expect([...(read?.kept ?? [])]).toEqual([
      [4, 9],
      [5, 10],
    ]);
  });

  it("knows the block of each byte, when it lies on the disk", () => {
    expect(blockOf(three, HEAD + PAGE + 7)).toBe(104);
    expect(blockOf({ ...three, firstBlock: undefined as never }, 0)).toBeUndefined();
  });

  it("goes from frame to frame over the gaps, and stops at its ends", () => {
    const walk: number[] = [];
    for (let pfn = nextFrame(three, -1, 1); pfn !== undefined; pfn = nextFrame(three, pfn, 1)) walk.push(pfn);
    expect(walk).toEqual([1, 2, 7, 9, 10, 11]);
    const back: number[] = [];
    for (let pfn = nextFrame(three, 99, -1); pfn !== undefined; pfn = nextFrame(three, pfn, -1)) back.push(pfn);
    expect(back).toEqual(walk.toReversed());
  });

  it("lists images by age and then what is exported, without one that has no segments yet", () => {
    const header = (sequence: number, loads = three.loads) => ({
      ...{ sequence, kind: "plain", entry: 0, map: 0, frames: 32, fileBytes: three.bytes, fileBlock: 9 },
      ...{ pages: 6, dropped: 0, saves: 0, notes: [], loads },
    });
    const slot = (n: number, made: object) => ({ slot: n, state: "complete", firstBlock: 0, blocks: 1, header: made });
    const view = {
      slots: [slot(0, header(3)), slot(1, header(2)), slot(2, header(4, []))],
      vmcore: { kernel: "B", header: 0, fileBytes: 1, loads: [], notes: [] },
    } as unknown as HibernationView;
    expect(coreFiles(view).map(({ id }) => id)).toEqual(["image-2", "image-3", "vmcore"]);
  });
});

describe("the picture", () => {
  it("has a place for each byte, and back", () => {
    const scale = scaleFor(three, 4096, 640);
    for (const x of [0, 1, 319, 638]) expect(xOf(scale, byteAt(scale, x))).toBeCloseTo(x, 2);
    expect(byteAt(scale, 9999)).toBe(scale.bytes - 1);
  });

  it("draws no more ribbons than there are segments, and all segments", () => {
    fc.assert(
      fc.property(files, fc.integer({ min: 40, max: 900 }), (file, width) => {
        const own = ribbons(file, scaleFor(file, 512, width));
        expect(own.length).toBeLessThanOrEqual(file.loads.length);
        expect(own.reduce((sum, { segments }) => sum + segments, 0)).toBe(file.loads.length);
        for (const ribbon of own) expect(ribbonPath(ribbon, 0, 100)).toMatch(/^M[\d.]+ 0C[\d. ]+H[\d.]+C[\d. ]+Z$/);
      }),
    );
  });

  it("shows memory as stretches that meet, with what is rare in front", () => {
    const classes = new Uint8Array(1024).fill(code("kernelA"));
    classes.fill(code("kernelB"), 256, 512);
    classes.fill(code("kernelA") | AWAY_FROM_HOME, 512, 768);
    classes[900] = code("control");
    const shown = stretches(classes, { width: 128, bytes: 1024 * PAGE });
    expect(shown.map((each) => each.class)).toEqual(["kernelA", "kernelB", "kernelA", "kernelA", "control", "kernelA"]);
    expect(shown.map(({ away }) => away)).toEqual([false, false, true, false, false, false]);
    shown.slice(1).forEach((each, index) => expect(each.from).toBe(shown[index]?.to));
  });
});

const code = (name: FrameClass): number => FRAME_CLASSES.indexOf(name);
