// Loading segment registers: descriptors out of the table in memory, the checks the processor makes, the caches.

import type { Core } from "./core.ts";
import { CpuException, generalProtection, Unimplemented, VECTOR } from "./faults.ts";
import { ATTRIBUTE, privilegeOf } from "./segment-rights.ts";
import { CS, GDTR_BASE, GDTR_LIMIT, type Seg, SEGMENT_NAMES, SS } from "./state.ts";

export interface Descriptor {
  /** Linear address of the descriptor. */
  readonly at: number;
  readonly base: number;
  readonly limit: number;
  readonly attributes: number;
}

const LOCAL_TABLE = 4;
const errorOf = (selector: number): number => selector & 0xfffc;
const selectorText = (selector: number): string => `selector 0x${selector.toString(16).padStart(4, "0")}`;

const has = (attributes: number, bits: number): boolean => (attributes & bits) === bits;

export function readDescriptor(core: Core, selector: number): Descriptor {
  const refuse = (why: string): CpuException =>
    generalProtection(errorOf(selector), `${selectorText(selector)} ${why}`);
  if ((selector & LOCAL_TABLE) !== 0) throw refuse("names the local table, and there is none");
  if ((selector | 7) > core.words[GDTR_LIMIT]) throw refuse("is beyond the limit of the GDT");
  const at = (core.words[GDTR_BASE] + (selector & 0xfff8)) | 0;
  const low = core.systemRead32(at);
  const high = core.systemRead32((at + 4) | 0);
  const attributes = (high >>> 8) & 0xf0ff;
  const raw = (low & 0xffff) | (high & 0xf0000);
  return {
    at,
    base: (low >>> 16) | ((high & 0xff) << 16) | (high & 0xff000000),
    limit: (attributes & ATTRIBUTE.granular) !== 0 ? (raw << 12) | 0xfff : raw,
    attributes,
  };
}

/** Puts a checked descriptor into the cache and marks it accessed in its table. */
function commit(core: Core, seg: Seg, selector: number, descriptor: Descriptor): void {
  const { at, base, limit, attributes } = descriptor;
  if ((attributes & ATTRIBUTE.accessed) === 0) {
    core.systemWrite8((at + 5) | 0, (attributes & 0xff) | ATTRIBUTE.accessed);
  }
  setCache(core, seg, { selector, base, limit, attributes: attributes | ATTRIBUTE.accessed });
}

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

/** mov and pop to ES, SS, DS, FS, GS. */
export function loadSegment(core: Core, seg: Seg, selector: number): void {
  if (seg === SS) return loadStack(core, selector);
  if ((selector & 0xfffc) === 0) return setCache(core, seg, { selector, base: 0, limit: 0, attributes: 0 });
  const descriptor = readDescriptor(core, selector);
  const { attributes } = descriptor;
  const isCode = has(attributes, ATTRIBUTE.code);
  const bad = (why: string): CpuException =>
    generalProtection(errorOf(selector), `${selectorText(selector)} for ${SEGMENT_NAMES[seg]} ${why}`);
  if (!has(attributes, ATTRIBUTE.memory)) throw bad("is no memory segment");
  if (isCode && !has(attributes, ATTRIBUTE.readWrite)) throw bad("is execute-only");
  const conforming = has(attributes, ATTRIBUTE.code | ATTRIBUTE.direction);
  const dpl = privilegeOf(attributes);
  if (!conforming && ((selector & 3) > dpl || core.cpl > dpl)) throw bad("is too privileged");
  if (!has(attributes, ATTRIBUTE.present)) {
    throw new CpuException(VECTOR.NP, errorOf(selector), `${selectorText(selector)} is not present`);
  }
  commit(core, seg, selector, descriptor);
}

function loadStack(core: Core, selector: number): void {
  if ((selector & 0xfffc) === 0) throw generalProtection(0, "a null selector for SS");
  const descriptor = readDescriptor(core, selector);
  const { attributes } = descriptor;
  const bad = (why: string): CpuException =>
    generalProtection(errorOf(selector), `${selectorText(selector)} for SS ${why}`);
  if ((selector & 3) !== core.cpl || privilegeOf(attributes) !== core.cpl) throw bad("has another privilege level");
  const writableData = ATTRIBUTE.memory | ATTRIBUTE.readWrite;
  if (!has(attributes, writableData) || has(attributes, ATTRIBUTE.code)) throw bad("is not writable data");
  if (!has(attributes, ATTRIBUTE.present)) {
    throw new CpuException(VECTOR.SS, errorOf(selector), `${selectorText(selector)} is not present`);
  }
  if (!has(attributes, ATTRIBUTE.big)) throw new Unimplemented("a 16-bit stack segment");
  commit(core, SS, selector, descriptor);
}

export type CodeTransfer = "jump" | "return" | "gate";

/** The descriptor a far transfer to this selector would load, after all checks but the one on the offset. */
export function codeDescriptor(core: Core, selector: number, transfer: CodeTransfer): Descriptor {
  if ((selector & 0xfffc) === 0) throw generalProtection(0, "a null selector for CS");
  const descriptor = readDescriptor(core, selector);
  const { attributes } = descriptor;
  const bad = (why: string): CpuException =>
    generalProtection(errorOf(selector), `${selectorText(selector)} for CS ${why}`);
  if (!has(attributes, ATTRIBUTE.memory)) {
    if (transfer === "jump" && [0x1, 0x4, 0x5, 0x9, 0xc].includes(attributes & 0xf)) {
      throw new Unimplemented("a far transfer through a call gate, task gate or task segment");
    }
    throw bad("is no memory segment");
  }
  if (!has(attributes, ATTRIBUTE.code)) throw bad("is not code");
  checkCodePrivilege(core, selector, attributes, transfer, bad);
  if (!has(attributes, ATTRIBUTE.present)) {
    throw new CpuException(VECTOR.NP, errorOf(selector), `${selectorText(selector)} is not present`);
  }
  if (!has(attributes, ATTRIBUTE.big)) throw new Unimplemented("a 16-bit code segment");
  return descriptor;
}

function checkCodePrivilege(
  core: Core,
  selector: number,
  attributes: number,
  transfer: CodeTransfer,
  bad: (why: string) => CpuException,
): void {
  const conforming = has(attributes, ATTRIBUTE.direction);
  const dpl = privilegeOf(attributes);
  const rpl = selector & 3;
  if (transfer === "return") {
    if (rpl < core.cpl) throw bad("returns to a more privileged level");
    if (rpl > core.cpl) throw new Unimplemented("a return to a less privileged level");
    if (conforming ? dpl > rpl : dpl !== rpl) throw bad("has another privilege level");
  } else if (transfer === "gate") {
    if (dpl > core.cpl) throw bad("is less privileged");
    if (!conforming && dpl < core.cpl) throw new Unimplemented("an interrupt that changes the privilege level");
  } else if (conforming ? dpl > core.cpl : rpl > core.cpl || dpl !== core.cpl) {
    throw bad("has another privilege level");
  }
}

/** Loads CS; the privilege level stays as it is. */
export function commitCode(core: Core, selector: number, descriptor: Descriptor, offset: number): void {
  if (offset >>> 0 > descriptor.limit >>> 0) throw generalProtection(0, "the offset is beyond the code segment");
  commit(core, CS, (selector & 0xfffc) | core.cpl, descriptor);
}
