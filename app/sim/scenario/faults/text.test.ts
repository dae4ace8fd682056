import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CIRCUMSTANCES, type CircumstanceId, type Fault } from "../../api.ts";
import { pointNameText } from "../../recording/point-names.ts";
import { FAULT_FORMS, faultText, readFault } from "./text.ts";

const word = fc.integer({ min: 0, max: 0xffff_ffff });
const pfn = fc.integer({ min: 0, max: 0xf_ffff });
const at = fc.constantFrom("phase/swap-out", "swap/7/1", "jump/2/phase/thaw+3", "entry/12.5", "jump/1", "end", "4711");
const point = fc
  .record({
    leg: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    name: fc.constantFrom("device_suspend/eth0", "code/second-flush", "kernel_kexec/trylock", "freeze_processes"),
    n: fc.integer({ min: 1, max: 40 }),
  })
  .map(pointNameText);

const faults: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constant("fail" as const), point, errno: fc.constantFrom("EBUSY", "ENOMEM", "EIO") }),
  fc.record({ kind: fc.constant("skip" as const), point }),
  fc.record({
    kind: fc.constant("with" as const),
    id: fc.constantFrom(...(Object.keys(CIRCUMSTANCES) as CircumstanceId[])),
  }),
  fc.record({ kind: fc.constant("flip" as const), address: word, bit: fc.integer({ min: 0, max: 31 }), at }),
  fc.record({ kind: fc.constant("set" as const), address: word, value: word, at }),
  fc.record({ kind: fc.constant("zero" as const), pfn, at }),
  fc.record({ kind: fc.constant("retarget" as const), entry: fc.integer({ min: 1, max: 4000 }), value: word, at }),
  fc.record({ kind: fc.constant("irq" as const), line: fc.integer({ min: 0, max: 23 }), at }),
  fc.record({ kind: fc.constant("nmi" as const), at }),
  fc.record({ kind: fc.constant("dma" as const), device: fc.constantFrom("eth0", "sda"), pfn, at }),
  fc.record({ kind: fc.constant("break" as const), address: word, at }),
  fc.record({ kind: fc.constant("power" as const), at }),
  fc.record({
    kind: fc.constant("rot" as const),
    block: fc.integer({ min: 0, max: 20_000 }),
    offset: fc.integer({ min: 0, max: 0xfff }),
    bit: fc.integer({ min: 0, max: 31 }),
    at,
  }),
);

describe("fault texts", () => {
  it("read back as the fault that was written, for every kind", () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(faults, (fault) => {
        kinds.add(fault.kind);
        const text = faultText(fault);
        expect(readFault(text)).toEqual({ ok: true, value: fault });
      }),
      { numRuns: 500, seed: 4 },
    );
    expect(kinds.size).toBe(FAULT_FORMS.length);
  });

  it("come out in one canonical form", () => {
    const canonical = (text: string) => {
      const fault = readFault(text);
      return fault.ok ? faultText(fault.value) : fault.problems;
    };
    expect(canonical(" flip:4194304.7@swap/7/1 ")).toBe("flip:0x00400000.7@swap/7/1");
    expect(canonical("zero:1029@t=5".replace("t=", ""))).toBe("zero:0x00405@5");
    expect(canonical("skip:jump/2/device_resume#1")).toBe("skip:jump/2/device_resume");
  });

  it("whatever the text, ends in a fault or a problem that names what was expected", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          faults.map(faultText).map((text) => text.slice(1)),
          mangled(),
        ),
        (text) => {
          const read = readFault(text, "faults[3]");
          if (read.ok) return;
          expect(read.problems[0]).toMatchObject({ path: "faults[3]" });
          expect(read.problems[0]?.expected).not.toBe("");
        },
      ),
      { numRuns: 500, seed: 5 },
    );
  });

  it.each([
    ["", "fail:POINT=ERRNO"],
    ["melt:cpu", "fail:POINT=ERRNO"],
    ["flip:0x400000@end", "flip:ADDRESS.BIT@ANCHOR"],
    ["flip:0x400000.32@end", "0 to 31"],
    ["flip:0x1400000000.1@end", "0x0 to 0xffffffff"],
    ["set:0x10=-1@end", "a word"],
    ["zero:0x100000@end", "0x0 to 0xfffff"],
    ["retarget:0=1@end", "1 or more"],
    ["irq:24@end", "0 to 23"],
    ["nmi@", "a place"],
    ["nmi", "nmi@ANCHOR"],
    ["fail:freeze_processes", "fail:POINT=ERRNO"],
    ["fail:freeze_processes=16", "an errno"],
    ["skip:a b", "a step"],
    ["skip:jump/2/", "a step"],
    ["with:rain", "told-all-memory"],
  ])("refuses %j, and says %j", (text, expected) => {
    const read = readFault(text);
    expect(read.ok ? read.value : read.problems[0]?.expected).toContain(expected);
  });
});

/** A fault's text with one character replaced. */
function mangled(): fc.Arbitrary<string> {
  return fc.tuple(faults.map(faultText), fc.nat(), fc.string({ minLength: 1, maxLength: 1 })).map(([text, i, char]) => {
    const place = i % text.length;
    return text.slice(0, place) + char + text.slice(place + 1);
  });
}
