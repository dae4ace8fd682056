// Loading segment registers: the checks the processor makes on descriptors, and the caches it keeps of them.

import type { Core } from "./core.ts";
import {
  BUSY,
  type Descriptor,
  isLocal,
  isNull,
  markDescriptor,
  readDescriptor,
  requireDescriptor,
  SYSTEM,
  systemType,
} from "./descriptors.ts";
import { type Blame, generalProtection, selectorFault, Unimplemented, VECTOR } from "./faults.ts";
import { ATTRIBUTE, privilegeOf } from "./segment-rights.ts";
import { CS, DS, ES, FS, GS, type Seg, SEGMENT_NAMES, SS, type SystemSegment } from "./state.ts";

/** Of what an instruction does of its own accord. */
const GP: Blame = { vector: VECTOR.GP, external: 0 };

const has = (attributes: number, bits: number): boolean => (attributes & bits) === bits;

export interface SegmentCache {
  readonly selector: number;
  readonly base: number;
  /** Last valid offset. */
  readonly limit: number;
  readonly attributes: number;
}

export function setCache(core: Core, seg: Seg, cache: SegmentCache): void {
  core.selectors[seg] = cache.selector;
  core.bases[seg] = cache.base;
  core.limits[seg] = cache.limit;
  core.attributes[seg] = cache.attributes;
  core.refresh();
}

/** In its table; the one step of loading that can still fault, on a table whose page may not be written. */
export const markAccessed = (core: Core, descriptor: Descriptor): void =>
  markDescriptor(core, descriptor, ATTRIBUTE.accessed);

/** Puts a checked descriptor into the cache. */
function commit(core: Core, seg: Seg, selector: number, descriptor: Descriptor): void {
  const { base, limit, attributes } = descriptor;
  markAccessed(core, descriptor);
  setCache(core, seg, { selector, base, limit, attributes: attributes | ATTRIBUTE.accessed });
}

/** A register that gives access to nothing. */
export const clearSegment = (core: Core, seg: Seg, selector: number): void =>
  setCache(core, seg, { selector, base: 0, limit: 0, attributes: 0 });

const isConformingCode = (attributes: number): boolean =>
  has(attributes, ATTRIBUTE.memory | ATTRIBUTE.code | ATTRIBUTE.direction);

/** mov, pop and lds to ES, SS, DS, FS, GS; and with other blame the data segments of a task. */
export function loadSegment(core: Core, seg: Seg, selector: number, blame: Blame = GP): void {
  if (seg === SS) {
    if (isNull(selector)) throw generalProtection(0, "a null selector for SS");
    commitStack(core, stackDescriptor(core, selector, core.cpl, blame));
    return;
  }
  if (isNull(selector)) {
    clearSegment(core, seg, selector);
    return;
  }
  const descriptor = readDescriptor(core, selector, blame);
  const { attributes } = descriptor;
  const bad = (why: string) => selectorFault(blame, selector, `for ${SEGMENT_NAMES[seg]} ${why}`);
  if (!has(attributes, ATTRIBUTE.memory)) throw bad("is no memory segment");
  if (has(attributes, ATTRIBUTE.code) && !has(attributes, ATTRIBUTE.readWrite)) throw bad("is execute-only");
  const dpl = privilegeOf(attributes);
  if (!isConformingCode(attributes) && ((selector & 3) > dpl || core.cpl > dpl)) throw bad("is too privileged");
  requirePresent(descriptor, { vector: VECTOR.NP, external: blame.external });
  commit(core, seg, selector, descriptor);
}

function requirePresent({ selector, attributes }: Descriptor, blame: Blame): void {
  if (!has(attributes, ATTRIBUTE.present)) throw selectorFault(blame, selector, "is not present");
}

/**
 * The descriptor of a stack for this privilege level, after all checks. A null selector has been dealt with. `absent` is
 * the vector for one that is not present.
 */
export function stackDescriptor(
  core: Core,
  selector: number,
  cpl: number,
  blame: Blame,
  absent: number = VECTOR.SS,
): Descriptor {
  const descriptor = readDescriptor(core, selector, blame);
  const { attributes } = descriptor;
  const bad = (why: string) => selectorFault(blame, selector, `for SS ${why}`);
  if ((selector & 3) !== cpl || privilegeOf(attributes) !== cpl) throw bad("has another privilege level");
  const writableData = ATTRIBUTE.memory | ATTRIBUTE.readWrite;
  if (!has(attributes, writableData) || has(attributes, ATTRIBUTE.code)) throw bad("is not writable data");
  requirePresent(descriptor, { vector: absent, external: blame.external });
  return descriptor;
}

export const commitStack = (core: Core, descriptor: Descriptor): void =>
  commit(core, SS, descriptor.selector, descriptor);

// -------------------------------------------------------------------------------- code

