// Opcodes that do nothing on a Pentium Pro, and that later processors gave hints to: prefetches, endbr32, long nops. The
// address they may name is not looked at.

import { Code } from "iced-x86";
import type { Execute } from "../core.ts";
import type { Row } from "./table.ts";

const nothing: Execute = () => undefined;

const OPCODES = ["0F0D", "0F18", "0F19", "0F1A", "0F1B", "0F1C", "0F1D", "0F1E", "0F1F"] as const;

export const hintRows: readonly Row[] = OPCODES.flatMap((opcode): Row[] => [
  [Code[`Reservednop_rm16_r16_${opcode}`], () => nothing],
  [Code[`Reservednop_rm32_r32_${opcode}`], () => nothing],
]);
