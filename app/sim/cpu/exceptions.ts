// Delivery through the interrupt descriptor table: gates of the same privilege level, double and triple faults.

import type { Core } from "./core.ts";
import { asFault, CpuException, generalProtection, Unimplemented, VECTOR } from "./faults.ts";
import { codeDescriptor, commitCode } from "./segments.ts";
import { CR2, CS, EFLAGS, EIP, ESP, FLAG, IDTR_BASE, IDTR_LIMIT, SS, type Words } from "./state.ts";

export type Delivery =
  | { readonly kind: "delivered" }
  /** Names in the order raised, then "triple fault"; the sentences that belong to them. */
  | { readonly kind: "shutdown"; readonly chain: readonly string[]; readonly texts: readonly string[] };

interface Gate {
  readonly selector: number;
  readonly offset: number;
  readonly isTrap: boolean;
}

const INTERRUPT_GATE = 0xe;
const TRAP_GATE = 0xf;
/** Task gate and the gates of 16-bit code. */
const OLD_GATES = [0x5, 0x6, 0x7];

/** `external` is bit 0 of the error codes of faults met on the way. */
function readGate(core: Core, vector: number, software: boolean, external: 0 | 1): Gate {
  const error = vector * 8 + 2 + external;
  const refuse = (why: string): CpuException => generalProtection(error, `vector ${vector} ${why}`);
  if (vector * 8 + 7 > core.words[IDTR_LIMIT]) throw refuse("is beyond the limit of the IDT");
  const at = (core.words[IDTR_BASE] + vector * 8) | 0;
  const low = core.systemRead32(at);
  const high = core.systemRead32((at + 4) | 0);
  const type = (high >>> 8) & 0x1f;
  if (OLD_GATES.includes(type)) throw new Unimplemented(`vector ${vector} leads to a task gate or a 16-bit gate`);
  if (type !== INTERRUPT_GATE && type !== TRAP_GATE) throw refuse("has no interrupt or trap gate");
  if (software && ((high >>> 13) & 3) < core.cpl) throw refuse("may not be called from this privilege level");
  if ((high & 0x8000) === 0) throw new CpuException(VECTOR.NP, error, `the gate of vector ${vector} is not present`);
  return { selector: low >>> 16, offset: (high & 0xffff0000) | (low & 0xffff), isTrap: type === TRAP_GATE };
}

export interface Interrupt {
  readonly vector: number;
  readonly errorCode?: number | undefined;
  /** int n and int3, whose gates check the privilege of the caller. */
  readonly software: boolean;
}

/** Enters the handler; EIP is what the handler will return to. Throws with the stack untouched. */
export function enterHandler(core: Core, interrupt: Interrupt): void {
  const { vector, errorCode, software } = interrupt;
  const external = software ? 0 : 1;
  const gate = readGate(core, vector, software, external);
  const code = codeDescriptor(core, gate.selector, "gate");
  const { words } = core;
  const isFault = !software && vector !== VECTOR.DF;
  const flags = words[EFLAGS] | (isFault ? FLAG.RF : 0);
  const frame = errorCode === undefined ? [] : [errorCode];
  frame.push(words[EIP], core.selectors[CS], flags);
  const top = (words[ESP] - 4 * frame.length) | 0;
  core.checkWrite(SS, top, 4 * frame.length);
  commitCode(core, gate.selector, code, gate.offset);
  frame.forEach((word, i) => core.write32(SS, (top + 4 * i) | 0, word));
  words[ESP] = top;
  words[EIP] = gate.offset;
  const cleared = FLAG.TF | FLAG.NT | FLAG.RF | FLAG.VM | (gate.isTrap ? 0 : FLAG.IF);
  words[EFLAGS] &= ~cleared;
}

const CONTRIBUTORY: readonly number[] = [VECTOR.DE, VECTOR.TS, VECTOR.NP, VECTOR.SS, VECTOR.GP];

function makesDoubleFault(first: number, second: number): boolean {
  if (first === VECTOR.PF) return second === VECTOR.PF || CONTRIBUTORY.includes(second);
  return CONTRIBUTORY.includes(first) && CONTRIBUTORY.includes(second);
}

/** Delivers an exception; faults met on the way follow the processor's rules down to the triple fault. */
export function deliver(core: Core, exception: CpuException): Delivery {
  const chain = [exception.name];
  const texts = [exception.text];
  let current = exception;
  for (;;) {
    const second = tryToEnter(core, current);
    if (second === undefined) return { kind: "delivered" };
    texts.push(`${second.name} while delivering ${current.name}: ${second.text}`);
    const fatal = makesDoubleFault(VECTOR.GP, second.vector) || second.vector === VECTOR.PF;
    if (current.vector === VECTOR.DF && fatal) return { kind: "shutdown", chain: [...chain, "triple fault"], texts };
    current = makesDoubleFault(current.vector, second.vector)
      ? new CpuException(VECTOR.DF, 0, "a fault while delivering a fault")
      : second;
    chain.push(current.vector === VECTOR.DF ? "#DF" : current.name);
  }
}

/** The exception met while entering the handler, if any; the state is then as before. CR2 keeps the newest address. */
function tryToEnter(core: Core, exception: CpuException): CpuException | undefined {
  const before = core.words.slice();
  try {
    enterHandler(core, { vector: exception.vector, errorCode: exception.errorCode, software: false });
    return undefined;
  } catch (thrown) {
    const fault = asFault(thrown);
    restoreExceptCr2(core.words, before);
    core.refresh();
    if (fault instanceof Unimplemented) throw fault;
    return fault;
  }
}

function restoreExceptCr2(words: Words, before: Int32Array): void {
  const cr2 = words[CR2];
  words.set(before);
  words[CR2] = cr2;
}

/** int n. */
export function softwareInterrupt(core: Core, vector: number): void {
  enterHandler(core, { vector, software: true });
}
