// bound and into: exceptions a program asks for.

import { Code } from "iced-x86";
import type { Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { softwareInterrupt } from "../exceptions.ts";
import { CpuException, VECTOR } from "../faults.ts";
import { EFLAGS, FLAG } from "../state.ts";
import { addressing, getter, memoryAt } from "./access.ts";
import type { Row } from "./table.ts";

/** A signed index against the two signed bounds in memory, both included. */
function bound(decoded: Decoded, size: 16 | 32): Execute {
  const index = getter(decoded, 0, size);
  const memory = memoryAt(decoded, 1);
  const { seg } = memory;
  const at = addressing(memory);
  const wrap = memory.addressSize === 16 ? 0xffff : -1;
  const signed = (value: number): number => (size === 32 ? value | 0 : (value << 16) >> 16);
  return (core) => {
    const first = at(core);
    const second = (first + size / 8) & wrap;
    const low = signed(size === 32 ? core.read32(seg, first) : core.read16(seg, first));
    const high = signed(size === 32 ? core.read32(seg, second) : core.read16(seg, second));
    const value = signed(index(core));
    if (value < low || value > high) throw new CpuException(VECTOR.BR, undefined, "the index is outside its bounds");
  };
}

const overflowTrap: Execute = (core) => {
  if ((core.words[EFLAGS] & FLAG.OF) !== 0) softwareInterrupt(core, VECTOR.OF);
};

export const trapRows: readonly Row[] = [
  [Code.Bound_r16_m1616, (decoded) => bound(decoded, 16)],
  [Code.Bound_r32_m3232, (decoded) => bound(decoded, 32)],
  [Code.Into, () => overflowTrap],
];
