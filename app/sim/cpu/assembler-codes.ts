// Which encoding the assembler uses for each mnemonic and operand form. Immediates and branches always take the 32-bit
// form, whatever the value of a label turns out to be.

import { Code } from "iced-x86";

export interface AluCodes {
  readonly regReg: Code;
  readonly regMem: Code;
  readonly memReg: Code;
  readonly imm: Code;
}

const alu = (regReg: Code, regMem: Code, imm: Code): AluCodes => ({ regReg, regMem, memReg: regReg, imm });

export const ALU = {
  add: alu(Code.Add_rm32_r32, Code.Add_r32_rm32, Code.Add_rm32_imm32),
  or: alu(Code.Or_rm32_r32, Code.Or_r32_rm32, Code.Or_rm32_imm32),
  adc: alu(Code.Adc_rm32_r32, Code.Adc_r32_rm32, Code.Adc_rm32_imm32),
  sbb: alu(Code.Sbb_rm32_r32, Code.Sbb_r32_rm32, Code.Sbb_rm32_imm32),
  and: alu(Code.And_rm32_r32, Code.And_r32_rm32, Code.And_rm32_imm32),
  sub: alu(Code.Sub_rm32_r32, Code.Sub_r32_rm32, Code.Sub_rm32_imm32),
  xor: alu(Code.Xor_rm32_r32, Code.Xor_r32_rm32, Code.Xor_rm32_imm32),
  cmp: alu(Code.Cmp_rm32_r32, Code.Cmp_r32_rm32, Code.Cmp_rm32_imm32),
  test: alu(Code.Test_rm32_r32, Code.Test_rm32_r32, Code.Test_rm32_imm32),
  mov: alu(Code.Mov_rm32_r32, Code.Mov_r32_rm32, Code.Mov_rm32_imm32),
} as const;

export const CONDITIONS = {
  o: Code.Jo_rel32_32,
  no: Code.Jno_rel32_32,
  b: Code.Jb_rel32_32,
  c: Code.Jb_rel32_32,
  ae: Code.Jae_rel32_32,
  nc: Code.Jae_rel32_32,
  e: Code.Je_rel32_32,
  z: Code.Je_rel32_32,
  ne: Code.Jne_rel32_32,
  nz: Code.Jne_rel32_32,
  be: Code.Jbe_rel32_32,
  a: Code.Ja_rel32_32,
  s: Code.Js_rel32_32,
  ns: Code.Jns_rel32_32,
  p: Code.Jp_rel32_32,
  np: Code.Jnp_rel32_32,
  l: Code.Jl_rel32_32,
  ge: Code.Jge_rel32_32,
  le: Code.Jle_rel32_32,
  g: Code.Jg_rel32_32,
} as const;
export type Condition = keyof typeof CONDITIONS;
