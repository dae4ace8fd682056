// The executor's table: every instruction it knows. What belongs to an extension the processor lacks is refused as such a
// processor does; anything else that is not in the table stops the machine by name.

import type { Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { Unimplemented } from "../faults.ts";
import { absentRows, refusalOf } from "./absent.ts";
import { aluRows } from "./alu.ts";
import { bitsRows } from "./bits.ts";
import { branchRows } from "./branch.ts";
import { compareExchangeRows } from "./compare-exchange.ts";
import { decimalRows } from "./decimal.ts";
import { descriptorRows } from "./descriptors.ts";
import { doubleShiftRows } from "./double-shift.ts";
import { farPointerRows } from "./far-pointers.ts";
import { farRows } from "./far.ts";
import { frameRows } from "./frame.ts";
import { hintRows } from "./hints.ts";
import { moveRows } from "./move.ts";
import { multiplyRows } from "./multiply.ts";
import { shiftRows } from "./shift.ts";
import { stackRows } from "./stack.ts";
import { stringRows } from "./string.ts";
import { systemRows } from "./system.ts";
import type { Compile } from "./table.ts";
import { trapRows } from "./traps.ts";

const TABLE = new Map<number, Compile>([
  ...absentRows,
  ...aluRows,
  ...bitsRows,
  ...branchRows,
  ...compareExchangeRows,
  ...decimalRows,
  ...descriptorRows,
  ...doubleShiftRows,
  ...farPointerRows,
  ...farRows,
  ...frameRows,
  ...hintRows,
  ...moveRows,
  ...multiplyRows,
  ...shiftRows,
  ...stackRows,
  ...stringRows,
  ...systemRows,
  ...trapRows,
]);

const stopWith =
  (fault: Unimplemented): Execute =>
  () => {
    throw fault;
  };

/** Never fails: an instruction that cannot be compiled becomes one that stops. */
export function compile(decoded: Decoded): Execute {
  const row = TABLE.get(decoded.code);
  if (row === undefined) return refusalOf(decoded) ?? stopWith(new Unimplemented(`the instruction ${decoded.name}`));
  try {
    return row(decoded);
  } catch (thrown) {
    if (thrown instanceof Unimplemented) return stopWith(thrown);
    throw thrown;
  }
}
