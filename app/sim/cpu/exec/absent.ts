// What this processor does not have. Its CPUID reports no FPU, MMX, SSE nor anything later, and it does with their
// instructions what such a processor does; every text says that they are not modelled.

import { Code, CpuidFeature, Instruction } from "iced-x86";
import type { Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { CpuException, invalidOpcode, VECTOR } from "../faults.ts";
import { CR0 } from "../state.ts";
import { setter } from "./access.ts";
import type { Row } from "./table.ts";

const CR0_MP = 0x2;
const CR0_EM = 0x4;
const CR0_TS = 0x8;

const deviceNotAvailable = (text: string): CpuException => new CpuException(VECTOR.NM, undefined, text);

/** wait minds the task switch flag only if the kernel asked for that with CR0.MP. */
const wait: Execute = (core) => {
  if ((core.words[CR0] & (CR0_MP | CR0_TS)) === (CR0_MP | CR0_TS)) throw deviceNotAvailable("wait with CR0.MP and TS");
};

/** What a program looks for an FPU with: without one, nothing is initialized and the status reads as all ones. */
function probe(name: string, unanswered: Execute): Execute {
  return (core) => {
    if ((core.words[CR0] & (CR0_EM | CR0_TS)) !== 0) throw deviceNotAvailable(notModelled(name, "the x87 FPU"));
    unanswered(core);
  };
}

const nothing: Execute = () => undefined;

const storeOnes = (decoded: Decoded): Execute => {
  const set = setter(decoded, 0, 16);
  return probe(decoded.name, (core) => set(core, 0xffff));
};

export const absentRows: readonly Row[] = [
  [Code.Wait, () => wait],
  [Code.Fninit, (decoded) => probe(decoded.name, nothing)],
  [Code.Fnclex, (decoded) => probe(decoded.name, nothing)],
  [Code.Fnstsw_AX, storeOnes],
  [Code.Fnstsw_m2byte, storeOnes],
  [Code.Fnstcw_m2byte, storeOnes],
];

/** Feature bits of the modelled processor, as the decoder names them. */
const PRESENT: ReadonlySet<CpuidFeature> = new Set([
  CpuidFeature.INTEL8086,
  CpuidFeature.INTEL186,
  CpuidFeature.INTEL286,
  CpuidFeature.INTEL386,
  CpuidFeature.INTEL486,
  CpuidFeature.CX8,
  CpuidFeature.CMOV,
  CpuidFeature.CPUID,
  CpuidFeature.MSR,
  CpuidFeature.TSC,
  CpuidFeature.RDPMC,
  CpuidFeature.MULTIBYTENOP,
  CpuidFeature.PAUSE,
]);

function featuresOf(code: Code): CpuidFeature[] {
  const instruction = new Instruction();
  instruction.code = code;
  const features = Array.from(instruction.cpuidFeatures(), (feature): CpuidFeature => feature);
  instruction.free();
  return features;
}

/** The decoder's name begins with the mnemonic. */
const notModelled = (name: string, what: string): string =>
  `${name.replace(/_.*$/s, "").toLowerCase()}: ${what} is not modelled`;

/** How the processor refuses an instruction of an extension it lacks; undefined for one it should have. */
export function refusalOf({ code, name }: Pick<Decoded, "code" | "name">): Execute | undefined {
  const missing = featuresOf(code).filter((feature) => !PRESENT.has(feature));
  const names = missing.map((feature) => CpuidFeature[feature]);
  if (names.length === 0) return undefined;
  const isFpu = names.some((feature) => feature.startsWith("FPU"));
  const fault = isFpu
    ? deviceNotAvailable(notModelled(name, "the x87 FPU"))
    : invalidOpcode(notModelled(name, `the extension ${names.join(", ")}`));
  return () => {
    throw fault;
  };
}
