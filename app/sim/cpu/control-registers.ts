// CR0, CR2, CR3 and CR4: what may be written, and what a write flushes.

import type { Core } from "./core.ts";
import { generalProtection, Unimplemented } from "./faults.ts";
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

/** PE MP EM TS ET NE, WP AM, NW CD PG. */
const CR0_KNOWN = 0x3f | 0x50000 | CR0_NW | CR0_CD | CR0_PG;
/** VME PVI TSD DE PSE, MCE PGE PCE OSFXSR OSXMMEXCPT. */
const CR4_KNOWN = 0x7df;
/** The directory's page, PCD and PWT. */
const CR3_KNOWN = 0xfffff018 | 0;

/** A full flush; global pages survive only a load of CR3. */
function flush(core: Core, keepGlobal: boolean): void {
  core.flushTranslations(keepGlobal);
  core.words[FLUSH_PENDING] = 0;
}

export function readControl(core: Core, number: number): number {
  const { words } = core;
  if (number === 0) return words[CR0];
  if (number === 2) return words[CR2];
  if (number === 3) return words[CR3];
  if (number === 4) return words[CR4];
  throw new Unimplemented(`control register CR${number}`);
}

export function writeControl(core: Core, number: number, value: number): void {
  if (number === 0) writeCr0(core, value);
  else if (number === 2) core.words[CR2] = value;
  else if (number === 3) {
    core.words[CR3] = value & CR3_KNOWN;
    flush(core, (core.words[CR4] & CR4_PGE) !== 0);
  } else if (number === 4) writeCr4(core, value);
  else throw new Unimplemented(`control register CR${number}`);
}

function refusePaePaging(cr0: number, cr4: number): void {
  if ((cr0 & CR0_PG) !== 0 && (cr4 & CR4_PAE) !== 0) {
    throw new Unimplemented("paging with physical address extension (CR0.PG and CR4.PAE both set)");
  }
}

function writeCr0(core: Core, value: number): void {
  const { words } = core;
  const next = (value & CR0_KNOWN) | CR0_ET;
  if ((next & CR0_PG) !== 0 && (next & CR0_PE) === 0) throw generalProtection(0, "CR0.PG without CR0.PE");
  if ((next & CR0_NW) !== 0 && (next & CR0_CD) === 0) throw generalProtection(0, "CR0.NW without CR0.CD");
  if ((next & CR0_PE) === 0) throw new Unimplemented("real mode (CR0.PE cleared)");
  refusePaePaging(next, words[CR4]);
  const changed = words[CR0] ^ next;
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
  refusePaePaging(words[CR0], value);
  const changed = words[CR4] ^ value;
  words[CR4] = value;
  if ((changed & (CR4_PSE | CR4_PAE | CR4_PGE)) !== 0) flush(core, false);
}
