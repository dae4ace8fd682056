// Completeness by the decoder's table of forms: every integer form that is legal in 32-bit code up to the Pentium Pro is
// made, decoded, and executed once. What is not modelled must be on the list below, with its reason.

import { Code, CodeExt, CpuidFeature, Instruction, MandatoryPrefix, OpCodeTableKind } from "iced-x86";
import { describe, expect, it } from "vitest";
import { decode } from "../decode.ts";
import { bench } from "../testing/ram-bus.ts";

const NOT_MODELLED: Readonly<Record<string, string>> = {
  Rdpmc: "performance counters count events of a pipeline, and there is none",
};

const NEVER_DECODED: Readonly<Record<string, string>> = {
  Nop_rm16: "comes as the reserved nop 0F1F",
  Nop_rm32: "comes as the reserved nop 0F1F",
  Ud0: "comes with its ModRM byte",
};

const INTEGER: readonly CpuidFeature[] = [
  CpuidFeature.INTEL8086,
  CpuidFeature.INTEL186,
  CpuidFeature.INTEL286,
  CpuidFeature.INTEL386,
  CpuidFeature.INTEL486,
  CpuidFeature.CMOV,
  CpuidFeature.CPUID,
  CpuidFeature.TSC,
  CpuidFeature.MSR,
  CpuidFeature.RDPMC,
  CpuidFeature.CX8,
  CpuidFeature.MULTIBYTENOP,
  CpuidFeature.PAUSE,
];

function featuresOf(code: Code): Int32Array {
  const instruction = new Instruction();
  instruction.code = code;
  const features = instruction.cpuidFeatures();
  instruction.free();
  return features;
}

const allCodes = Object.values(Code).filter((code): code is Code => typeof code === "number");

function isIntegerForm(code: Code): boolean {
  const info = CodeExt.opCode(code);
  const legal = info.isInstruction && info.mode32;
  info.free();
  return legal && featuresOf(code).every((feature) => INTEGER.includes(feature));
}

const PREFIX = { [MandatoryPrefix.PF3]: [0xf3], [MandatoryPrefix.PF2]: [0xf2], [MandatoryPrefix.P66]: [0x66] };

/** Opcode bytes with every size prefix and ModRM byte that could make them this form; zeros behind. */
function* candidates(code: Code): Generator<Uint8Array> {
  const info = CodeExt.opCode(code);
  const escape = info.table === OpCodeTableKind.T0F ? [0x0f] : [];
  const opcode = info.opCodeLength === 2 ? [info.opCode >>> 8, info.opCode & 0xff] : [...escape, info.opCode & 0xff];
  const mandatory = PREFIX[info.mandatoryPrefix as keyof typeof PREFIX] ?? [];
  const reg = (info.isGroup ? info.groupIndex : 0) << 3;
  info.free();
  // an absolute address of 0, a 16-bit one, register 0, register 1
  const modrms = [reg | 5, reg | 6, 0xc0 | reg, 0xc1 | reg];
  for (const size of [[], [0x66], [0x67], [0x66, 0x67]]) {
    for (const modrm of modrms) {
      const bytes = new Uint8Array(15);
      bytes.set([...size, ...mandatory, ...opcode, modrm]);
      yield bytes;
      const withRegister = new Uint8Array(15);
      withRegister.set([...size, ...mandatory, ...opcode.slice(0, -1), (opcode.at(-1) ?? 0) | 1, modrm]);
      yield withRegister;
    }
  }
}

function bytesFor(code: Code): Uint8Array | undefined {
  for (const bytes of candidates(code)) {
    const result = decode(bytes);
    if (result.kind === "instruction" && result.decoded.code === code) return bytes;
  }
  return undefined;
}

function isModelled(bytes: Uint8Array): boolean {
  const { cpu } = bench((a) => a.bytes([...bytes]));
  // a value that keeps protected mode when it lands in CR0
  cpu.regs[5] = 1;
  return cpu.run(1).kind !== "unimplemented";
}

describe("integer forms of 32-bit code up to the Pentium Pro", () => {
  const forms = allCodes.filter(isIntegerForm);

  it("are as many as the decoder's table has", () => {
    expect(forms.length).toBe(658);
  });

  it("all come out of the decoder, but for those that come as another form", () => {
    const never = forms.filter((code) => bytesFor(code) === undefined);
    expect(never.map((code) => Code[code])).toEqual(Object.keys(NEVER_DECODED));
  });

  it("are all executed, but for those with a reason", () => {
    const missing = forms.filter((code) => {
      const bytes = bytesFor(code);
      return bytes !== undefined && !isModelled(bytes);
    });
    expect(missing.map((code) => Code[code])).toEqual(Object.keys(NOT_MODELLED));
  });
});

describe("what is not of this processor", () => {
  const others = allCodes.filter((code) => {
    const info = CodeExt.opCode(code);
    const legal = info.isInstruction && info.mode32;
    info.free();
    return legal && !isIntegerForm(code);
  });

  it("raises #NM or #UD and says that it is not modelled, or is a probe for an FPU", () => {
    const wrong = others.filter((code) => {
      const bytes = bytesFor(code);
      if (bytes === undefined) return false;
      const { cpu } = bench((a) => a.bytes([...bytes]));
      const stop = cpu.run(1);
      if (stop.kind !== "shutdown") return true;
      return !/^#(NM|UD)$/.test(stop.fault.chain[0] ?? "") || !stop.fault.text.includes("is not modelled");
    });
    expect(wrong.map((code) => Code[code])).toEqual([
      "Fnstcw_m2byte",
      "Fnclex",
      "Fninit",
      "Fnstsw_m2byte",
      "Fnstsw_AX",
    ]);
  });
});
