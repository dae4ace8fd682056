// A control page as its layout names it: slots, stack, where it is executing.

import { KERNELS, type ControlPageView, type Slot } from "../../api.ts";
import { PAGE_SHIFT, PAGE_SIZE } from "../../core/units.ts";
import type { Cursor } from "../cursor.ts";
import type { Run } from "../run.ts";
import type { RoleMark } from "../recording.ts";
import { Homes } from "./homes.ts";
import { pageListOf } from "./page-list-view.ts";
import { firstWrites } from "../writes.ts";

/** Stack words shown at most. */
const STACK_WORDS = 24;

export function controlPages(run: Run, cursor: Cursor, roles: readonly RoleMark[]): ControlPageView[] {
  return KERNELS.flatMap((owner) => {
    const control = roles.findLast((mark) => mark.kernel === owner && mark.role === "control");
    const swap = roles.findLast((mark) => mark.kernel === owner && mark.role === "swap");
    return control === undefined ? [] : [controlPage(run, cursor, control, swap?.pfn ?? 0)];
  });
}

function controlPage(run: Run, cursor: Cursor, control: RoleMark, swapPfn: number): ControlPageView {
  const { memory, cpu } = cursor;
  const { revision } = run;
  const { kernel: owner, pfn } = control;
  // While its kernel is swapped out, the page is read where the exchange keeps it.
  const kept = new Homes(memory, owner).frameOf(pfn);
  const isLost = kept === undefined && hasLostPower(run, control.t, cursor.at.t);
  const base = (kept ?? pfn) * PAGE_SIZE;
  const written = firstWrites(run, owner, pfn);
  const slots = revision.controlPage.fields.map(({ offset, size, name, meaning }): Slot => ({
    offset,
    size,
    name,
    meaning,
    value: memory.read32(base + offset),
    written: !isLost && (written.get(offset) ?? Infinity) <= cursor.at.t,
    group: revision.slotGroup(offset),
  }));
  const inPage = (linear: number): number | undefined => {
    const physical = cpu.translate(linear);
    return physical !== undefined && physical >>> PAGE_SHIFT === pfn ? physical & (PAGE_SIZE - 1) : undefined;
  };
  const esp = (cpu.regs[4] ?? 0) >>> 0;
  const below = inPage((esp - 4) >>> 0);
  const stackPointer = below === undefined ? undefined : below + 4;
  const pageList = pageListOf(run, cursor, owner);
  const instructionPointer = inPage(cpu.codeAddress);
  return {
    owner,
    pfn,
    virtualAddress: memory.read32(base + revision.links.virtualAddress),
    physicalAddress: pfn * PAGE_SIZE,
    readAt: base,
    swapPfn,
    codeBytes: run.code.listing.bytes.length,
    slots,
    stackFrom: revision.stackFrom,
    ...(stackPointer === undefined ? {} : { stackPointer }),
    ...(instructionPointer === undefined ? {} : { instructionPointer }),
    stack: stackWords(cursor, base, stackPointer ?? PAGE_SIZE - 32, revision.stackFrom),
    ...(pageList === undefined || isLost ? {} : { pageList }),
    ...(kept === pfn ? {} : { away: isLost ? "power" : "exchanged" }),
  };
}

/** Words from the stack pointer to the end of the page; the last words of the page when the stack is elsewhere. */
function stackWords(
  cursor: Cursor,
  base: number,
  from: number,
  stackFrom: number,
): { offset: number; value: number }[] {
  const first = Math.max(stackFrom, PAGE_SIZE - STACK_WORDS * 4, from & ~3);
  const words: { offset: number; value: number }[] = [];
  for (let offset = first; offset < PAGE_SIZE; offset += 4) {
    words.push({ offset, value: cursor.memory.read32(base + offset) });
  }
  return words;
}

/** Has RAM forgotten, between two positions, what it held? */
const hasLostPower = ({ recording }: Run, since: number, t: number): boolean =>
  recording.boots.some(({ from }) => from > since && from <= t);
