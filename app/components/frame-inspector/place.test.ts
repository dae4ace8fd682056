// What the address box of the frame inspector accepts.

import { describe, expect, it } from "vitest";
import { parsePlace } from "./place.ts";

describe("parsePlace", () => {
  it("reads addresses and frame numbers", () => {
    expect(parsePlace("0x1c04804", 32768)).toEqual({ ok: true, selection: { kind: "byte", address: 0x1c04804 } });
    expect(parsePlace("pfn:0x1c04", 32768)).toEqual({ ok: true, selection: { kind: "frame", pfn: 0x1c04 } });
    expect(parsePlace("frame 12", 32768)).toEqual({ ok: true, selection: { kind: "frame", pfn: 12 } });
    expect(parsePlace("1000h", 32768)).toEqual({ ok: true, selection: { kind: "byte", address: 0x1000 } });
  });

  it("says what was expected", () => {
    expect(parsePlace("over there", 32768)).toMatchObject({ ok: false });
    expect(parsePlace("0x08000000", 32768)).toEqual({ ok: false, expected: "Memory ends below 0x08000000" });
    expect(parsePlace("pfn:32768", 32768)).toEqual({ ok: false, expected: "The last frame is 0x07fff" });
  });
});
