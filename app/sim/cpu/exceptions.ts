// Delivery through the interrupt descriptor table: gates, to the same or a more privileged level; double and triple
// faults.

import type { Core } from "./core.ts";
import { SYSTEM } from "./descriptors.ts";
import { asFault, type Blame, CpuException, generalProtection, Unimplemented, VECTOR } from "./faults.ts";
import { checkOffset, type CodeTarget, codeTarget, commitCode, commitStack, markAccessed } from "./segments.ts";
import { currentStack, type Frame, newStack, planFrame, type WordBytes } from "./stack-frame.ts";
import { CR2, CS, DR7, DR7_GENERAL_DETECT, EFLAGS, EIP, ESP, FLAG, IDTR_BASE, IDTR_LIMIT, SS } from "./state.ts";
import { type InnerStack, innerStack } from "./task-segment.ts";
import { switchTask, taskDescriptor } from "./task-switch.ts";

/** One exception of several, in the order raised. */
export interface Raised {
  readonly exception: CpuException;
  /** CR2 after it. */
  readonly cr2: number;
  /** What was being delivered when it was raised; undefined for the first. */
  readonly during: CpuException | undefined;
  /** The processor tried to deliver it, rather than make a double fault or a shutdown of it. */
  readonly attempted: boolean;
}

export type Delivery =
  | { readonly kind: "delivered" }
  | { readonly kind: "shutdown"; readonly raised: readonly Raised[] };

interface InterruptGate {
  readonly selector: number;
  readonly offset: number;
  readonly isTrap: boolean;
  readonly bytes: WordBytes;
}

interface TaskGate {
  readonly task: number;
}

const GATES = new Map<number, Pick<InterruptGate, "isTrap" | "bytes">>([
  [SYSTEM.interruptGate16, { isTrap: false, bytes: 2 }],
  [SYSTEM.trapGate16, { isTrap: true, bytes: 2 }],
  [SYSTEM.interruptGate32, { isTrap: false, bytes: 4 }],
  [SYSTEM.trapGate32, { isTrap: true, bytes: 4 }],
]);

/** `external` is bit 0 of the error codes of faults met on the way. */
function readGate(core: Core, vector: number, software: boolean, external: 0 | 1): InterruptGate | TaskGate {
  const error = vector * 8 + 2 + external;
  const refuse = (why: string): CpuException => generalProtection(error, `vector ${vector} ${why}`);
  if (vector * 8 + 7 > core.words[IDTR_LIMIT]) throw refuse("is beyond the limit of the IDT");
  const at = (core.words[IDTR_BASE] + vector * 8) | 0;
  const low = core.systemRead32(at);
  const high = core.systemRead32((at + 4) | 0);
  const type = (high >>> 8) & 0x1f;
  const form = GATES.get(type);
  if (form === undefined && type !== SYSTEM.taskGate) throw refuse("has no interrupt, trap or task gate");
  if (software && ((high >>> 13) & 3) < core.cpl) throw refuse("may not be called from this privilege level");
  if ((high & 0x8000) === 0) throw new CpuException(VECTOR.NP, error, `the gate of vector ${vector} is not present`);
  if (form === undefined) return { task: low >>> 16 };
  const offset = (low & 0xffff) | (form.bytes === 4 ? high & 0xffff0000 : 0);
  return { selector: low >>> 16, offset, ...form };
}

export interface Interrupt {
  readonly vector: number;
  readonly errorCode?: number | undefined;
  /** int n, int3 and into, whose gates check the privilege of the caller. */
  readonly software: boolean;
  readonly isFault: boolean;
}

/**
 * Enters the handler; EIP is what the handler will return to. Throws with nothing changed, unless a switch to another
 * task was past its checks.
 */
