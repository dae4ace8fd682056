// How many iterations a repeated string instruction is about to do, found without doing them.

import type { Core } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { peekTranslation } from "../mmu.ts";
import { EAX, EDI, EFLAGS, ES, ESI, FLAG } from "../state.ts";
import { countOf, MOST_ITERATIONS, stringForm, type StringForm } from "./string.ts";

function peekElement(core: Core, linear: number, bytes: number): number | undefined {
  let value = 0;
  for (let i = 0; i < bytes; i += 1) {
    const physical = peekTranslation(core, (linear + i) | 0);
    if (physical === undefined) return undefined;
    value |= core.bus.read8(physical) << (8 * i);
  }
  return value;
}

/** A comparison stops at the first element that decides it, or where memory ends. */
function countComparisons(core: Core, form: StringForm): number {
  const count = Math.min(countOf(core, form), MOST_ITERATIONS);
  const by = (core.words[EFLAGS] & FLAG.DF) === 0 ? form.bytes : -form.bytes;
  const mask = form.bytes === 4 ? -1 : form.bytes === 2 ? 0xffff : 0xff;
  const within = form.addressSize === 16 ? 0xffff : -1;
  for (let i = 0; i < count; i += 1) {
    const shift = Math.imul(i, by);
    const right = peekElement(core, (((core.regs[EDI] + shift) & within) + core.bases[ES]) | 0, form.bytes);
    const left =
      form.action === "cmps"
        ? peekElement(core, (((core.regs[ESI] + shift) & within) + core.bases[form.seg]) | 0, form.bytes)
        : core.regs[EAX] & mask;
    if (left === undefined || right === undefined) return i;
    if ((left === right) !== (form.goesOnWhile === "equal")) return i + 1;
  }
  return count;
}

/** Up to where it leaves off; 0 if the instruction is no repeated string instruction. */
export function countIterations(core: Core, decoded: Decoded): number {
  if (!decoded.operands.some((operand) => operand.kind === "string")) return 0;
  const form = stringForm(decoded);
  if (form === undefined || !form.repeated) return 0;
  if (form.goesOnWhile !== undefined) return countComparisons(core, form);
  return Math.min(countOf(core, form), MOST_ITERATIONS);
}
