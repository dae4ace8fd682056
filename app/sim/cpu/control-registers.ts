// CR0, CR2, CR3, CR4: what may be written, what a write flushes, and when the directory pointers are loaded.

import type { Core } from "./core.ts";
import { hex32 } from "../core/hex.ts";
import { type CpuException, generalProtection, invalidOpcode, Unimplemented } from "./faults.ts";
import { isBadDirectoryPointer, pagingFormat, readEntry, tableRoot } from "./page-walk.ts";
import {
  CR0,
  CR0_CD,
  CR0_ET,
  CR0_NW,
  CR0_PE,
  CR0_PG,
  CR2,
  CR3,
  CR4,
  CR4_PAE,
  CR4_PGE,
  CR4_PSE,
  FLUSH_PENDING,
} from "./state.ts";

/** PE MP EM TS ET NE, WP AM, NW CD PG; other bits cannot be set. */
const CR0_KNOWN = 0x3f | 0x50000 | CR0_NW | CR0_CD | CR0_PG;
/**
 * TSD DE PSE, MCE PGE PCE; and OSFXSR OSXMMEXCPT, which kernels of processors with SSE have set when a capture of theirs
 * is run here. The others raise #GP.
 */
const CR4_KNOWN = 0x7dc & ~CR4_PAE;

/** A full flush; global pages survive only a load of CR3. */
function flush(core: Core, keepGlobal: boolean): void {
  core.flushTranslations(keepGlobal);
  core.words[FLUSH_PENDING] = 0;
}

const undefinedRegister = (number: number): CpuException => invalidOpcode(`control register CR${number}`);

export function readControl(core: Core, number: number): number {
  const { words } = core;
  if (number === 0) return words[CR0];
  if (number === 2) return words[CR2];
  if (number === 3) return words[CR3];
  if (number === 4) return words[CR4];
  throw undefinedRegister(number);
}

export function writeControl(core: Core, number: number, value: number): void {
  if (number === 0) writeCr0(core, value);
  else if (number === 2) core.words[CR2] = value;
  else if (number === 3) writeCr3(core, value);
  else if (number === 4) writeCr4(core, value);
  else throw undefinedRegister(number);
}

const isPaePaging = (cr0: number, cr4: number): boolean => (cr0 & CR0_PG) !== 0 && (cr4 & CR4_PAE) !== 0;

/** The four pointers CR3 leads to; a bad one is #GP before anything changes. */
function readDirectoryPointers(core: Core, cr3: number): number[] {
  const format = pagingFormat(CR4_PAE);
  const root = tableRoot(format, cr3);
  return [0, 1, 2, 3].flatMap((i) => {
    const entry = readEntry((address) => core.bus.read32(address), format, root + 8 * i);
    if (isBadDirectoryPointer(entry)) {
      throw generalProtection(0, `a reserved bit of directory pointer ${i} at ${hex32(root + 8 * i)}`);
    }
    return [entry.low, entry.high];
  });
}

function loadDirectoryPointers(core: Core, cr3: number): void {
  core.pdptes.set(readDirectoryPointers(core, cr3));
}

function writeCr3(core: Core, value: number): void {
  const { words } = core;
  if (isPaePaging(words[CR0], words[CR4])) loadDirectoryPointers(core, value);
  words[CR3] = value;
  // without CR4.PGE no page is cached as global
  flush(core, true);
}

function writeCr0(core: Core, value: number): void {
  const { words } = core;
  const next = (value & CR0_KNOWN) | CR0_ET;
  if ((next & CR0_PG) !== 0 && (next & CR0_PE) === 0) throw generalProtection(0, "CR0.PG without CR0.PE");
  if ((next & CR0_NW) !== 0 && (next & CR0_CD) === 0) throw generalProtection(0, "CR0.NW without CR0.CD");
  if ((next & CR0_PE) === 0) throw new Unimplemented("real mode (CR0.PE cleared)");
  const changed = words[CR0] ^ next;
  const reloads = (changed & (CR0_PG | CR0_CD | CR0_NW)) !== 0;
  if (reloads && isPaePaging(next, words[CR4])) loadDirectoryPointers(core, words[CR3]);
  words[CR0] = next;
  if ((changed & CR0_PG) !== 0) {
    core.flushTranslations(false);
    if ((next & CR0_PG) === 0) words[FLUSH_PENDING] = 1;
  }
  core.refresh();
}

function writeCr4(core: Core, value: number): void {
  const { words } = core;
  const known = CR4_KNOWN | (core.pae ? CR4_PAE : 0);
  if ((value & ~known) !== 0) throw generalProtection(0, "a reserved bit of CR4");
  const changed = words[CR4] ^ value;
  const reloads = (changed & (CR4_PSE | CR4_PAE | CR4_PGE)) !== 0;
  if (reloads && isPaePaging(words[CR0], value)) loadDirectoryPointers(core, words[CR3]);
  words[CR4] = value;
  if (reloads) flush(core, false);
}
