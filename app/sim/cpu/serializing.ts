// Instructions the run loop executes alone: it counts everything before them first, and looks at the whole state again
// after them, because they read the count, change the trap, alignment or interrupt flag, or do something outside at
// a time that is to be known.

import { Code } from "iced-x86";

const ALONE: ReadonlySet<Code> = new Set([
  ...[Code.Rdtsc, Code.Rdmsr, Code.Wrmsr],
  ...[Code.Popfd, Code.Popfw, Code.Iretd, Code.Iretw, Code.Sti],
  // may switch tasks
  ...[Code.Jmp_ptr1632, Code.Jmp_m1632, Code.Call_ptr1632, Code.Call_m1632],
  ...[Code.Jmp_ptr1616, Code.Jmp_m1616, Code.Call_ptr1616, Code.Call_m1616],
  // may arm a breakpoint
  Code.Mov_dr_r32,
  ...[Code.Int_imm8, Code.Int3, Code.Into],
  ...[Code.In_AL_imm8, Code.In_AX_imm8, Code.In_EAX_imm8, Code.In_AL_DX, Code.In_AX_DX, Code.In_EAX_DX],
  ...[Code.Out_imm8_AL, Code.Out_imm8_AX, Code.Out_imm8_EAX, Code.Out_DX_AL, Code.Out_DX_AX, Code.Out_DX_EAX],
  ...[Code.Insb_m8_DX, Code.Insw_m16_DX, Code.Insd_m32_DX, Code.Outsb_DX_m8, Code.Outsw_DX_m16, Code.Outsd_DX_m32],
]);

export const runsAlone = (code: Code): boolean => ALONE.has(code);
