// Cursor moves, dwords and readings of the frame inspector.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesPerRow, dwordAt, fieldAt, moveByte, nextChanged, PAGE_BYTES } from "./hex-grid.ts";
import { readingsOf } from "./readings.ts";

describe("hex grid", () => {
  it("has sixteen bytes a row where they fit", () => {
    expect([390, 639, 640].map(bytesPerRow)).toEqual([8, 8, 16]);
  });

  it("keeps the cursor on the page", () => {
    const keys = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"];
    fc.assert(
      fc.property(
        fc.constantFrom(...keys),
        fc.boolean(),
        fc.nat(PAGE_BYTES - 1),
        fc.constantFrom(8, 16),
        (key, ctrl, at, perRow) => {
          const next = moveByte(key, ctrl, at, perRow) ?? -1;
          expect(next).toBeGreaterThanOrEqual(0);
          expect(next).toBeLessThan(PAGE_BYTES);
          if (/Up|Down/.test(key)) expect(next % perRow).toBe(at % perRow);
        },
      ),
    );
    expect(moveByte("Enter", false, 0, 8)).toBeUndefined();
  });

  it("finds the next changed byte and the field of a byte", () => {
    const changed = Uint8Array.of(0, 1, 0, 0, 1);
    expect(nextChanged(changed, 1, 1)).toBe(4);
    expect(nextChanged(changed, 4, -1)).toBe(1);
    expect(nextChanged(changed, 4, 1)).toBeUndefined();
    const field = { offset: 4, size: 4, name: "pid", meaning: "", struct: "" };
    expect([3, 4, 7, 8].map((at) => fieldAt([field], at)?.name)).toEqual([undefined, "pid", "pid", undefined]);
  });
});

describe("a dword", () => {
  it("is read little-endian from its own boundary", () => {
    expect(dwordAt(Uint8Array.of(0, 0, 0, 0, 0x02, 0xa0, 0x3c, 0x80), 6)).toBe(0x803ca002);
  });

  it("is read as list entry, PTE and PDE", () => {
    const of = (value: number, name: string) => readingsOf(value).find((reading) => reading.name === name)?.text;
    expect(of(0x003ca002, "as list entry")).toBe("indirection 0x003ca000");
    expect(of(0x004, "as list entry")).toBe("done");
    expect(of(0x003ca00a, "as list entry")).toBe("indirection 0x003ca000");
    expect(of(0x00432063, "as PTE")).toBe("frame 0x00432 · P W A D");
    expect(of(0x004001e3, "as PDE")).toBe("4 MiB page at frame 0x00400 · P W A D PS");
  });
});
