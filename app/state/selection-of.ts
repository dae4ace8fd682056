// What a selection stands for: its name, its bytes in memory, and what of it can be watched.

import type { Moment, Watched } from "../sim/api.ts";
import { hex, hex32, hexPfn } from "../sim/core/hex.ts";
import { say } from "../messages/say.ts";
import type { Selection } from "./types/selection.ts";

export function selectionName(selection: Selection): string {
  switch (selection.kind) {
    case "frame":
      return say("frame {pfn}", { pfn: hexPfn(selection.pfn) });
    case "range":
      return say("frames {from} to {to}", { from: hexPfn(selection.from), to: hexPfn(selection.to) });
    case "byte":
      return (selection.size ?? 1) === 1
        ? say("byte {address}", { address: hex32(selection.address) })
        : say("{size} bytes at {address}", { size: selection.size ?? 1, address: hex32(selection.address) });
    case "entry":
      return say("entry {index}", { index: selection.index });
    case "slot":
      return say("control page {owner} {offset}", { owner: selection.owner, offset: `+${hex(selection.offset, 3)}` });
    case "linear":
      return say("address {address}", { address: hex32(selection.address) });
    case "register":
      return selection.bit === undefined
        ? selection.name
        : say("bit {bit} of {name}", { bit: selection.bit, name: selection.name });
    case "device":
      return selection.name;
    case "phase":
      return say("phase {n}", { n: selection.index + 1 });
  }
}

/** Physical, bytes. */
export interface Span {
  readonly address: number;
  readonly size: number;
}

type Finder<K extends Selection["kind"]> = (
  selection: Extract<Selection, { kind: K }>,
  moment: Moment | undefined,
) => Span | undefined;

function slotSpan({ owner, offset }: { readonly owner: string; readonly offset: number }, moment: Moment | undefined) {
  const page = moment?.controlPages.find((each) => each.owner === owner);
  const size = page?.slots.find((slot) => slot.offset === offset)?.size ?? 4;
  return page && { address: page.readAt + offset, size };
}

function linearSpan({ address: linear }: { readonly address: number }, moment: Moment | undefined): Span | undefined {
  const walk = moment?.walk;
  if (walk?.linear !== linear) return undefined;
  const address = walk.paging ? walk.physical : walk.linear;
  return address === undefined ? undefined : { address, size: 1 };
}

const SPANS: { readonly [K in Selection["kind"]]?: Finder<K> } = {
  frame: ({ pfn }) => ({ address: pfn * 4096, size: 4096 }),
  range: ({ from, to }) => ({ address: from * 4096, size: (to - from + 1) * 4096 }),
  byte: ({ address, size = 1 }) => ({ address, size }),
  slot: slotSpan,
  linear: linearSpan,
  entry: ({ index }, moment) => {
    const address = moment?.list?.rows.find((row) => row.index === index)?.address;
    return address === undefined ? undefined : { address, size: 4 };
  },
};

/** The bytes of a thing in memory; undefined of what is not in memory, or where the moment does not know its place. */
export function spanOf<K extends Selection["kind"]>(
  selection: Extract<Selection, { kind: K }> | undefined,
  moment: Moment | undefined,
): Span | undefined {
  if (selection === undefined) return undefined;
  const find: Finder<K> | undefined = SPANS[selection.kind as K];
  return find?.(selection, moment);
}

export function watchedOf(selection: Selection | undefined, moment: Moment | undefined): Watched | undefined {
  if (selection?.kind === "frame") return { kind: "frame", pfn: selection.pfn };
  if (selection?.kind === "register")
    return {
      kind: "register",
      name: selection.name,
      ...(selection.bit === undefined ? {} : { bit: selection.bit }),
    };
  const span = spanOf(selection, moment);
  return span && { kind: "bytes", ...span };
}

export function watchedName(watched: Watched): string {
  if (watched.kind === "bytes") return selectionName({ kind: "byte", address: watched.address, size: watched.size });
  return selectionName(watched);
}

/** The thing that something watched is, to be selected. */
export const selectionOf = (watched: Watched): Selection =>
  watched.kind === "bytes" ? { kind: "byte", address: watched.address, size: watched.size } : watched;
