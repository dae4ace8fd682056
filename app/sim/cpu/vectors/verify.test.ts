import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decode } from "../decode.ts";
import { type MadeCase, vectorFile } from "../testing/vector-file.ts";
import { readVectors, type VectorFile } from "./format.ts";
import { verifyVectors } from "./verify.ts";

function read(bytes: Uint8Array): VectorFile {
  const file = readVectors(bytes);
  if (!file.ok) throw new Error(JSON.stringify(file.problems));
  return file.value;
}

/** Iced's codes of all instructions in all snippets. */
function formsIn(file: VectorFile): Set<number> {
  const forms = new Set<number>();
  for (const { code, instructions } of file.cases()) {
    let at = 0;
    for (let i = 0; i < instructions; i += 1) {
      const result = decode(code.subarray(at));
      if (result.kind !== "instruction") break;
      forms.add(result.decoded.code);
      at += result.decoded.length;
    }
  }
  return forms;
}

const recorded = (name: string): VectorFile => read(gunzipSync(readFileSync(join(import.meta.dirname, name))));

/** Compared are registers, defined flags, memory, faults, error codes, CR2 and EIP. */
describe("cases recorded on real processors give the same on ours:", () => {
  const common = recorded("silicon-100k.bin.gz");
  const rare = recorded("silicon-rare.bin.gz");

  it("100,000 of what programs do", () => {
    expect(verifyVectors(common, 10)).toEqual({ total: 100_000, failed: 0, first: [] });
  });

  it("8,000 of near transfers in 16 bits, and of what a user may not do or no processor understands", () => {
    expect(verifyVectors(rare, 10)).toEqual({ total: 8000, failed: 0, first: [] });
  });

  it("464 forms of instructions, and 102 more", () => {
    const forms = formsIn(common);
    expect(forms.size).toBe(464);
    expect([...formsIn(rare)].filter((form) => !forms.has(form)).length).toBe(102);
  });
});

const EAX_1 = [1, 0, 0, 0, 0, 0, 0, 0];
const EAX_2 = [2, 0, 0, 0, 0, 0, 0, 0];
const INC_EAX: MadeCase = { code: [0x40], registers: EAX_1, after: EAX_2 };
const READ_HOLE: MadeCase = {
  code: [0xa1, 0, 0, 0, 0x10],
  slot: 0x8e,
  faultOffset: 0,
  cr2: 0x10000000,
  errorCode: 4,
};
/** mov %al,0x20000800: the first byte of window A. */
const STORE: MadeCase = { code: [0xa2, 0, 8, 0, 0x20], registers: EAX_1, patches: [[0, [1]]] };

describe("a wrong expectation", () => {
  const differs = (made: MadeCase): string[] => {
    const { first } = verifyVectors(read(vectorFile([made])), 10);
    return first.flatMap((failed) => failed.differs.map((d) => `${d.what}: ${d.expected}, ${d.got}`));
  };

  it("is not seen where there is none", () => {
    expect([INC_EAX, READ_HOLE, STORE].flatMap(differs)).toEqual([]);
  });

  it.each<[string, MadeCase, string]>([
    ["a register", { ...INC_EAX, after: EAX_1 }, "eax: 0x00000001, 0x00000002"],
    ["a flag", { ...INC_EAX, flagsAfter: 0x203 }, "flags: 0x203, 0x202"],
    ["a byte of memory", { ...STORE, patches: [[0, [2]]] }, "memory 0x20000800: 02, 01"],
    ["memory that stays", { ...STORE, patches: [] }, "memory 0x20000800: 00, 01"],
    ["the ending", { ...INC_EAX, slot: 1 }, "ending: goes on taken, goes on behind"],
    ["no fault", { ...INC_EAX, slot: 0x86 }, "ending: vector 6 at +0, goes on behind"],
    ["a fault", { ...READ_HOLE, slot: 0 }, "ending: goes on behind, vector 14 at +0 error 0x4 cr2 0x10000000"],
    [
      "an error code",
      { ...READ_HOLE, errorCode: 6 },
      "ending: vector 14 at +0 error 0x6 cr2 0x10000000, vector 14 at +0 error 0x4 cr2 0x10000000",
    ],
    [
      "CR2",
      { ...READ_HOLE, cr2: 0x10000004 },
      "ending: vector 14 at +0 error 0x4 cr2 0x10000004, vector 14 at +0 error 0x4 cr2 0x10000000",
    ],
    [
      "the EIP of a fault",
      { ...READ_HOLE, faultOffset: 5 },
      "ending: vector 14 at +5 error 0x4 cr2 0x10000000, vector 14 at +0 error 0x4 cr2 0x10000000",
    ],
  ])("of %s is found", (_name, made, expected) => {
    expect(differs(made)).toEqual([expected]);
  });

  it("of an undefined flag is none", () => {
    expect(differs({ ...INC_EAX, flagsAfter: 0x203, undefined: 1 })).toEqual([]);
  });

  it("is counted beyond what is listed, with its place in the file", () => {
    const wrong = { ...INC_EAX, after: EAX_1 };
    const report = verifyVectors(read(vectorFile([INC_EAX, wrong, wrong, INC_EAX, wrong])), 2);
    expect([report.total, report.failed, report.first.map(({ index }) => index)]).toEqual([5, 3, [1, 2]]);
    expect(report.first[0]).toMatchObject({ class: "made", bytes: "40" });
  });
});

describe("the process the cases run in", () => {
  it("has nothing left of the case before: ud2 is not taken for a gate because of bytes behind it", () => {
    const nop = 0x90;
    const decEbx = 0x4b;
    const before: MadeCase = {
      code: [nop, nop, decEbx, nop, nop],
      instructions: 5,
      after: [0, 0, 0, 0xffffffff, 0, 0, 0, 0],
      undefined: 0x8d5,
    };
    const ud2: MadeCase = { code: [0x0f, 0x0b], slot: 0x86 };
    expect(verifyVectors(read(vectorFile([before, ud2, READ_HOLE, INC_EAX])), 10).first).toEqual([]);
  });
});
