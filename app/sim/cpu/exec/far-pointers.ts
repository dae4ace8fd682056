// les, lds, lss, lfs, lgs: a far pointer from memory into a segment register and another register.

import { Code } from "iced-x86";
import type { Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { loadSegment } from "../segments.ts";
import { DS, ES, FS, GS, type Seg, SS } from "../state.ts";
import { addressing, memoryAt, registerAt, registerSetter } from "./access.ts";
import type { Row } from "./table.ts";

function loadFarPointer(decoded: Decoded, target: Seg, size: 16 | 32): Execute {
  const memory = memoryAt(decoded, 1);
  const { seg } = memory;
  const at = addressing(memory);
  const wrap = memory.addressSize === 16 ? 0xffff : -1;
  const set = registerSetter(registerAt(decoded, 0), size);
  return (core) => {
    const where = at(core);
    const offset = size === 32 ? core.read32(seg, where) : core.read16(seg, where);
    loadSegment(core, target, core.read16(seg, (where + size / 8) & wrap));
    set(core, offset);
  };
}

const rows = (name: "Les" | "Lds" | "Lss" | "Lfs" | "Lgs", target: Seg): Row[] => [
  [Code[`${name}_r16_m1616`], (decoded) => loadFarPointer(decoded, target, 16)],
  [Code[`${name}_r32_m1632`], (decoded) => loadFarPointer(decoded, target, 32)],
];

export const farPointerRows: readonly Row[] = [
  ...rows("Les", ES),
  ...rows("Lds", DS),
  ...rows("Lss", SS),
  ...rows("Lfs", FS),
  ...rows("Lgs", GS),
];
