// Layout, hit test, mip and tag placement of the memory map.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AWAY_FROM_HOME, FRAME_CLASSES } from "../../sim/api.ts";
import { badgeSpots, bend, pointOn } from "./curves.ts";
import { curveOf, MARK, placeRect } from "./exchange-geometry.ts";
import type { Copy } from "./exchange-marks.ts";
import { moveCursor, nextChange } from "./cursor.ts";
import { fewFramesOf } from "./describe.ts";
import { hilbertCell, hilbertDistance } from "./hilbert.ts";
import { placeTags } from "./labels.ts";
import { bestColumns, hilbertLayout, layoutOf, rowsLayout } from "./layout.ts";
import { cellBytes, halve, mipLevel, NO_FRAME, reduced } from "./mip.ts";
import { centre, frameRect, hitTest, intersects, reveal, visibleCells, type Placement } from "./viewport.ts";

const BOX = { width: 602, height: 560 };
const code = (name: (typeof FRAME_CLASSES)[number]): number => FRAME_CLASSES.indexOf(name);

describe("Hilbert curve", () => {
  it("meets every cell of the square once, each next to the one before", () => {
    const seen = new Set<number>();
    let last = hilbertCell(5, 0);
    for (let d = 0; d < 1024; d++) {
      const cell = hilbertCell(5, d);
      seen.add(cell.row * 32 + cell.col);
      expect(hilbertDistance(5, cell)).toBe(d);
      expect(Math.abs(cell.col - last.col) + Math.abs(cell.row - last.row)).toBe(d === 0 ? 0 : 1);
      last = cell;
    }
    expect(seen.size).toBe(1024);
  });
});

describe("layout", () => {
  it("takes the power of two of columns with the largest cells", () => {
    expect(bestColumns(32768, BOX)).toBe(256);
    expect(bestColumns(32768, { width: 320, height: 400 })).toBe(128);
    expect(bestColumns(1048576, BOX)).toBe(1024);
  });

  it("fills the height of the box", () => {
    const layout = rowsLayout(32768, BOX, 1);
    expect(layout.rows * layout.cellHeight).toBeGreaterThan(BOX.height * 0.9);
    expect(layout.rows * layout.cellHeight).toBeLessThanOrEqual(BOX.height);
  });

  it("covers two Hilbert squares when the frames are twice a power of four", () => {
    const layout = hilbertLayout(32768, BOX, 1);
    expect([layout.cols, layout.rows]).toEqual([256, 128]);
    expect(hilbertLayout(32768, { width: 300, height: 500 }, 1).rows).toBe(256);
  });
});

describe("hit test", () => {
  const placement = fc.record({
    kind: fc.constantFrom("rows" as const, "hilbert" as const),
    frames: fc.constantFrom(4096, 32768, 65536, 100000),
    k: fc.double({ min: 1, max: 40, noNaN: true }),
    x: fc.integer({ min: -4000, max: 0 }),
    y: fc.integer({ min: -4000, max: 0 }),
    share: fc.double({ min: 0, max: 0.999, noNaN: true }),
  });

  it("finds the frame whose cell is drawn there", () => {
    fc.assert(
      fc.property(placement, ({ kind, frames, k, x, y, share }) => {
        const layout = layoutOf(kind, frames, BOX, 2);
        const p: Placement = { layout, view: { k, x, y }, left: 50, top: 0 };
        const pfn = Math.floor(share * frames);
        const middle = centre(frameRect(p, pfn));
        expect(hitTest(p, middle.x, middle.y)).toBe(middle.x < p.left ? undefined : pfn);
      }),
    );
  });

  it("finds nothing beside the map", () => {
    const p: Placement = { layout: rowsLayout(4096, BOX, 1), view: { k: 1, x: 0, y: 0 }, left: 50, top: 0 };
    expect(hitTest(p, 20, 20)).toBeUndefined();
    expect(hitTest(p, 51 + BOX.width, 20)).toBeUndefined();
    expect(hitTest(p, 60, BOX.height + 1)).toBeUndefined();
  });

  it("shows all cells at rest and reveals a frame that is out of sight", () => {
    const layout = rowsLayout(32768, BOX, 1);
    const p: Placement = { layout, view: { k: 1, x: 0, y: 0 }, left: 50, top: 0 };
    expect(visibleCells(p, 652, 560)).toEqual({ fromCol: 0, toCol: 256, fromRow: 0, toRow: 128 });
    const zoomed: Placement = { ...p, view: { k: 8, x: -350, y: 0 } };
    const view = reveal(zoomed, 32767, 652, 560);
    const rect = frameRect({ ...zoomed, view }, 32767);
    expect(rect.x + rect.width).toBeLessThanOrEqual(652.001);
    expect(rect.y + rect.height).toBeLessThanOrEqual(560.001);
  });
});