/** How a selector comes to be loaded into CS. */
export type CodeTransfer =
  /** jmp and call that name the segment. */
  | "direct"
  /** retf and iret. */
  | "return"
  /** call, interrupt or exception through a gate: may go to a more privileged level. */
  | "gate"
  /** jmp through a call gate. */
  | "gate-jump"
  /** Found in a task state segment. */
  | "task";

/** A descriptor that may be loaded into CS, and the privilege level that it brings. */
export interface CodeTarget {
  readonly descriptor: Descriptor;
  readonly cpl: number;
}

/** Where a transfer to this selector leads, after all checks but the one on the offset. */
export function codeTarget(core: Core, selector: number, transfer: CodeTransfer, blame: Blame = GP): CodeTarget {
  const descriptor = requireDescriptor(core, selector, blame);
  return checkCode(core, descriptor, transfer, blame);
}

/** The same with the descriptor at hand. */
export function checkCode(core: Core, descriptor: Descriptor, transfer: CodeTransfer, blame: Blame = GP): CodeTarget {
  const { attributes, selector } = descriptor;
  const bad = (why: string) => selectorFault(blame, selector, `for CS ${why}`);
  if (!has(attributes, ATTRIBUTE.memory)) throw bad("is no memory segment");
  if (!has(attributes, ATTRIBUTE.code)) throw bad("is not code");
  const cpl = newPrivilege(core, selector, attributes, transfer);
  if (cpl === undefined) throw bad("has another privilege level");
  requirePresent(descriptor, { vector: VECTOR.NP, external: blame.external });
  if (!has(attributes, ATTRIBUTE.big)) throw new Unimplemented("a 16-bit code segment");
  return { descriptor, cpl };
}

/** The privilege level after the transfer, or undefined if it is not allowed. */
function newPrivilege(core: Core, selector: number, attributes: number, transfer: CodeTransfer): number | undefined {
  const { cpl } = core;
  const conforming = isConformingCode(attributes);
  const dpl = privilegeOf(attributes);
  const rpl = selector & 3;
  if (transfer === "return" || transfer === "task") {
    const inward = transfer === "return" && rpl < cpl;
    return !inward && (conforming ? dpl <= rpl : dpl === rpl) ? rpl : undefined;
  }
  if (conforming) return dpl <= cpl ? cpl : undefined;
  if (transfer === "gate") return dpl <= cpl ? dpl : undefined;
  return dpl === cpl && (transfer === "gate-jump" || rpl <= cpl) ? cpl : undefined;
}

/** Refuses an offset beyond the segment, as the last check of a transfer. */
export function checkOffset({ descriptor }: CodeTarget, offset: number, external: 0 | 1 = 0): void {
  if (offset >>> 0 > descriptor.limit >>> 0) {
    throw generalProtection(external, "the offset is beyond the limit of the code segment");
  }
}

export const commitCode = (core: Core, { descriptor, cpl }: CodeTarget): void =>
  commit(core, CS, (descriptor.selector & 0xfffc) | cpl, descriptor);

/** After a return to a less privileged level, data segments that it could not have loaded become null. */
export function dropInnerSegments(core: Core): void {
  for (const seg of [ES, DS, FS, GS] as const) {
    const attributes = core.attributes[seg];
    if (!isConformingCode(attributes) && privilegeOf(attributes) < core.cpl) clearSegment(core, seg, 0);
  }
}

// -------------------------------------------------------------------------------- system segments

export function setSystemCache(register: SystemSegment, { selector, base, limit, attributes }: SegmentCache): void {
  register.set([selector, base, limit, attributes]);
}

/** lldt, and with other blame the local table of a task. */
export function loadLocalTable(core: Core, selector: number, blame: Blame = GP): void {
  if (isNull(selector)) {
    setSystemCache(core.localTable, { selector, base: 0, limit: 0, attributes: 0 });
    return;
  }
  if (isLocal(selector)) throw selectorFault(blame, selector, "for LDTR names the local table");
  const descriptor = readDescriptor(core, selector, blame);
  if (systemType(descriptor.attributes) !== SYSTEM.localTable) {
    throw selectorFault(blame, selector, "for LDTR is no local descriptor table");
  }
  const vector = blame.vector === VECTOR.GP ? VECTOR.NP : blame.vector;
  requirePresent(descriptor, { vector, external: blame.external });
  setSystemCache(core.localTable, descriptor);
}

/** ltr. */
export function loadTask(core: Core, selector: number): void {
  if (isNull(selector)) throw generalProtection(0, "a null selector for TR");
  if (isLocal(selector)) throw selectorFault(GP, selector, "for TR names the local table");
  const descriptor = readDescriptor(core, selector, GP);
  const type = systemType(descriptor.attributes);
  if (type !== SYSTEM.task32 && type !== SYSTEM.task16) {
    throw selectorFault(GP, selector, "for TR is no available task state segment");
  }
  requirePresent(descriptor, { vector: VECTOR.NP, external: 0 });
  markDescriptor(core, descriptor, BUSY);
  setSystemCache(core.task, { ...descriptor, attributes: descriptor.attributes | BUSY });
}
