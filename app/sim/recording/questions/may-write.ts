// Can an instruction change a register? Asked of its bytes before it runs: what cannot is run through at full speed, and
// the processor stops before what can. A wrong yes costs time only; a wrong no would lose a change.

import { decode } from "../../cpu/decode.ts";
import { operandUses } from "../../cpu/operand-uses.ts";
import { FLAG } from "../../cpu/state.ts";
import type { RegisterPart } from "./registers.ts";

/** Names of iced's codes. These may change all: they switch stacks or tasks, load segments with more, or are traps. */
const ANYTHING =
  /^(?:Jmp_(?:ptr|m16)|Call_(?:ptr|m16)|Retf|Iret|Int|Bound|Hlt|Sys|L[defgs]s_|Lss_|Rsm|Ud|Wrmsr|Cpuid|Mov_dr)/;
const FLAG_WRITERS = /^(?:Popf|Sti|Cli|Std|Cld)/;
/** The flags that nothing else changes; the others go with every second instruction. */
const RARE_FLAGS = FLAG.IF | FLAG.DF;
const CR0_WRITERS = /^(?:Lmsw|Clts)/;

/** The names under which a general register is written. */
const PARTS: Readonly<Record<string, readonly string[]>> = Object.fromEntries([
  ...["a", "c", "d", "b"].map((x) => [`e${x}x`, [`e${x}x`, `${x}x`, `${x}l`, `${x}h`]]),
  ...["sp", "bp", "si", "di"].map((x) => [`e${x}`, [`e${x}`, x]]),
]);

/** What is known of each sequence of bytes that has been met; code is short and met again and again. */
const MOST_KNOWN = 1 << 14;

/** Tells of instructions whether they may write any of the parts. */
export function writersOf(parts: readonly RegisterPart[]): (bytes: Uint8Array) => boolean {
  const known = new Map<string, boolean>();
  return (bytes) => {
    const key = String.fromCharCode(...bytes);
    let may = known.get(key);
    if (may === undefined) {
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(key, (may = mayWrite(parts, bytes)));
    }
    return may;
  };
}

function mayWrite(parts: readonly RegisterPart[], bytes: Uint8Array): boolean {
  const decoded = decode(bytes);
  if (decoded.kind !== "instruction" || ANYTHING.test(decoded.decoded.name)) return true;
  const { name: code } = decoded.decoded;
  const written = operandUses(bytes).flatMap((use) => (use.kind === "register" && use.written ? [use.name] : []));
  return parts.some(({ name, mask }) => {
    if (name === "eip") return true;
    if (name === "eflags") return (mask & ~RARE_FLAGS) !== 0 || FLAG_WRITERS.test(code);
    if (name === "cr0" && CR0_WRITERS.test(code)) return true;
    return (PARTS[name] ?? [name]).some((part) => written.includes(part));
  });
}