export function enterHandler(core: Core, interrupt: Interrupt): void {
  const { vector, errorCode, software } = interrupt;
  const external = software ? 0 : 1;
  const gate = readGate(core, vector, software, external);
  const blame: Blame = { vector: VECTOR.GP, external };
  const { words } = core;
  // A fault is returned to with RF set, so that a breakpoint on the instruction is not met twice.
  const flags = words[EFLAGS] | (interrupt.isFault ? FLAG.RF : 0);
  if ("task" in gate) {
    const task = taskDescriptor(core, gate.task, blame, false);
    switchTask(core, task, { kind: "call", flags, errorCode, external });
    return;
  }
  const target = codeTarget(core, gate.selector, "gate", blame);
  const pushed = [flags, core.selectors[CS], words[EIP], ...(errorCode === undefined ? [] : [errorCode])];
  const inner = target.cpl === core.cpl ? undefined : innerStack(core, target.cpl, external);
  const frame = planEntry(core, { target, inner, bytes: gate.bytes, pushed, external });
  checkOffset(target, gate.offset, external);
  if (inner !== undefined) markAccessed(core, inner.descriptor);
  commitCode(core, target);
  if (inner !== undefined) commitStack(core, inner.descriptor);
  frame.write();
  core.regs[ESP] = frame.pointer;
  words[EIP] = gate.offset;
  words[EFLAGS] &= ~(FLAG.TF | FLAG.NT | FLAG.RF | FLAG.VM | (gate.isTrap ? 0 : FLAG.IF));
  if (vector === VECTOR.DB && !software) core.debug[DR7] &= ~DR7_GENERAL_DETECT;
}

interface Entry {
  readonly target: CodeTarget;
  readonly inner: InnerStack | undefined;
  readonly bytes: WordBytes;
  readonly pushed: readonly number[];
  readonly external: 0 | 1;
}

/** The handler's frame, on the stack of the more privileged level below SS and ESP of the interrupted one. */
function planEntry(core: Core, { target, inner, bytes, pushed, external }: Entry): Frame {
  const selector = inner === undefined ? 0 : inner.descriptor.selector & 0xfffc;
  const overflow = (): CpuException => new CpuException(VECTOR.SS, selector | external, "no room on the stack");
  if (inner === undefined) return planFrame(core, currentStack(core), bytes, pushed, overflow);
  const words = [core.selectors[SS], core.regs[ESP], ...pushed];
  return planFrame(core, newStack(inner.descriptor, inner.pointer, target.cpl), bytes, words, overflow);
}

const CONTRIBUTORY: readonly number[] = [VECTOR.DE, VECTOR.TS, VECTOR.NP, VECTOR.SS, VECTOR.GP];

/** What becomes of an exception met while another is being delivered. */
export function combine(first: number, second: number): "second" | "double fault" | "shutdown" {
  const grave = second === VECTOR.PF || CONTRIBUTORY.includes(second);
  if (first === VECTOR.DF) return grave ? "shutdown" : "second";
  if (first === VECTOR.PF) return grave ? "double fault" : "second";
  return CONTRIBUTORY.includes(first) && CONTRIBUTORY.includes(second) ? "double fault" : "second";
}

/** Delivers an exception; faults met on the way follow the processor's rules down to the triple fault. */
export function deliver(core: Core, exception: CpuException): Delivery {
  const raised: Raised[] = [];
  core.deliveries += 1;
  const note = (fault: CpuException, during: CpuException | undefined, attempted: boolean): void => {
    raised.push({ exception: fault, cr2: core.words[CR2] >>> 0, during, attempted });
  };
  let current = exception;
  note(current, undefined, true);
  for (;;) {
    const second = tryToEnter(core, current);
    if (second === undefined) return { kind: "delivered" };
    const outcome = combine(current.vector, second.vector);
    note(second, current, outcome === "second");
    if (outcome === "shutdown") return { kind: "shutdown", raised };
    if (outcome === "second") current = second;
    else {
      const doubleFault = new CpuException(VECTOR.DF, 0, `${second.name} while delivering ${current.name}`);
      note(doubleFault, current, true);
      current = doubleFault;
    }
  }
}

/** The exception met while entering the handler, if any. */
function tryToEnter(core: Core, exception: CpuException): CpuException | undefined {
  try {
    const { vector, errorCode, isFault } = exception;
    enterHandler(core, { vector, errorCode, software: false, isFault });
    return undefined;
  } catch (thrown) {
    const fault = asFault(thrown);
    if (fault instanceof Unimplemented) throw fault;
    return fault;
  }
}

/** int n, int3, into. */
export function softwareInterrupt(core: Core, vector: number): void {
  enterHandler(core, { vector, software: true, isFault: false });
  core.trapDue = false;
}
