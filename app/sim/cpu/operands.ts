// Operands of the assembler: registers, memory, control and segment registers as small typed values.

import { Register } from "iced-x86";

export interface Reg32 {
  readonly kind: "reg32";
  readonly register: Register;
}
export interface SegReg {
  readonly kind: "sreg";
  readonly register: Register;
}
export interface ControlReg {
  readonly kind: "creg";
  readonly register: Register;
}
export interface Mem {
  readonly kind: "mem";
  readonly base: Register;
  readonly index: Register;
  readonly scale: 1 | 2 | 4 | 8;
  readonly displacement: number;
}

const reg32 = (register: Register): Reg32 => ({ kind: "reg32", register });
const sreg = (register: Register): SegReg => ({ kind: "sreg", register });

export const eax = reg32(Register.EAX);
export const ecx = reg32(Register.ECX);
export const edx = reg32(Register.EDX);
export const ebx = reg32(Register.EBX);
export const esp = reg32(Register.ESP);
export const ebp = reg32(Register.EBP);
export const esi = reg32(Register.ESI);
export const edi = reg32(Register.EDI);

export const es = sreg(Register.ES);
export const ss = sreg(Register.SS);
export const ds = sreg(Register.DS);

const CONTROL = { 0: Register.CR0, 2: Register.CR2, 3: Register.CR3, 4: Register.CR4 } as const;

export const cr = (number: keyof typeof CONTROL): ControlReg => ({
  kind: "creg",
  register: CONTROL[number],
});

/** `mem(0x1000)`, `mem(ebx, 0x804)` or `mem(ebx, ecx, 4, 8)`: what lies at base + index * scale + displacement. */
export function mem(displacement: number): Mem;
export function mem(base: Reg32, displacement?: number): Mem;
export function mem(base: Reg32, index: Reg32, scale: 1 | 2 | 4 | 8, displacement?: number): Mem;
export function mem(base: Reg32 | number, second: Reg32 | number = 0, scale: 1 | 2 | 4 | 8 = 1, displacement = 0): Mem {
  if (typeof base === "number") {
    return { kind: "mem", base: Register.None, index: Register.None, scale: 1, displacement: base };
  }
  const indexed = typeof second !== "number";
  return {
    kind: "mem",
    base: base.register,
    index: indexed ? second.register : Register.None,
    scale,
    displacement: indexed ? displacement : second,
  };
}
