import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { vectorFile } from "../testing/vector-file.ts";
import { readVectors } from "./format.ts";

const INC_EAX = { code: [0x40], registers: [1, 0, 0, 0, 0, 0, 0, 0], after: [2, 0, 0, 0, 0, 0, 0, 0] };
const PF = { code: [0x8b, 0x00], slot: 0x8e, faultOffset: -2, cr2: 0x10000000, errorCode: 4 };
const good = vectorFile([INC_EAX, { ...PF, patches: [[3, [1, 2]]] }]);

function problem(bytes: Uint8Array): string {
  const read = readVectors(bytes);
  if (read.ok) return "read";
  const [first] = read.problems;
  return `${first?.path}: ${first?.expected}, ${first?.got}`;
}

/** The good file with one byte changed. */
function changed(offset: number, value: number): Uint8Array {
  const bytes = good.slice();
  bytes[offset] = value;
  return bytes;
}

describe("a file of cases", () => {
  it("is read as it was written", () => {
    const read = readVectors(good);
    expect(read.ok && read.value.total).toBe(2);
    const [first, second] = read.ok ? [...read.value.cases()] : [];
    expect(first).toMatchObject({
      className: "made",
      instructions: 1,
      before: [1, 0, 0, 0, 0, 0, 0, 0],
      flagsAfter: 0x202,
    });
    expect(first?.ending).toEqual({ kind: "reached", place: "behind" });
    expect(second?.ending).toEqual({
      kind: "fault",
      vector: 14,
      offset: -2,
      page: { address: 0x10000000, errorCode: 4 },
    });
    expect(second?.patches).toEqual([{ offset: 3, bytes: Uint8Array.of(1, 2) }]);
  });

  const HEADER = 40;
  const BODY = HEADER + 5 + 32 + 512;
  it.each([
    ["another magic", changed(0, 0x57), 'magic: "V386", "W386"'],
    ["nothing", new Uint8Array(), 'magic: "V386", ""'],
    ["another version", changed(4, 2), "version: 1, 2"],
    ["no contexts", changed(8, 0), "contexts: 1 to 256, 0"],
    ["more contexts than a byte can name", changed(9, 2), "contexts: 1 to 256, 513"],
    ["no classes", changed(12, 0), "classes: 1 to 256, 0"],
    ["more cases than bytes", changed(19, 0xff), /^cases: 1 to \d+, which is what the file has room for, 4278190082$/],
    ["no cases", vectorFile([]), /^cases: 1 to \d+, .*, 0$/],
    ["code at another place", changed(20, 1), "place of code: 0x30000100, 0x30000101"],
    ["a context that is not there", changed(BODY, 1), "cases[0]: a context below 1, 1"],
    ["a class that is not there", changed(BODY + 1, 7), "cases[0]: a class below 1, 7"],
    ["no instruction", changed(BODY + 2, 0), "cases[0]: 1 to 16 instructions, 0"],
    ["no code", changed(BODY + 3, 0), "cases[0]: 1 to 64 bytes of code, 0"],
    ["too much code", changed(BODY + 3, 65), "cases[0]: 1 to 64 bytes of code, 65"],
    ["an ending that is none", vectorFile([{ ...INC_EAX, slot: 3 }]), "cases[0].ending: 0, 1, 2 or a fault, 3"],
    [
      "memory outside the windows",
      vectorFile([{ ...INC_EAX, patches: [[511, [1, 2]]] }]),
      "cases[0]: changed memory inside the windows, 511",
    ],
    ["fewer cases than the header says", vectorFile([INC_EAX, INC_EAX], 3), /^cases\[2\]: \d+ more bytes at offset/],
    ["more bytes than cases", vectorFile([INC_EAX, INC_EAX], 1), /^end: the end of the file, \d+ more bytes$/],
  ])("with %s is refused", (_name, bytes, expected) => {
    expect(problem(bytes)).toMatch(expected);
  });

  it("that ends early anywhere is refused", () => {
    for (let length = 0; length < good.length; length += 1) {
      expect(problem(good.subarray(0, length)), `${length} bytes`).not.toBe("read");
    }
  });

  it("is read or refused, and nothing else, whatever its bytes", () => {
    const edits = fc.array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })), { maxLength: 8 });
    fc.assert(
      fc.property(edits, fc.nat({ max: good.length }), (changes, length) => {
        const bytes = good.slice();
        for (const [offset, value] of changes) bytes[offset] = value;
        expect(typeof problem(bytes.subarray(0, length || good.length))).toBe("string");
      }),
      { numRuns: 5000 },
    );
  });
});
