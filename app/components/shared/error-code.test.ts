// Error codes in words.

import { describe, expect, it } from "vitest";
import { errorCodeFields } from "./error-code.ts";

const words = (vector: number, code: number): string =>
  errorCodeFields(vector, code)
    .map(({ name, value, meaning }) => `${name}=${value} ${meaning}`)
    .join("; ");

describe("error code", () => {
  it("of a page fault says who did what and why it failed", () => {
    expect(words(14, 0)).toBe(
      "P=0 no page there; W/R=0 no write; U/S=0 supervisor; RSVD=0 no reserved bit; I/D=0 no fetch, or NX is off",
    );
    expect(words(14, 0x1f)).toBe(
      "P=1 page is there, access not allowed; W/R=1 write; U/S=1 user; RSVD=1 reserved bit set in an entry; I/D=1 instruction fetch",
    );
  });

  it("names the gate or the selector that was refused", () => {
    expect(words(13, 0x73)).toContain("index=14 vector 14 of the IDT");
    expect(words(13, 0x73)).toContain("EXT=1 while delivering an exception");
    expect(words(13, 0x68)).toContain("index=13 selector 0x0068 of the GDT");
    expect(words(11, 0x6c)).toContain("index=13 selector 0x006c of the LDT");
    expect(words(13, 0)).toContain("index=0 no descriptor named");
  });

  it("has no fields where the code means nothing", () => {
    expect(errorCodeFields(8, 0)).toEqual([]);
    expect(errorCodeFields(17, 0)).toEqual([]);
  });
});
