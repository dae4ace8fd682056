import { describe, expect, it } from "vitest";
import { assemble, cr, ds, eax, ebx, ecx, edi, edx, esi, mem } from "./assembler.ts";
import { disassemble } from "./disassemble.ts";

const textOf = (bytes: Uint8Array, offset: number, origin = 0): string => {
  const line = disassemble(bytes.subarray(offset), origin + offset);
  return `${line.mnemonic} ${line.operands}`.trim();
};

describe("assemble", () => {
  it("encodes what the decoder reads back", () => {
    const listing = assemble(
      (a) => {
        a.mov(edi, edx, "r");
        a.mov(mem(ebx, 0x804), edi, "r");
        a.mov(eax, mem(ebx, ecx, 4, -8), "r");
        a.mov(edx, mem(0xc0001000), "r");
        a.mov(mem(esi), 0xdeadbeef, "r");
        a.mov(cr(3), eax, "r");
        a.or(eax, 0x80000000, "r");
        a.test(ecx, 1, "r");
        a.rep_movsd("r");
        a.movSeg(ds, eax, "r");
        a.lgdt(mem(ebx, 0x10), "r");
        a.callReg(edx, "r");
        a.jmpMem(mem(ebx, 8), "r");
        a.ret("r");
      },
      { origin: 0 },
    );
    expect(listing.lines.map((line) => textOf(listing.bytes, line.offset))).toEqual([
      "mov %edx,%edi",
      "mov %edi,0x804(%ebx)",
      "mov -0x8(%ebx,%ecx,4),%eax",
      "mov 0xc0001000,%edx",
      "movl $0xdeadbeef,(%esi)",
      "mov %eax,%cr3",
      "or $0x80000000,%eax",
      "test $0x1,%ecx",
      "rep movsl (%esi),(%edi)",
      "mov %eax,%ds",
      "lgdt 0x10(%ebx)",
      "call *%edx",
      "jmpl *0x8(%ebx)",
      "ret",
    ]);
  });

  it("knows labels before they are defined, in branches, offsets and far jumps", () => {
    const listing = assemble(
      (a) => {
        a.label("start");
        a.jz("end", "forward");
        a.lea(eax, mem(ebx, a.offsetOf("end")), "an offset that needs four bytes");
        a.farJump(0x10, "end", "absolute");
        a.bytes(new Uint8Array(300));
        a.label("end");
        a.jmp("start", "back");
      },
      { origin: 0x1000 },
    );
    const end = listing.labels.get("end") ?? 0;
    expect(listing.lines.map((line) => textOf(listing.bytes, line.offset, 0x1000))).toEqual([
      `je 0x${(0x1000 + end).toString(16).padStart(8, "0")}`,
      `lea 0x${end.toString(16)}(%ebx),%eax`,
      `ljmp $0x0010,$0x${(0x1000 + end).toString(16).padStart(8, "0")}`,
      "jmp 0x00001000",
    ]);
  });

  it("keeps offset, length, label and reason of every instruction", () => {
    const { lines } = assemble(
      (a) => {
        a.label("entry");
        a.nop("first");
        a.align(4);
        a.push(1, "second");
      },
      { origin: 0 },
    );
    expect(lines).toEqual([
      { offset: 0, length: 1, label: "entry", reason: "first" },
      { offset: 4, length: 5, reason: "second" },
    ]);
  });

  it("refuses a label that is used and never defined, and one defined twice", () => {
    expect(() => assemble((a) => a.jmp("nowhere", "r"), { origin: 0 })).toThrow("no such label: nowhere");
    const twice = (): unknown =>
      assemble(
        (a) => {
          a.label("x");
          a.label("x");
        },
        { origin: 0 },
      );
    expect(twice).toThrow("defined twice");
  });
});