describe("mip", () => {
  it("keeps a control page among kernel pages, and a fault above all", () => {
    const bytes = new Uint8Array(64).fill(code("kernelA"));
    bytes[37] = code("control");
    const once = reduced({ bytes, cols: 8, rows: 8 }, 3);
    expect([...once.bytes]).toEqual([code("control")]);
    bytes[3] = code("fault");
    expect([...reduced({ bytes, cols: 8, rows: 8 }, 3).bytes]).toEqual([code("fault")]);
  });

  it("prefers a page away from home to one of the same class at home", () => {
    const bytes = Uint8Array.of(code("kernelA"), code("kernelA") | AWAY_FROM_HOME, 0, 0);
    expect([...halve({ bytes, cols: 2, rows: 2 }).bytes]).toEqual([code("kernelA") | AWAY_FROM_HOME]);
  });

  it("halves odd sides and marks cells after the last frame", () => {
    const cells = cellBytes(Uint8Array.of(1, 1, 1, 1, 2), 3, 2, undefined);
    expect(cells.bytes[5]).toBe(NO_FRAME);
    expect([...halve(cells).bytes]).toEqual([2, 1]);
  });

  it("halves until a cell has a pixel", () => {
    expect([4, 1, 0.58, 0.5, 0.26].map(mipLevel)).toEqual([0, 0, 1, 1, 2]);
  });
});

describe("tags", () => {
  it("neither overlap nor leave the box", () => {
    const bounds = { x: 50, y: 0, width: 600, height: 500 };
    const spot = fc.record({ x: fc.integer({ min: 50, max: 640 }), y: fc.integer({ min: 0, max: 490 }) });
    fc.assert(
      fc.property(fc.tuple(spot, spot, spot), (spots) => {
        const wishes = spots.map(({ x, y }) => ({ anchor: { x, y, width: 10, height: 10 }, width: 120, height: 20 }));
        const tags = placeTags(wishes, bounds, []);
        for (const [i, tag] of tags.entries()) {
          expect(tag.x).toBeGreaterThanOrEqual(bounds.x);
          expect(tag.x + tag.width).toBeLessThanOrEqual(bounds.x + bounds.width);
          expect(tag.y + tag.height).toBeLessThanOrEqual(bounds.y + bounds.height);
          for (const other of tags.slice(i + 1)) expect(intersects(tag, other)).toBe(false);
        }
      }),
    );
  });
});

describe("the places of an exchange", () => {
  const layout = rowsLayout(32768, { width: 570, height: 340 }, 1);
  const p: Placement = { layout, view: { k: 1, x: 0, y: 0 }, left: 50, top: 0 };
  const bounds = { x: 50, y: 1, width: 569, height: 338 };

  it("have whole marks, also at the edge", () => {
    fc.assert(
      fc.property(fc.nat(32767), (pfn) => {
        const rect = placeRect(p, pfn, bounds);
        expect(rect.x).toBeGreaterThanOrEqual(bounds.x);
        expect(rect.y).toBeGreaterThanOrEqual(bounds.y);
        expect(rect.x + rect.width).toBeLessThanOrEqual(bounds.x + bounds.width);
        expect(rect.y + rect.height).toBeLessThanOrEqual(bounds.y + bounds.height);
      }),
    );
  });

  it("near the first frames have arrows that bend into the canvas", () => {
    const copy: Copy = { number: 2, from: 0x106, to: 0x1045, cargo: "A", state: "next" };
    expect(pointOn(curveOf(p, copy, bounds, MARK), 0.5).y).toBeGreaterThan(10);
  });
});

describe("numbers on the arrows", () => {
  it("keep clear of each other where curves cross", () => {
    const cross = [
      bend({ x: 0, y: 0 }, { x: 200, y: 200 }, 0, 0),
      bend({ x: 0, y: 200 }, { x: 200, y: 0 }, 0, 0),
      bend({ x: 100, y: 0 }, { x: 100, y: 200 }, 0, 0),
    ];
    const spots = badgeSpots(cross, 22);
    for (const [i, a] of spots.entries())
      for (const b of spots.slice(i + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(22);
  });
});

describe("frames of an isolated class", () => {
  it("are listed while they are few", () => {
    const classes = Uint8Array.of(1, 3, 1, 3 | AWAY_FROM_HOME, 1);
    expect(fewFramesOf("control", classes)).toEqual([1, 3]);
    expect(fewFramesOf("kernelA", classes, 2)).toEqual([]);
    expect(fewFramesOf(undefined, classes)).toEqual([]);
  });
});

describe("frame cursor", () => {
  const classes = Uint8Array.of(1, 1, 1, 2, 2, 3, 1, 1);
  it("goes to the next run of one class and back to the start of a run", () => {
    expect([0, 3, 5, 6].map((pfn) => nextChange(classes, pfn, 1))).toEqual([3, 5, 6, 7]);
    expect([7, 6, 5, 3].map((pfn) => nextChange(classes, pfn, -1))).toEqual([6, 5, 3, 0]);
  });

  it("moves by cell and stays on the map", () => {
    const layout = rowsLayout(8, { width: 40, height: 20 }, 1);
    expect(layout.cols).toBe(4);
    const press = (key: string, ctrl = false) => ({ key, ctrl });
    expect(moveCursor(press("ArrowDown"), 1, layout, classes)).toBe(5);
    expect(moveCursor(press("ArrowUp"), 1, layout, classes)).toBe(1);
    expect(moveCursor(press("End"), 1, layout, classes)).toBe(3);
    expect(moveCursor(press("End", true), 1, layout, classes)).toBe(7);
    expect(moveCursor(press("x"), 1, layout, classes)).toBeUndefined();
  });
});
