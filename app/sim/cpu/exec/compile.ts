// The executor's table: every instruction it knows. What is not in it stops the machine by name.

import type { Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { Unimplemented } from "../faults.ts";
import { aluRows } from "./alu.ts";
import { branchRows } from "./branch.ts";
import { farRows } from "./far.ts";
import { moveRows } from "./move.ts";
import { multiplyRows } from "./multiply.ts";
import { shiftRows } from "./shift.ts";
import { stackRows } from "./stack.ts";
import { stringRows } from "./string.ts";
import { systemRows } from "./system.ts";
import type { Compile } from "./table.ts";

const TABLE = new Map<number, Compile>([
  ...aluRows,
  ...branchRows,
  ...farRows,
  ...moveRows,
  ...multiplyRows,
  ...shiftRows,
  ...stackRows,
  ...stringRows,
  ...systemRows,
]);

const stopWith =
  (fault: Unimplemented): Execute =>
  () => {
    throw fault;
  };

/** Never fails: an instruction that cannot be compiled becomes one that stops. */
export function compile(decoded: Decoded): Execute {
  const row = TABLE.get(decoded.code);
  if (row === undefined) return stopWith(new Unimplemented(`the instruction ${decoded.name}`));
  try {
    return row(decoded);
  } catch (thrown) {
    if (thrown instanceof Unimplemented) return stopWith(thrown);
    throw thrown;
  }
}
