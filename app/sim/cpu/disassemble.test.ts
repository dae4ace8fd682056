import { describe, expect, it } from "vitest";
import { disassemble } from "./disassemble.ts";
import { gateBytes } from "./gate.ts";

const of = (...bytes: number[]) => disassemble(Uint8Array.from(bytes), 0x1000);

describe("disassemble", () => {
  it("keeps the prefix of a repeated copy", () => {
    expect(of(0xf3, 0xa5, 0x90)).toEqual({
      length: 2,
      bytes: "f3 a5",
      mnemonic: "rep movsl",
      operands: "(%esi),(%edi)",
    });
  });

  it("shows branch targets as absolute addresses", () => {
    expect(of(0x74, 0x10)).toMatchObject({ mnemonic: "je", operands: "0x00001012" });
  });

  it("shows a gate and bytes that are no instruction", () => {
    expect(of(...gateBytes("B", 7))).toMatchObject({ length: 5, mnemonic: "gate", operands: "B,7" });
    expect(of(0xff, 0xff, 0x90)).toMatchObject({ length: 1, mnemonic: ".byte", operands: "0xff" });
  });

  it("shows the instruction that is executed: bsf for a later tzcnt, but hints by their names", () => {
    expect(of(0xf3, 0x0f, 0xbc, 0xc1)).toMatchObject({ length: 4, mnemonic: "bsf", operands: "%ecx,%eax" });
    expect(of(0xf3, 0x0f, 0x1e, 0xfb)).toMatchObject({ length: 4, mnemonic: "endbr32" });
    expect(of(0x67, 0x8b, 0x46, 0xff)).toMatchObject({ length: 4, operands: "-0x1(%bp),%eax" });
  });
});
