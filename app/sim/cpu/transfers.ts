// Far control transfers: jmp, call, retf and iret between segments and privilege levels, directly or through call gates.
// Everything is checked before anything changes.

import type { Core } from "./core.ts";
import { type Descriptor, requireDescriptor, SYSTEM, systemType } from "./descriptors.ts";
import { flagsAfterReturn } from "./eflags.ts";
import { CpuException, generalProtection, selectorFault, Unimplemented, VECTOR } from "./faults.ts";
import { ATTRIBUTE, privilegeOf } from "./segment-rights.ts";
import {
  checkCode,
  checkOffset,
  type CodeTarget,
  codeTarget,
  commitCode,
  commitStack,
  dropInnerSegments,
  markAccessed,
  stackDescriptor,
} from "./segments.ts";
import { currentStack, movedPointer, newStack, peekFrame, planFrame, type WordBytes } from "./stack-frame.ts";
import { CS, EFLAGS, EIP, ESP, FLAG, SS } from "./state.ts";
import { innerStack } from "./task-segment.ts";
import { checkTask, returnToTask, switchTask, taskDescriptor } from "./task-switch.ts";

const GP = { vector: VECTOR.GP, external: 0 } as const;

export interface FarPointer {
  readonly selector: number;
  readonly offset: number;
}

interface CallGate {
  readonly kind: "call gate";
  readonly target: FarPointer;
  readonly bytes: WordBytes;
  /** Words copied from the caller's stack to the callee's. */
  readonly parameters: number;
}

interface TaskTarget {
  readonly kind: "task";
  readonly descriptor: Descriptor;
}

const isMemory = ({ attributes }: Descriptor): boolean => (attributes & ATTRIBUTE.memory) !== 0;

const TASKS: readonly number[] = [SYSTEM.taskGate, SYSTEM.task16, SYSTEM.task32];

/** What a system descriptor leads to, after the checks on the descriptor itself. */
function systemTarget(core: Core, descriptor: Descriptor): CallGate | TaskTarget {
  const { selector, attributes, low, high } = descriptor;
  const type = systemType(attributes);
  const bad = (why: string) => selectorFault(GP, selector, why);
  if (!TASKS.includes(type) && type !== SYSTEM.callGate32 && type !== SYSTEM.callGate16) {
    throw bad("is nothing to transfer to");
  }
  const dpl = privilegeOf(attributes);
  if (dpl < core.cpl || (selector & 3) > dpl) throw bad("may not be used from this privilege level");
  if ((attributes & ATTRIBUTE.present) === 0) {
    throw selectorFault({ vector: VECTOR.NP, external: 0 }, selector, "is not present");
  }
  if (type === SYSTEM.taskGate) return { kind: "task", descriptor: taskDescriptor(core, low >>> 16, GP, false) };
  if (TASKS.includes(type)) {
    checkTask(descriptor, GP, false);
    return { kind: "task", descriptor };
  }
  const is32 = type === SYSTEM.callGate32;
  return {
    kind: "call gate",
    target: { selector: low >>> 16, offset: (low & 0xffff) | (is32 ? high & 0xffff0000 : 0) },
    bytes: is32 ? 4 : 2,
    parameters: high & 0x1f,
  };
}

export function jumpFar(core: Core, { selector, offset }: FarPointer): void {
  const descriptor = requireDescriptor(core, selector, GP);
  if (isMemory(descriptor)) {
    enter(core, checkCode(core, descriptor, "direct"), offset);
    return;
  }
  const system = systemTarget(core, descriptor);
  if (system.kind === "task") {
    switchTask(core, system.descriptor, { kind: "jump", flags: core.words[EFLAGS], external: 0 });
    return;
  }
  const { target } = system;
  enter(core, codeTarget(core, target.selector, "gate-jump"), target.offset);
}

function enter(core: Core, target: CodeTarget, offset: number): void {
  checkOffset(target, offset);
  commitCode(core, target);
  core.words[EIP] = offset;
}

