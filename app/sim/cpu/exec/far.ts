// Segment registers and far control flow: mov, push and pop of segments, far jumps, calls and returns, iret.

import { Code } from "iced-x86";
import type { Core, Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { invalidOpcode, Unimplemented } from "../faults.ts";
import { loadSegment } from "../segments.ts";
import { currentStack, movedPointer, type WordBytes } from "../stack-frame.ts";
import { CS, DS, ES, ESP, FS, GS, type Seg, SS } from "../state.ts";
import { callFar, type FarPointer, jumpFar, returnFar, returnFromInterrupt } from "../transfers.ts";
import { addressing, getter, immediateAt, memoryAt, operandAt, setter } from "./access.ts";
import type { Row } from "./table.ts";

function segmentAt(decoded: Decoded, i: number): Seg {
  const operand = operandAt(decoded, i);
  if (operand.kind !== "seg") throw new Unimplemented(`${decoded.name} with this operand`);
  return operand.seg;
}

/** After a load of SS no trap is taken, so that the load of ESP that follows belongs to it. */
function load(core: Core, seg: Seg, selector: number): void {
  loadSegment(core, seg, selector);
  if (seg === SS) core.trapDue = false;
}

const toSegment = (decoded: Decoded): Execute => {
  const seg = segmentAt(decoded, 0);
  const get = getter(decoded, 1, 16);
  return (core) => {
    if (seg === CS) throw invalidOpcode("mov to CS");
    load(core, seg, get(core));
  };
};

/** To a register all 32 bits are written, to memory 16. */
const fromSegment = (decoded: Decoded, size: 16 | 32): Execute => {
  const seg = segmentAt(decoded, 1);
  const set = setter(decoded, 0, operandAt(decoded, 0).kind === "mem" ? 16 : size);
  return (core) => set(core, core.selectors[seg]);
};

/** Of a 32-bit stack word only the low half is written. */
const pushSegment =
  (seg: Seg, bytes: WordBytes): Execute =>
  (core) => {
    const pointer = movedPointer(currentStack(core), -bytes);
    core.write16(SS, pointer & core.stackMask, core.selectors[seg]);
    core.regs[ESP] = pointer;
  };

/** ESP moves on the stack popped from, also when SS is what is popped. */
const popSegment =
  (seg: Seg, bytes: WordBytes): Execute =>
  (core) => {
    const at = core.regs[ESP] & core.stackMask;
    const selector = (bytes === 4 ? core.read32(SS, at) : core.read16(SS, at)) & 0xffff;
    const pointer = movedPointer(currentStack(core), bytes);
    load(core, seg, selector);
    core.regs[ESP] = pointer;
  };

const segmentStackRows = (name: "ES" | "CS" | "SS" | "DS" | "FS" | "GS", seg: Seg): Row[] => [
  [Code[`Pushd_${name}`], () => pushSegment(seg, 4)],
  [Code[`Pushw_${name}`], () => pushSegment(seg, 2)],
  ...(name === "CS"
    ? []
    : ([
        [Code[`Popd_${name}`], () => popSegment(seg, 4)],
        [Code[`Popw_${name}`], () => popSegment(seg, 2)],
      ] satisfies Row[])),
];

type Transfer = (core: Core, target: FarPointer) => void;

const direct =
  (transfer: Transfer) =>
  (decoded: Decoded): Execute => {
    const operand = operandAt(decoded, 0);
    if (operand.kind !== "far") throw new Unimplemented(`${decoded.name} with this operand`);
    return (core) => transfer(core, operand);
  };

const indirect =
  (transfer: Transfer, bytes: WordBytes) =>
  (decoded: Decoded): Execute => {
    const memory = memoryAt(decoded, 0);
    const { seg } = memory;
    const at = addressing(memory);
    const wrap = memory.addressSize === 16 ? 0xffff : -1;
    return (core) => {
      const where = at(core);
      const offset = bytes === 4 ? core.read32(seg, where) : core.read16(seg, where);
      transfer(core, { selector: core.read16(seg, (where + bytes) & wrap), offset });
    };
  };

const call =
  (bytes: WordBytes): Transfer =>
  (core, target) =>
    callFar(core, target, bytes);

const returnRow = (code: Code, bytes: WordBytes): Row => [code, () => (core) => returnFar(core, bytes, 0)];

const returnPoppingRow = (code: Code, bytes: WordBytes): Row => [
  code,
  (decoded) => {
    const extra = immediateAt(decoded, 0) & 0xffff;
    return (core) => returnFar(core, bytes, extra);
  },
];

export const farRows: readonly Row[] = [
  [Code.Mov_Sreg_r32m16, toSegment],
  [Code.Mov_Sreg_rm16, toSegment],
  [Code.Mov_r32m16_Sreg, (decoded) => fromSegment(decoded, 32)],
  [Code.Mov_rm16_Sreg, (decoded) => fromSegment(decoded, 16)],
  ...segmentStackRows("ES", ES),
  ...segmentStackRows("CS", CS),
  ...segmentStackRows("SS", SS),
  ...segmentStackRows("DS", DS),
  ...segmentStackRows("FS", FS),
  ...segmentStackRows("GS", GS),
  [Code.Jmp_ptr1632, direct(jumpFar)],
  [Code.Jmp_ptr1616, direct(jumpFar)],
  [Code.Jmp_m1632, indirect(jumpFar, 4)],
  [Code.Jmp_m1616, indirect(jumpFar, 2)],
  [Code.Call_ptr1632, direct(call(4))],
  [Code.Call_ptr1616, direct(call(2))],
  [Code.Call_m1632, indirect(call(4), 4)],
  [Code.Call_m1616, indirect(call(2), 2)],
  returnRow(Code.Retfd, 4),
  returnRow(Code.Retfw, 2),
  returnPoppingRow(Code.Retfd_imm16, 4),
  returnPoppingRow(Code.Retfw_imm16, 2),
  [Code.Iretd, () => (core) => returnFromInterrupt(core, 4)],
  [Code.Iretw, () => (core) => returnFromInterrupt(core, 2)],
];
