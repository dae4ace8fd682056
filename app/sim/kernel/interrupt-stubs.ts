// Where the interrupt descriptor table leads: one stub a vector, which leaves an error code and its number on the stack,
// then a common part that saves the registers, calls the modelled function and returns from the interrupt.

import { esp, type Assembler } from "../cpu/assembler.ts";
import { IO_APIC, LINES, PIC } from "../devices/registers.ts";
import { layout } from "./struct.ts";

/** What lies at ESP when the modelled function is entered. */
export const PT_REGS = layout("pt_regs", 0x38, "include/asm-i386/ptrace.h, below it the return address", [
  ["return address", 0x00, 4, "into the common part"],
  ["edi", 0x04, 4, "pushad"],
  ["esi", 0x08, 4, "pushad"],
  ["ebp", 0x0c, 4, "pushad"],
  ["esp", 0x10, 4, "pushad"],
  ["ebx", 0x14, 4, "pushad"],
  ["edx", 0x18, 4, "pushad"],
  ["ecx", 0x1c, 4, "pushad"],
  ["eax", 0x20, 4, "pushad"],
  ["vector", 0x24, 4, "pushed by the stub"],
  ["error", 0x28, 4, "error code, or 0 by the stub"],
  ["eip", 0x2c, 4, "pushed by the processor"],
  ["cs", 0x30, 4, "pushed by the processor"],
  ["eflags", 0x34, 4, "pushed by the processor"],
]);

const EXCEPTIONS = 32;
const DEBUG_VECTOR = 1;
const NMI_VECTOR = 2;
/** Exceptions for which the processor pushes an error code. */
export const WITH_ERROR_CODE: readonly number[] = [8, 10, 11, 12, 13, 14, 17];
/** What the stub of a vector that nobody uses says it is. */
export const UNKNOWN_VECTOR = -1;

const COMMON = { do_IRQ: "common_interrupt", do_nmi: "nmi", do_debug: "debug", exception: "error_code" } as const;
type Handler = keyof typeof COMMON;

const handlerOf = (vector: number): Handler => {
  if (vector >= EXCEPTIONS) return "do_IRQ";
  if (vector === DEBUG_VECTOR) return "do_debug";
  return vector === NMI_VECTOR ? "do_nmi" : "exception";
};

const USED = [
  ...Array.from({ length: EXCEPTIONS }, (_, vector) => vector),
  ...[PIC.masterVector, IO_APIC.firstVector].flatMap((first) =>
    Array.from({ length: LINES }, (_, line) => first + line),
  ),
];

/** The routine that a vector leads to. */
export const stubOf = (vector: number): string =>
  USED.includes(vector) ? `vector_0x${vector.toString(16).padStart(2, "0")}` : "ignore_int";

export function interruptStubs(a: Assembler): void {
  for (const [handler, name] of Object.entries(COMMON)) {
    a.align(8);
    a.routine(name);
    a.pushad("what was interrupted must not notice");
    a.call(handler, `modelled: ${handler}`);
    a.jmp("ret_from_intr", "back to what was interrupted");
  }
  a.align(8);
  a.routine("ret_from_intr");
  a.popad("registers as they were");
  a.add(esp, 8, "drop the vector and the error code");
  a.iret("EIP, CS and EFLAGS as they were");
  for (const vector of USED) {
    a.routine(stubOf(vector));
    if (!WITH_ERROR_CODE.includes(vector)) a.push(0, "no error code for this vector");
    a.push(vector, "which vector");
    a.jmp(COMMON[handlerOf(vector)], "the common part");
  }
  a.routine("ignore_int");
  a.push(0, "no error code");
  a.push(UNKNOWN_VECTOR, "a vector that nobody uses");
  a.jmp(COMMON.exception, "the common part");
}
