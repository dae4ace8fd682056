// References in words: "frame/swap", "slot/A/0x808", "reg/cr3". A story or a link names a thing by its part in the
// protocol, and the moment says which frame plays that part.

import { KERNELS, type KernelName, type Moment } from "../sim/api.ts";
import { hex, hexPfn } from "../sim/core/hex.ts";
import type { Selection } from "./types.ts";

const kernelOf = (text: string | undefined): KernelName => KERNELS.find((each) => each === text) ?? "A";

const controlPage = (moment: Moment, owner: KernelName): number | undefined =>
  moment.controlPages.find((each) => each.owner === owner)?.pfn;

/** The entry under way, else the first that names pages. */
const currentRow = (moment: Moment) =>
  moment.list?.rows.find((row) => row.state === "current") ?? moment.list?.rows.find((row) => row.page);

const PARTS: Readonly<Record<string, (moment: Moment) => number | undefined>> = {
  "control-a": (moment) => controlPage(moment, "A"),
  "control-b": (moment) => controlPage(moment, "B"),
  "control-c": (moment) => controlPage(moment, "C"),
  swap: (moment) => moment.exchange?.swap ?? moment.controlPages[0]?.swapPfn,
  destination: (moment) => moment.exchange?.destination ?? currentRow(moment)?.destinationPfn,
  source: (moment) => moment.exchange?.source ?? currentRow(moment)?.sourcePfn,
  list: (moment) => moment.list?.listPages[0],
  note: (moment) => moment.tasks.find((task) => task.note !== undefined)?.pfn,
};

function frameOf(part: string, moment: Moment): number | undefined {
  if (/^0x[0-9a-f]+$/i.test(part)) return Number.parseInt(part, 16);
  return PARTS[part]?.(moment);
}

/** What a reference means now; undefined when nothing plays that part at this moment, or it names no thing. */
export function resolveRef(ref: string, moment: Moment): Selection | undefined {
  const [kind, name = "", rest = ""] = ref.split("/");
  if (kind === "frame") {
    const pfn = frameOf(name, moment);
    return pfn === undefined ? undefined : { kind: "frame", pfn };
  }
  if (kind === "slot") return { kind: "slot", owner: kernelOf(name), offset: Number.parseInt(rest, 16) };
  if (kind === "reg") return { kind: "register", name };
  if (kind === "dev") return { kind: "device", name };
  if (kind === "entry") return { kind: "entry", index: Number(name) };
  return undefined;
}

/** A selection as it stands in a link: "frame:0x01c04". */
export function selectionText(selection: Selection): string {
  switch (selection.kind) {
    case "frame":
      return `frame:${hexPfn(selection.pfn)}`;
    case "byte":
      return `byte:${hex(selection.address, 8)}`;
    case "entry":
      return `entry:${selection.index}`;
    case "slot":
      return `cp:${selection.owner}:${hex(selection.offset, 3)}`;
    case "register":
      return `reg:${selection.name}`;
    case "linear":
      return `lin:${hex(selection.address, 8)}`;
    case "phase":
      return `phase:${selection.index}`;
    case "device":
      return `dev:${selection.name}`;
  }
}

/** Selections that are a number of at most 32 bits, by their name in a link. */
const NUMBERED: Readonly<Record<string, (value: number) => Selection>> = {
  frame: (pfn) => ({ kind: "frame", pfn }),
  byte: (address) => ({ kind: "byte", address }),
  lin: (address) => ({ kind: "linear", address }),
  entry: (index) => ({ kind: "entry", index }),
  phase: (index) => ({ kind: "phase", index }),
};

/** Those that are a name. */
const NAMED: Readonly<Record<string, (name: string) => Selection>> = {
  reg: (name) => ({ kind: "register", name }),
  dev: (name) => ({ kind: "device", name }),
};

/** The inverse of selectionText; undefined for what is not a selection. */
export function parseSelection(text: string): Selection | undefined {
  const [, kind = "", value = ""] = /^(\w+):(.+)$/.exec(text) ?? [];
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= 0 && number <= 0xffff_ffff && Object.hasOwn(NUMBERED, kind))
    return NUMBERED[kind]?.(number);
  if (/^\w+$/.test(value) && Object.hasOwn(NAMED, kind)) return NAMED[kind]?.(value);
  const slot = /^([ABC]):(0x[0-9a-f]{1,3})$/.exec(value);
  return kind === "cp" && slot ? { kind: "slot", owner: kernelOf(slot[1]), offset: Number(slot[2]) } : undefined;
}
