// Access to I/O ports: by the I/O privilege level, else by the bitmap in the task state segment; a port nobody answers
// floats.

import type { Core } from "../core.ts";
import { generalProtection } from "../faults.ts";
import { BASE, EFLAGS, LIMIT, RIGHTS } from "../state.ts";

type PortSize = 1 | 2 | 4;

const PRESENT = 0x80;
const TYPE = 0x1f;
const AVAILABLE_TSS = 0x9;
const BUSY_TSS = 0xb;
/** Where a task state segment keeps the offset of its bitmap. */
const BITMAP_OFFSET = 0x66;

/** One bit a port, 0 where it is allowed; two bytes are read even if the bits lie in one. */
function bitmapAllows(core: Core, port: number, size: PortSize): boolean {
  const { task } = core;
  const type = task[RIGHTS] & TYPE;
  if ((task[RIGHTS] & PRESENT) === 0 || (type !== AVAILABLE_TSS && type !== BUSY_TSS)) return false;
  const base = task[BASE];
  const limit = task[LIMIT] >>> 0;
  if (limit < BITMAP_OFFSET + 1) return false;
  const first = core.asSupervisor(() => core.linearRead16((base + BITMAP_OFFSET) | 0)) + (port >>> 3);
  if (first + 1 > limit) return false;
  const bits = core.asSupervisor(() => core.linearRead16((base + first) | 0)) >>> (port & 7);
  return (bits & ((1 << size) - 1)) === 0;
}

export function checkPorts(core: Core, port: number, size: PortSize): void {
  if (core.cpl <= ((core.words[EFLAGS] >>> 12) & 3) || bitmapAllows(core, port, size)) return;
  throw generalProtection(0, `port 0x${port.toString(16)} is not open to privilege level ${core.cpl}`);
}

const FLOATING = { 1: 0xff, 2: 0xffff, 4: -1 } as const;

export const readPort = (core: Core, port: number, size: PortSize): number =>
  core.ports?.read(port, size) ?? FLOATING[size];

export function writePort(core: Core, port: number, size: PortSize, value: number): void {
  core.ports?.write(port, size, value);
}
