// What is said below a line of code.

import { describe, expect, it } from "vitest";
import type { CodeLine, Operand } from "../../sim/api.ts";
import { extentText, groupsOf, registerOf, valueText } from "./operands.ts";

const eax: Operand = { name: "eax", bytes: 4, value: 0x11 };
const flags: Operand = { name: "flags", bytes: 4, value: 0x44 };
const memory: Operand = { name: "(%esi)", bytes: 1, value: 0xab, address: 0x1000, count: 1024 };
const line = (state: CodeLine["state"], reads: readonly Operand[], writes: readonly Operand[]): CodeLine => ({
  address: 0,
  bytes: "",
  mnemonic: "",
  operands: "",
  state,
  reads,
  writes,
});

describe("operands", () => {
  it("have values as wide as they are, and flags by letter", () => {
    expect([eax, flags, memory].map((operand) => valueText(operand, operand.value))).toEqual([
      "0x00000011",
      "ZF PF",
      "0xab",
    ]);
    expect(valueText(flags, 0)).toBe("none");
    expect(valueText(eax, undefined)).toBeUndefined();
  });

  it("of a repeated string instruction say how much there is and where it comes from", () => {
    const several: Operand = { name: "(%edi)", bytes: 4, address: 0x2000, count: 1024, from: 0x1000 };
    const { from: _, ...filled } = several;
    expect([several, filled, { ...several, count: 1 }, eax].map(extentText)).toEqual([
      "4,096 bytes from 0x00001000",
      "4,096 bytes",
      undefined,
      undefined,
    ]);
  });

  it("are named as registers only where another view knows the register", () => {
    expect([eax, flags, memory].map(registerOf)).toEqual(["eax", undefined, undefined]);
  });
});

describe("below a line", () => {
  it("what is read and written back has one value", () => {
    expect(groupsOf(line("next", [eax], [eax, flags]))).toEqual([
      { title: "reads", operands: [eax] },
      { title: "writes", operands: [{ name: "eax", bytes: 4 }, flags] },
    ]);
  });

  it("a completed instruction says what it wrote, the others nothing", () => {
    expect(groupsOf(line("completed", [], [eax]))).toEqual([{ title: "wrote", operands: [eax] }]);
    expect(groupsOf(line("completed", [], []))).toEqual([]);
    expect(groupsOf(line("", [eax], [eax]))).toEqual([]);
  });
});
