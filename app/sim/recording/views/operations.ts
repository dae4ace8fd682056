// One operation in words: a modelled one by its label, an instruction by its disassembly and its reason.

import { hex32, hexPfn } from "../../core/hex.ts";
import { PAGE_SHIFT, PAGE_SIZE } from "../../core/units.ts";
import { LONGEST_INSTRUCTION } from "../../cpu/decode.ts";
import { disassemble, type Disassembly } from "../../cpu/disassemble.ts";
import type { Listing } from "../../cpu/assembler.ts";
import { imagePage } from "../../kernel/image-pages.ts";
import type { MarkedPage } from "../../kernel/revision.ts";
import { kernelOf } from "../../memory/content-store.ts";
import type { Cursor } from "../cursor.ts";
import { MODEL, type Recording } from "../recording.ts";
import type { Run } from "../run.ts";
import { roleOf, rolesAt } from "./frame-map.ts";

/** Code farther behind a symbol than this belongs to none. */
const SYMBOL_REACH = 0x10000;

/** A stretch of known code in memory: its listing, and where in the page it starts. */
export interface KnownCode {
  readonly listing: Listing;
  /** True for a control page or the kernel's own copy of it. */
  readonly control: boolean;
}

/** Which listing the bytes at a physical address come from, judged by the page's provenance. */
export function knownCode(run: Run, cursor: Cursor, physical: number): KnownCode | undefined {
  const { memory, recording } = cursor;
  const frame = physical >>> PAGE_SHIFT;
  const roles = rolesAt(recording.roles, cursor.at.t);
  if (roleOf(memory, roles, frame) === "control") return { listing: run.code.listing, control: true };
  const id = memory.frames[frame] ?? 0;
  const owner = kernelOf(memory.store.owner(id));
  if (owner === undefined) return undefined;
  const home = memory.store.home(id) * PAGE_SIZE;
  const image = run.images[owner];
  if (image === undefined) return undefined;
  const { purgatory } = run;
  if (owner === "B" && home === (purgatory?.frame ?? -1) * PAGE_SIZE) return withListing(purgatory);
  if (home === imagePage(image.base, "control")) return { listing: run.code.listing, control: true };
  if (home === imagePage(image.base, "text")) return { listing: image.text, control: false };
  if (home === imagePage(image.base, "startup")) return { listing: image.startup, control: false };
  return undefined;
}

const withListing = (page: MarkedPage | undefined): KnownCode | undefined =>
  page && { listing: page.code.listing, control: false };

/** The instruction at a linear address, or undefined where nothing is mapped. */
export function instructionAt(cursor: Cursor, linear: number): Disassembly | undefined {
  const physical = cursor.cpu.translate(linear);
  if (physical === undefined) return undefined;
  return disassemble(cursor.memory.slice(physical, LONGEST_INSTRUCTION), linear);
}

export function reasonAt(run: Run, cursor: Cursor, linear: number): string | undefined {
  const physical = cursor.cpu.translate(linear);
  if (physical === undefined) return undefined;
  const offset = physical & (PAGE_SIZE - 1);
  return knownCode(run, cursor, physical)?.listing.lines.find((line) => line.offset === offset)?.reason;
}

/** "swap_pages+0x1c": the routine that the code at a linear address belongs to, where one is known. */
export function symbolAt(run: Run, cursor: Cursor, linear: number): string | undefined {
  const physical = cursor.cpu.translate(linear);
  if (physical === undefined) return undefined;
  const listing = knownCode(run, cursor, physical)?.listing;
  if (listing === undefined) return payloadSymbol(run, physical);
  const offset = physical & (PAGE_SIZE - 1);
  const name = routineAt(listing, offset);
  return name === undefined ? undefined : withDistance(name, offset - (listing.labels.get(name) ?? 0));
}

const withDistance = (name: string, distance: number): string =>
  distance === 0 ? name : `${name}+0x${distance.toString(16)}`;

/** The routine that an offset of a listing lies in. */
export function routineAt(listing: Listing, offset: number): string | undefined {
  let found: string | undefined;
  let nearest = -1;
  for (const [label, at] of listing.labels) {
    if (at > offset || at <= nearest || !listing.routines.has(label)) continue;
    found = label;
    nearest = at;
  }
  return found;
}

/** The symbol of a payload that lies nearest below a physical address. */
function payloadSymbol(run: Run, physical: number): string | undefined {
  let best: { readonly name: string; readonly value: number } | undefined;
  for (const symbol of run.plan.payload?.symbols ?? []) {
    if (symbol.value <= physical && (best === undefined || symbol.value >= best.value)) best = symbol;
  }
  const isNear = best !== undefined && physical - best.value < SYMBOL_REACH;
  return best === undefined || !isNear ? undefined : withDistance(best.name, physical - best.value);
}

/** What is about to happen at the cursor's position. */
export function nextOperation(run: Run, cursor: Cursor): string {
  const { recording, at } = cursor;
  if (at.t >= recording.end) return recording.outcome.text;
  const quantum = recording.quantumAt(at.t);
  if (recording.kinds.at(quantum) === MODEL) {
    return operationText(recording, recording.firstOperation.at(quantum) + at.t - recording.starts.at(quantum));
  }
  const eip = cursor.cpu.codeAddress;
  const instruction = instructionAt(cursor, eip);
  if (instruction === undefined) return `fetch from ${hex32(eip)}, which is not mapped`;
  const reason = reasonAt(run, cursor, eip);
  const text = `${instruction.mnemonic} ${instruction.operands}`.trim();
  return reason === undefined ? text : `${text}: ${reason}`;
}

/** Text of operation number `index` of the model. */
export function operationText(recording: Recording, index: number): string {
  const numbers = { a: recording.opA.at(index), b: recording.opB.at(index) };
  const label = recording.labels[recording.opLabel.at(index)] ?? "";
  return label.replace(/\{([ab]):(pfn|hex|dec)\}/g, (_, name: "a" | "b", format: string) => {
    const value = numbers[name];
    if (format === "pfn") return hexPfn(value);
    return format === "hex" ? hex32(value) : `${value | 0}`;
  });
}
