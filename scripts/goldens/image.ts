// The floppy the other engines boot: boot sector, monitor, the base memory and all cases.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { baseMemory, LAYOUT, type Patch } from "../../app/sim/cpu/goldens/layout.ts";
import { assemble, HERE, IMAGE } from "./assemble.ts";

const SECTOR = 512;
const FLOPPY = 1440 * 1024;
const COUNT_AT = 508;

export interface ImageCase {
  readonly code: Buffer;
  readonly patches: readonly Patch[];
  readonly addresses: readonly number[];
  readonly efer: boolean;
}

function words(values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => buffer.writeUInt32LE(value >>> 0, 4 * i));
  return buffer;
}

const patchList = (patches: readonly Patch[]): Buffer => words([patches.length, ...patches.flat()]);

function codeBlock(address: number, code: Buffer): Buffer {
  const padding = Buffer.alloc((4 - (code.length % 4)) % 4);
  return Buffer.concat([words([address, code.length]), code, padding]);
}

function caseBlock({ code, patches, addresses, efer }: ImageCase): Buffer {
  const inner = Buffer.concat([
    words([efer ? 1 : 0, addresses.length, ...addresses]),
    patchList(patches),
    codeBlock(LAYOUT.CODE, code),
  ]);
  return Buffer.concat([words([inner.length]), inner]);
}

/** Makes images that run the cases from `first` on. */
export function imageMaker(handlers: Buffer, cases: readonly ImageCase[]): (first: number) => Buffer {
  const [boot, monitor] = assemble(readFileSync(join(HERE, "monitor.s"), "utf8"), [
    { section: ".boot", origin: 0x7c00 },
    { section: ".text", origin: IMAGE.MONITOR },
  ]);
  if (boot === undefined || monitor === undefined) throw new Error("the monitor has no code");
  if (boot.bytes.length !== SECTOR) throw new Error(`boot sector: ${SECTOR} bytes expected, got ${boot.bytes.length}`);
  const room = IMAGE.BLOB - IMAGE.MONITOR;
  const blob = Buffer.concat([patchList(baseMemory()), codeBlock(LAYOUT.HANDLERS, handlers), ...cases.map(caseBlock)]);
  const size = room + 8 + blob.length;
  if (IMAGE.MONITOR + size > LAYOUT.GDT)
    throw new Error(`the cases take ${blob.length} bytes, more than there is room for`);
  return (first) => {
    const floppy = Buffer.alloc(FLOPPY);
    boot.bytes.copy(floppy);
    floppy.writeUInt16LE(Math.ceil(size / SECTOR), COUNT_AT);
    monitor.bytes.copy(floppy, SECTOR);
    words([first, cases.length]).copy(floppy, SECTOR + room);
    blob.copy(floppy, SECTOR + room + 8);
    return floppy;
  };
}
