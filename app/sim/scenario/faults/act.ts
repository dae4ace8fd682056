// A fault at a position as what it does to the machine that stands there, or why it can do nothing.

import type { Fault } from "../../api.ts";
import { hex32, hexPfn } from "../../core/hex.ts";
import { PAGE_SHIFT, PAGE_SIZE } from "../../core/units.ts";
import { DISK, LINES, NIC } from "../../devices/registers.ts";
import { imagePage } from "../../kernel/image-pages.ts";
import { KIMAGE } from "../../kernel/layouts.ts";
import { offsetOf } from "../../kernel/struct.ts";
import { byteOf, type Intervention } from "../../recording/interventions.ts";
import type { Run } from "../../recording/run.ts";
import { rolesAt } from "../../recording/views/frame-map.ts";
import { Homes } from "../../recording/views/homes.ts";
import { listView } from "../../recording/views/list-view.ts";

export type AtPosition = Extract<Fault, { at: string }>;

/** What was wanted, and what there is instead. */
interface Mismatch {
  readonly expected: string;
  readonly got: string;
}

const BUS_MASTERS: readonly string[] = [NIC.name, DISK.name];

/** The run's cursor stands at the position. */
export function actOf(fault: AtPosition, run: Run): Intervention | Mismatch {
  switch (fault.kind) {
    case "flip": {
      const { address, bit } = fault;
      return outsideRam(run, byteOf(address, bit), 1) ?? { kind: "flip", address, bit };
    }
    case "set":
      return setWord(run, fault.address, fault.value, "");
    case "zero": {
      const { pfn } = fault;
      return notAFrame(run, pfn) ?? alreadyZero(run, pfn) ?? { kind: "zero", pfn };
    }
    case "retarget":
      return retarget(run, fault.entry, fault.value);
    case "irq": {
      const { line } = fault;
      return line < LINES
        ? { kind: "irq", line }
        : { expected: `a line of the machine, 0 to ${LINES - 1}`, got: `${line}` };
    }
    case "nmi":
      return { kind: "nmi" };
    case "dma": {
      const { device, pfn } = fault;
      if (!BUS_MASTERS.includes(device)) return { expected: `a bus master, ${BUS_MASTERS.join(" or ")}`, got: device };
      return notAFrame(run, pfn) ?? { kind: "dma", device, pfn };
    }
    case "break":
      return { kind: "break", address: fault.address };
    case "power":
      return { kind: "power" };
    case "rot":
      return rot(run, fault);
  }
}

function outsideRam({ recording }: Run, address: number, bytes: number): Mismatch | undefined {
  const size = recording.frameCount * PAGE_SIZE;
  if (address + bytes <= size) return undefined;
  return { expected: `an address in RAM, below 0x${size.toString(16)}`, got: hex32(address) };
}

function notAFrame({ recording }: Run, pfn: number): Mismatch | undefined {
  const frames = recording.frameCount;
  return pfn < frames ? undefined : { expected: `a frame below ${hexPfn(frames)}`, got: hexPfn(pfn) };
}

function alreadyZero({ cursor }: Run, pfn: number): Mismatch | undefined {
  if (cursor.memory.words(pfn).some((word) => word !== 0)) return undefined;
  return { expected: "a frame that is not all zero there", got: hexPfn(pfn) };
}

function setWord(run: Run, address: number, value: number, what: string): Intervention | Mismatch {
  const outside = outsideRam(run, address, 4);
  if (outside !== undefined) return outside;
  const same = run.cursor.memory.read32(address) === value;
  if (same) return { expected: "another word than the one that is there", got: hex32(value) };
  return { kind: "set", address, value, what };
}

function rot({ recording }: Run, { block, offset, bit }: Extract<Fault, { kind: "rot" }>): Intervention | Mismatch {
  const blocks = recording.storageFrames;
  if (block >= blocks) return { expected: `a block of the disk, below ${blocks}`, got: `${block}` };
  if (bit > 7) return { expected: "a bit of the byte, 0 to 7", got: `${bit}` };
  return { kind: "rot", block, offset, bit };
}

/** The word of an entry lies in a list page; the head word, which is the first, in the kimage. */
function retarget(run: Run, entry: number, value: number): Intervention | Mismatch {
  const { cursor, recording, images } = run;
  const { at } = cursor;
  const owner = recording.phases[recording.phaseAt(at.t)]?.owner ?? "A";
  const roles = rolesAt(recording.roles, at.t);
  const list = listView(run, cursor, roles, { owner, from: entry - 1, count: 1 }, undefined);
  const row = list?.rows[0];
  if (list === undefined) return { expected: `a place at which kernel ${owner} has a list`, got: "none there" };
  if (row?.index !== entry) {
    return { expected: `an entry of kernel ${owner}'s list, 1 to ${list.entries}`, got: `${entry}` };
  }
  const { base } = images[owner] ?? {};
  const home = row.address ?? (base === undefined ? 0 : imagePage(base, "kimage") + offsetOf(KIMAGE, "head"));
  const address = new Homes(cursor.memory, owner).whereIs(home);
  if (address === undefined) {
    return {
      expected: `an entry whose page is in RAM`,
      got: `entry ${entry}, of frame ${hexPfn(home >>> PAGE_SHIFT)}`,
    };
  }
  return setWord(run, address, value, `list entry ${entry}`);
}
