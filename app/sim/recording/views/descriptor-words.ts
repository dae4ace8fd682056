// Descriptors in the words of the field. Source: Intel SDM volume 3, tables 3-1 and 3-2.

import type { DescriptorWords } from "../../api.ts";
import { BUSY, type Descriptor, SYSTEM, systemType } from "../../cpu/descriptors.ts";
import { ATTRIBUTE, privilegeOf } from "../../cpu/segment-rights.ts";

const SYSTEM_TYPES = new Map<number, string>([
  [SYSTEM.task16, "16-bit TSS"],
  [SYSTEM.task16 | BUSY, "16-bit TSS, busy"],
  [SYSTEM.localTable, "LDT"],
  [SYSTEM.callGate16, "16-bit call gate"],
  [SYSTEM.taskGate, "task gate"],
  [SYSTEM.interruptGate16, "16-bit interrupt gate"],
  [SYSTEM.trapGate16, "16-bit trap gate"],
  [SYSTEM.task32, "32-bit TSS"],
  [SYSTEM.task32 | BUSY, "32-bit TSS, busy"],
  [SYSTEM.callGate32, "32-bit call gate"],
  [SYSTEM.interruptGate32, "32-bit interrupt gate"],
  [SYSTEM.trapGate32, "32-bit trap gate"],
]);

/** "code, execute/read", "32-bit TSS, busy". */
export function typeWords(attributes: number): string {
  const has = (bit: number): boolean => (attributes & bit) !== 0;
  if (!has(ATTRIBUTE.memory)) return SYSTEM_TYPES.get(systemType(attributes)) ?? "reserved type";
  const code = has(ATTRIBUTE.code);
  const words = code
    ? ["code", has(ATTRIBUTE.readWrite) ? "execute/read" : "execute-only", has(ATTRIBUTE.direction) ? "conforming" : ""]
    : ["data", has(ATTRIBUTE.readWrite) ? "read/write" : "read-only", has(ATTRIBUTE.direction) ? "expand-down" : ""];
  return words.filter((word) => word !== "").join(", ");
}

const MEMORY_ACCESSED = ATTRIBUTE.memory | ATTRIBUTE.accessed;

export interface Described {
  readonly base: number;
  readonly limit: number;
  readonly attributes: number;
}

export const describe = ({ base, limit, attributes }: Described): DescriptorWords => ({
  base: base >>> 0,
  limit: limit >>> 0,
  type: typeWords(attributes),
  accessed: (attributes & MEMORY_ACCESSED) === MEMORY_ACCESSED,
  dpl: privilegeOf(attributes),
  present: (attributes & ATTRIBUTE.present) !== 0,
  granular: (attributes & ATTRIBUTE.granular) !== 0,
  big: (attributes & ATTRIBUTE.big) !== 0,
});

export interface Gate {
  readonly selector: number;
  readonly offset: number;
}

const GATE = 0x4;
/** Does the descriptor lead somewhere else rather than describe something? */
export const isGate = (attributes: number): boolean =>
  (attributes & ATTRIBUTE.memory) === 0 && (attributes & GATE) !== 0;

const IS_32 = 0x8;

export function gateTarget({ low, high, attributes }: Pick<Descriptor, "low" | "high" | "attributes">): Gate {
  const upper = (attributes & IS_32) === 0 ? 0 : high & 0xffff0000;
  return { selector: low >>> 16, offset: ((low & 0xffff) | upper) >>> 0 };
}
