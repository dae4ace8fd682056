import { describe, expect, it } from "vitest";
import { disassemble } from "./disassemble.ts";
import { gateBytes } from "./gate.ts";

const of = (...bytes: number[]) => disassemble(Uint8Array.from(bytes), 0x1000);

describe("disassemble", () => {
  it("names what a repeated copy reads and writes", () => {
    expect(of(0xf3, 0xa5, 0x90)).toEqual({
      length: 2,
      bytes: "f3 a5",
      mnemonic: "rep movsl",
      operands: "(%esi),(%edi)",
      reads: ["ecx", "edi", "esi", "(%esi)"],
      writes: ["ecx", "edi", "esi", "(%edi)"],
    });
  });

  it("shows branch targets as absolute addresses and the flags they read", () => {
    expect(of(0x74, 0x10)).toMatchObject({ mnemonic: "je", operands: "0x00001012", reads: ["flags"], writes: [] });
  });

  it("shows a gate and bytes that are no instruction", () => {
    expect(of(...gateBytes("B", 7))).toMatchObject({ length: 5, mnemonic: "gate", operands: "B,7" });
    expect(of(0xff, 0xff, 0x90)).toMatchObject({ length: 1, mnemonic: ".byte", operands: "0xff" });
  });
});
