// enter and leave: stack frames of procedures, nested up to 31 deep.

import { Code } from "iced-x86";
import type { Core, Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { EBP, SS } from "../state.ts";
import { immediateAt, registerSetter } from "./access.ts";
import { setStackTop, stackPlace } from "./stack.ts";
import type { Row } from "./table.ts";

type WordSize = 16 | 32;
const setBp = registerSetter(EBP, 16);

function setFramePointer(core: Core, size: WordSize, value: number): void {
  if (size === 32) core.regs[EBP] = value;
  else setBp(core, value);
}

/** A 16-bit stack has 16-bit frame pointers. */
const frameSize = (core: Core, size: WordSize): WordSize => (core.stackMask === -1 ? size : 16);

const readAt = (core: Core, size: WordSize, offset: number): number =>
  size === 32 ? core.read32(SS, offset & core.stackMask) : core.read16(SS, offset & core.stackMask);

/**
 * Pushes the old frame pointer, then the frame pointers of the enclosing procedures, then its own, and makes room. The
 * place where ESP ends must be writable, though nothing is written there. Registers change only when all went through.
 */
function enter(decoded: Decoded, size: WordSize): Execute {
  const room = immediateAt(decoded, 0) & 0xffff;
  const level = immediateAt(decoded, 1) & 31;
  const bytes = size / 8;
  return (core) => {
    const outer = core.regs[EBP];
    const frame = stackPlace(core, -bytes);
    const place = (below: number): number => (frame - below) & core.stackMask;
    const end = place(bytes * level + room);
    for (let i = 0; i <= level; i += 1) core.checkWrite(SS, place(bytes * i), bytes);
    core.checkWrite(SS, end, bytes);
    const write = (below: number, value: number): void =>
      size === 32 ? core.write32(SS, place(below), value) : core.write16(SS, place(below), value);
    for (let i = 1; i < level; i += 1) readAt(core, size, outer - bytes * i);
    write(0, outer);
    for (let i = 1; i < level; i += 1) write(bytes * i, readAt(core, size, outer - bytes * i));
    if (level > 0) write(bytes * level, frame);
    setFramePointer(core, frameSize(core, size), frame);
    setStackTop(core, end);
  };
}

const leave =
  (size: WordSize): Execute =>
  (core) => {
    const frame = core.regs[EBP];
    const outer = readAt(core, size, frame);
    setStackTop(core, frame + size / 8);
    setFramePointer(core, size, outer);
  };

export const frameRows: readonly Row[] = [
  [Code.Enterd_imm16_imm8, (decoded) => enter(decoded, 32)],
  [Code.Enterw_imm16_imm8, (decoded) => enter(decoded, 16)],
  [Code.Leaved, () => leave(32)],
  [Code.Leavew, () => leave(16)],
];