/** `bytes`: the size of what is pushed, unless a gate says otherwise. */
export function callFar(core: Core, { selector, offset }: FarPointer, bytes: WordBytes): void {
  const descriptor = requireDescriptor(core, selector, GP);
  if (isMemory(descriptor)) {
    callSameLevel(core, checkCode(core, descriptor, "direct"), offset, bytes);
    return;
  }
  const gate = systemTarget(core, descriptor);
  if (gate.kind === "task") {
    switchTask(core, gate.descriptor, { kind: "call", flags: core.words[EFLAGS], external: 0 });
    return;
  }
  const target = codeTarget(core, gate.target.selector, "gate");
  if (target.cpl === core.cpl) callSameLevel(core, target, gate.target.offset, gate.bytes);
  else callInnerLevel(core, target, gate);
}

const noRoom =
  (errorCode: number): (() => CpuException) =>
  () =>
    new CpuException(VECTOR.SS, errorCode, "no room on the stack");

function callSameLevel(core: Core, target: CodeTarget, offset: number, bytes: WordBytes): void {
  const words = [core.selectors[CS], core.words[EIP]];
  const frame = planFrame(core, currentStack(core), bytes, words, noRoom(0));
  enter(core, target, offset);
  frame.write();
  core.regs[ESP] = frame.pointer;
}

function callInnerLevel(core: Core, target: CodeTarget, gate: CallGate): void {
  const inner = innerStack(core, target.cpl, 0);
  const parameters = peekFrame(core, gate.bytes, gate.parameters).toReversed();
  const words = [core.selectors[SS], core.regs[ESP], ...parameters, core.selectors[CS], core.words[EIP]];
  const stack = newStack(inner.descriptor, inner.pointer, target.cpl);
  const frame = planFrame(core, stack, gate.bytes, words, noRoom(inner.descriptor.selector & 0xfffc));
  markAccessed(core, inner.descriptor);
  enter(core, target, gate.target.offset);
  commitStack(core, inner.descriptor);
  frame.write();
  core.regs[ESP] = frame.pointer;
}

interface Return {
  readonly target: CodeTarget;
  readonly offset: number;
  /** Bytes that leave the stack before SS and ESP, if those are on it. */
  readonly frameBytes: number;
  readonly bytes: WordBytes;
  /** Bytes of parameters to skip on the stack returned to. */
  readonly extra: number;
  /** Vector for a stack that is not present: the one thing in which retf and iret differ. */
  readonly absent: number;
}

function returnTo(core: Core, { target, offset, frameBytes, bytes, extra, absent }: Return): void {
  if (target.cpl === core.cpl) {
    enter(core, target, offset);
    core.regs[ESP] = movedPointer(currentStack(core), frameBytes + extra);
    return;
  }
  const [pointer = 0, selector = 0] = peekFrame(core, bytes, 2, frameBytes + extra);
  const stack = returnStack(core, selector & 0xffff, target.cpl, absent);
  const { attributes } = stack;
  const outer = (attributes & ATTRIBUTE.big) !== 0 ? pointer : (core.regs[ESP] & ~0xffff) | (pointer & 0xffff);
  markAccessed(core, stack);
  enter(core, target, offset);
  commitStack(core, stack);
  core.regs[ESP] = movedPointer({ attributes, pointer: outer }, extra);
  dropInnerSegments(core);
}

function returnStack(core: Core, selector: number, cpl: number, absent: number): Descriptor {
  if ((selector & 0xfffc) === 0) throw generalProtection(0, "a return to a null SS");
  return stackDescriptor(core, selector, cpl, GP, absent);
}

export function returnFar(core: Core, bytes: WordBytes, extra: number): void {
  const [offset = 0, selector = 0] = peekFrame(core, bytes, 2);
  const target = codeTarget(core, selector & 0xffff, "return");
  returnTo(core, { target, offset, frameBytes: 2 * bytes, bytes, extra, absent: VECTOR.SS });
}

/** What may be changed of EFLAGS is decided at the privilege level that is left. */
export function returnFromInterrupt(core: Core, bytes: WordBytes): void {
  if ((core.words[EFLAGS] & FLAG.NT) !== 0) {
    returnToTask(core);
    return;
  }
  const [offset = 0, selector = 0, image = 0] = peekFrame(core, bytes, 3);
  if (bytes === 4 && (image & FLAG.VM) !== 0 && core.cpl === 0) throw new Unimplemented("iret to virtual 8086 mode");
  const target = codeTarget(core, selector & 0xffff, "return");
  const flags = flagsAfterReturn(core, image, bytes);
  returnTo(core, { target, offset, frameBytes: 3 * bytes, bytes, extra: 0, absent: VECTOR.NP });
  core.words[EFLAGS] = flags;
}
