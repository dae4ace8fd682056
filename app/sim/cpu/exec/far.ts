// Segment registers and far control flow: mov, push and pop of segments, far jumps, calls and returns, iret.

import { Code } from "iced-x86";
import type { Core, Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { generalProtection, invalidOpcode, Unimplemented } from "../faults.ts";
import { codeDescriptor, commitCode, loadSegment } from "../segments.ts";
import { CS, DS, EFLAGS, EIP, ES, ESP, FLAG, FS, GS, type Seg, SS } from "../state.ts";
import { addressing, getter, memoryAt, operandAt, setter } from "./access.ts";
import { loadFlags } from "./stack.ts";
import type { Row } from "./table.ts";

function segmentAt(decoded: Decoded, i: number): Seg {
  const operand = operandAt(decoded, i);
  if (operand.kind !== "seg") throw new Unimplemented(`${decoded.name} with this operand`);
  return operand.seg;
}

const toSegment = (decoded: Decoded): Execute => {
  const seg = segmentAt(decoded, 0);
  const get = getter(decoded, 1, 16);
  return (core) => {
    if (seg === CS) throw invalidOpcode("mov to CS");
    loadSegment(core, seg, get(core));
  };
};

/** To a register all 32 bits are written, to memory 16. */
const fromSegment = (decoded: Decoded, size: 16 | 32): Execute => {
  const seg = segmentAt(decoded, 1);
  const set = setter(decoded, 0, operandAt(decoded, 0).kind === "mem" ? 16 : size);
  return (core) => set(core, core.selectors[seg]);
};

/** Only the low half of the stack word is written. */
const pushSegment =
  (seg: Seg): Execute =>
  (core) => {
    const top = (core.regs[ESP] - 4) | 0;
    core.write16(SS, top, core.selectors[seg]);
    core.regs[ESP] = top;
  };

const popSegment =
  (seg: Seg): Execute =>
  (core) => {
    loadSegment(core, seg, core.read32(SS, core.regs[ESP]) & 0xffff);
    core.regs[ESP] = (core.regs[ESP] + 4) | 0;
  };

function jumpFar(core: Core, selector: number, offset: number): void {
  const code = codeDescriptor(core, selector, "jump");
  commitCode(core, selector, code, offset);
  core.words[EIP] = offset;
}

function callFar(core: Core, selector: number, offset: number): void {
  const code = codeDescriptor(core, selector, "jump");
  const top = (core.regs[ESP] - 8) | 0;
  core.checkWrite(SS, top, 8);
  const from = core.selectors[CS];
  const back = core.words[EIP];
  commitCode(core, selector, code, offset);
  core.write32(SS, (top + 4) | 0, from);
  core.write32(SS, top, back);
  core.regs[ESP] = top;
  core.words[EIP] = offset;
}

type Transfer = (core: Core, selector: number, offset: number) => void;

const direct =
  (transfer: Transfer) =>
  (decoded: Decoded): Execute => {
    const operand = operandAt(decoded, 0);
    if (operand.kind !== "far") throw new Unimplemented(`${decoded.name} with this operand`);
    return (core) => transfer(core, operand.selector, operand.offset);
  };

const indirect =
  (transfer: Transfer) =>
  (decoded: Decoded): Execute => {
    const { seg } = memoryAt(decoded, 0);
    const at = addressing(memoryAt(decoded, 0));
    return (core) => {
      const where = at(core);
      transfer(core, core.read16(seg, (where + 4) | 0), core.read32(seg, where));
    };
  };

const returnFar: Execute = (core) => {
  const top = core.regs[ESP];
  const offset = core.read32(SS, top);
  const selector = core.read32(SS, (top + 4) | 0) & 0xffff;
  commitCode(core, selector, codeDescriptor(core, selector, "return"), offset);
  core.regs[ESP] = (top + 8) | 0;
  core.words[EIP] = offset;
};

const iret: Execute = (core) => {
  if ((core.words[EFLAGS] & FLAG.NT) !== 0) throw new Unimplemented("iret to another task (EFLAGS.NT)");
  const top = core.regs[ESP];
  const offset = core.read32(SS, top);
  const selector = core.read32(SS, (top + 4) | 0) & 0xffff;
  const flags = core.read32(SS, (top + 8) | 0);
  if ((flags & FLAG.VM) !== 0 && core.cpl === 0) throw new Unimplemented("iret to virtual 8086 mode");
  const code = codeDescriptor(core, selector, "return");
  if (offset >>> 0 > code.limit >>> 0) throw generalProtection(0, "the offset is beyond the code segment");
  loadFlags(core, flags, -1);
  commitCode(core, selector, code, offset);
  core.regs[ESP] = (top + 12) | 0;
  core.words[EIP] = offset;
};

export const farRows: readonly Row[] = [
  [Code.Mov_Sreg_r32m16, toSegment],
  [Code.Mov_Sreg_rm16, toSegment],
  [Code.Mov_r32m16_Sreg, (decoded) => fromSegment(decoded, 32)],
  [Code.Mov_rm16_Sreg, (decoded) => fromSegment(decoded, 16)],
  [Code.Pushd_ES, () => pushSegment(ES)],
  [Code.Pushd_CS, () => pushSegment(CS)],
  [Code.Pushd_SS, () => pushSegment(SS)],
  [Code.Pushd_DS, () => pushSegment(DS)],
  [Code.Pushd_FS, () => pushSegment(FS)],
  [Code.Pushd_GS, () => pushSegment(GS)],
  [Code.Popd_ES, () => popSegment(ES)],
  [Code.Popd_SS, () => popSegment(SS)],
  [Code.Popd_DS, () => popSegment(DS)],
  [Code.Popd_FS, () => popSegment(FS)],
  [Code.Popd_GS, () => popSegment(GS)],
  [Code.Jmp_ptr1632, direct(jumpFar)],
  [Code.Jmp_m1632, indirect(jumpFar)],
  [Code.Call_ptr1632, direct(callFar)],
  [Code.Call_m1632, indirect(callFar)],
  [Code.Retfd, () => returnFar],
  [Code.Iretd, () => iret],
];
