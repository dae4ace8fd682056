// References in words: "frame/swap", "slot/A/0x808", "reg/cr3". A story or a link names a thing by its part in the
// protocol, and the moment says which frame plays that part.

import { KERNELS, type KernelName, type Moment } from "../sim/api.ts";
import { hex, hexPfn } from "../sim/core/hex.ts";
import type { Selection } from "./types/selection.ts";

const PAGE = 4096;

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
    case "range":
      return `range:${hex(selection.from * PAGE, 8)}-${hex(selection.to * PAGE + PAGE - 1, 8)}`;
    case "byte":
      return `byte:${hex(selection.address, 8)}${(selection.size ?? 1) === 1 ? "" : `+${selection.size}`}`;
    case "entry":
      return `entry:${selection.index}`;
    case "slot":
      return `cp:${selection.owner}:${hex(selection.offset, 3)}`;
    case "register":
      return `reg:${selection.name}${selection.bit === undefined ? "" : `/${selection.bit}`}`;
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

/** First and last byte; what lies in part of a frame means the frame. */
function rangeOf(value: string): Selection | undefined {
  const [, first = "", last = ""] = /^(0x[0-9a-f]{1,8})-(0x[0-9a-f]{1,8})$/i.exec(value) ?? [];
  if (first === "" || Number(last) < Number(first)) return undefined;
  return { kind: "range", from: Number(first) >>> 12, to: Number(last) >>> 12 };
}

/** Several bytes, or one bit of a register. */
function partOf(kind: string, value: string): Selection | undefined {
  const [, address, size] = /^(0x[0-9a-f]{8})\+(\d{1,4})$/.exec(value) ?? [];
  if (kind === "byte" && address !== undefined && Number(size) > 1 && Number(size) <= 4096)
    return { kind: "byte", address: Number(address), size: Number(size) };
  const [, register, bit] = /^([a-z][\w.]*)\/(\d|[12]\d|3[01])$/.exec(value) ?? [];
  if (kind === "reg" && register !== undefined) return { kind: "register", name: register, bit: Number(bit) };
  return undefined;
}

/** The inverse of selectionText; undefined for what is not a selection. */
export function parseSelection(text: string): Selection | undefined {
  const [, kind = "", value = ""] = /^(\w+):(.+)$/.exec(text) ?? [];
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= 0 && number <= 0xffff_ffff && Object.hasOwn(NUMBERED, kind))
    return NUMBERED[kind]?.(number);
  const finer = partOf(kind, value);
  if (finer !== undefined) return finer;
  if (/^[\w.]+$/.test(value) && Object.hasOwn(NAMED, kind)) return NAMED[kind]?.(value);
  if (kind === "range") return rangeOf(value);
  const slot = /^([ABC]):(0x[0-9a-f]{1,3})$/.exec(value);
  return kind === "cp" && slot ? { kind: "slot", owner: kernelOf(slot[1]), offset: Number(slot[2]) } : undefined;
}
