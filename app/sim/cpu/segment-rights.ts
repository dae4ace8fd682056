// What a descriptor cache allows: the checks on every access that is not to a flat 4 GiB segment.

import type { Core } from "./core.ts";
import { dataHits } from "./debug-registers.ts";
import { CpuException, generalProtection, VECTOR } from "./faults.ts";
import { type Seg, SEGMENT_NAMES, SS } from "./state.ts";

/** Bits of `attributes`: the descriptor's type and rights byte, then AVL, L, D and G in bits 12 to 15. */
export const ATTRIBUTE = {
  accessed: 0x1,
  /** Data: writable. Code: readable. */
  readWrite: 0x2,
  /** Data: expand-down. Code: conforming. */
  direction: 0x4,
  code: 0x8,
  memory: 0x10,
  present: 0x80,
  big: 0x4000,
  granular: 0x8000,
} as const;

/** Longer accesses are rows of words. */
const LONGEST_ALIGNED = 4;

/** Attributes of 32-bit code and data segments of 4 GiB, present, accessed, privilege level 0. */
export const FLAT_CODE = 0xc09b;
export const FLAT_DATA = 0xc093;

export const privilegeOf = (attributes: number): number => (attributes >>> 5) & 3;

interface SegmentRights {
  readonly readable: boolean;
  readonly writable: boolean;
  readonly openRead: boolean;
  readonly openWrite: boolean;
}

export function segmentRights(core: Core, seg: Seg): SegmentRights {
  const attributes = core.attributes[seg];
  const usable = (attributes & ATTRIBUTE.memory) !== 0 && (attributes & ATTRIBUTE.present) !== 0;
  const code = (attributes & ATTRIBUTE.code) !== 0;
  const readWrite = (attributes & ATTRIBUTE.readWrite) !== 0;
  const readable = usable && (!code || readWrite);
  const writable = usable && !code && readWrite;
  const expandDown = !code && (attributes & ATTRIBUTE.direction) !== 0;
  const whole = core.limits[seg] === -1 && !expandDown && !core.aligned && !core.watching;
  return { readable, writable, openRead: readable && whole, openWrite: writable && whole };
}

/** Do these bytes lie within a segment of this limit and kind? */
export function withinLimit(attributes: number, limit: number, offset: number, size: number): boolean {
  const first = offset >>> 0;
  const last = first + size - 1;
  const expandDown = (attributes & (ATTRIBUTE.code | ATTRIBUTE.direction)) === ATTRIBUTE.direction;
  if (!expandDown) return last <= limit >>> 0;
  return first > limit >>> 0 && last <= ((attributes & ATTRIBUTE.big) !== 0 ? 0xffffffff : 0xffff);
}

/** Returns only if the access is allowed. */
export function refuseAccess(core: Core, seg: Seg, offset: number, size: number, write: boolean): void {
  const rights = segmentRights(core, seg);
  const name = SEGMENT_NAMES[seg];
  if (!(write ? rights.writable : rights.readable)) {
    throw generalProtection(0, `${write ? "write" : "read"} through ${name}, which does not allow it`);
  }
  if (withinLimit(core.attributes[seg], core.limits[seg], offset, size)) {
    const linear = (offset + core.bases[seg]) | 0;
    const unaligned = (linear & (Math.min(size, LONGEST_ALIGNED) - 1)) !== 0;
    if (core.aligned && unaligned) throw new CpuException(VECTOR.AC, 0, `unaligned access through ${name}`);
    if (core.watching) core.debugHits |= dataHits(core, linear, size, write);
    return;
  }
  const text = `offset 0x${(offset >>> 0).toString(16)} is beyond the limit of ${name}`;
  throw seg === SS ? new CpuException(VECTOR.SS, 0, text) : generalProtection(0, text);
}
