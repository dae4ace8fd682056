// Breakpoints as text, for links and as keys, and in words; which of them count, and where they show on the timeline.

import type { Breakpoint, RunSummary, Watched } from "../sim/api.ts";
import { hex32, hexPfn } from "../sim/core/hex.ts";
import { say } from "../messages/say.ts";
import { watchedName } from "./selection-of.ts";
import type { LabState } from "./types/state.ts";

/** Characters of words or of an expression. */
export const LONGEST_TEXT = 200;
const PAGE = 4096;
const FRAMES = 0x10_0000;

/** What stands in a link; lone surrogates, which no address can carry, become U+FFFD. */
const escaped = (text: string): string =>
  encodeURIComponent(new TextDecoder().decode(new TextEncoder().encode(text))).replaceAll(
    /[!'()*~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );

function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function watchedText(of: Watched): string {
  switch (of.kind) {
    case "frame":
      return `cf:${hexPfn(of.pfn)}`;
    case "bytes":
      return `c:${hex32(of.address)}+${of.size}`;
    case "register":
      return `reg:${of.name}${of.bit === undefined ? "" : `/${of.bit}`}`;
  }
}

/** "ph:swap-in", "w:0x00406", "c:0x0009d814+4", "reg:cr0/31", "en:1031", "ev:…", "inv:…", "x:…". No ";", "&" or "#". */
export function breakpointText(breakpoint: Breakpoint): string {
  switch (breakpoint.kind) {
    case "phase":
      return `ph:${escaped(breakpoint.id)}`;
    case "frame-write":
      return `w:${hexPfn(breakpoint.pfn)}`;
    case "change":
      return watchedText(breakpoint.of);
    case "entry":
      return `en:${breakpoint.index}`;
    case "event":
      return `ev:${escaped(breakpoint.words)}`;
    case "invariant":
      return `inv:${escaped(breakpoint.id)}`;
    case "expression":
      return `x:${escaped(breakpoint.text)}`;
  }
}

function words(text: string): string | undefined {
  const plain = unescaped(text);
  return plain === undefined || plain.trim() === "" || plain.length > LONGEST_TEXT ? undefined : plain;
}

const frame = (text: string): number | undefined => {
  const pfn = /^0x[0-9a-f]{1,5}$/i.test(text) ? Number(text) : Number.NaN;
  return pfn < FRAMES ? pfn : undefined;
};

function bytes(text: string): Watched | undefined {
  const [, start = "", length = "4"] = /^(0x[0-9a-f]{1,8})(?:\+(\d{1,4}))?$/i.exec(text) ?? [];
  const [address, size] = [Number(start), Number(length)];
  return start !== "" && size >= 1 && size <= PAGE && address + size <= 2 ** 32
    ? { kind: "bytes", address, size }
    : undefined;
}

function register(text: string): Watched | undefined {
  const [, name = "", bit] = /^([a-z][a-z0-9.]{1,11})(?:\/(\d|[12]\d|3[01]))?$/.exec(text) ?? [];
  if (name === "") return undefined;
  return bit === undefined ? { kind: "register", name } : { kind: "register", name, bit: Number(bit) };
}

const change = (of: Watched | undefined): Breakpoint | undefined => of && { kind: "change", of };

const READERS: Readonly<Record<string, (rest: string) => Breakpoint | undefined>> = {
  ph: (rest) => {
    const id = words(rest);
    return id === undefined ? undefined : { kind: "phase", id };
  },
  w: (rest) => {
    const pfn = frame(rest);
    return pfn === undefined ? undefined : { kind: "frame-write", pfn };
  },
  cf: (rest) => {
    const pfn = frame(rest);
    return pfn === undefined ? undefined : change({ kind: "frame", pfn });
  },
  c: (rest) => change(bytes(rest)),
  reg: (rest) => change(register(rest)),
  en: (rest) => {
    const index = /^\d{1,8}$/.test(rest) ? Number(rest) : 0;
    return index > 0 ? { kind: "entry", index } : undefined;
  },
  ev: (rest) => {
    const text = words(rest);
    return text === undefined ? undefined : { kind: "event", words: text };
  },
  inv: (rest) => {
    const id = words(rest);
    return id === undefined ? undefined : { kind: "invariant", id };
  },
  x: (rest) => {
    const text = words(rest);
    return text === undefined ? undefined : { kind: "expression", text };
  },
};

/** The inverse of breakpointText; undefined for what is none. */
export function parseBreakpoint(text: string): Breakpoint | undefined {
  const [, kind = "", rest = ""] = /^([a-z]+):(.+)$/s.exec(text) ?? [];
  return Object.hasOwn(READERS, kind) ? READERS[kind]?.(rest) : undefined;
}

export function breakpointName(breakpoint: Breakpoint, run: RunSummary | undefined): string {
  switch (breakpoint.kind) {
    case "phase": {
      const title = run?.phases.find(({ id }) => id === breakpoint.id)?.title;
      return say("Start of phase {phase}", { phase: title ?? breakpoint.id });
    }
    case "frame-write":
      return say("Writes to frame {pfn}", { pfn: hexPfn(breakpoint.pfn) });
    case "change":
      return say("Changes of {what}", { what: watchedName(breakpoint.of) });
    case "entry":
      return say("Entry {index} is taken up", { index: breakpoint.index });
    case "event":
      return say("Events with “{words}”", { words: breakpoint.words });
    case "invariant": {
      const title = run?.invariants.find(({ id }) => id === breakpoint.id)?.title;
      return say("Violated: {invariant}", { invariant: title ?? breakpoint.id });
    }
    case "expression":
      return say("Becomes true: {expression}", { expression: breakpoint.text });
  }
}

/** Those that stop a run. */
export const enabledBreakpoints = ({
  breakpoints,
  breakpointFacts,
}: Pick<LabState, "breakpoints" | "breakpointFacts">): readonly Breakpoint[] =>
  breakpoints.filter((each) => breakpointFacts[breakpointText(each)]?.off !== true);

export const hasBreakpoint = (breakpoints: readonly Breakpoint[], wanted: Breakpoint): boolean =>
  breakpoints.some((each) => breakpointText(each) === breakpointText(wanted));

export interface BreakpointMark {
  readonly t: number;
  readonly name: string;
  readonly off: boolean;
}

/** Ticks of the timeline: the starts of phases, and where any other was hit last. */
export function breakpointMarks({
  breakpoints,
  breakpointFacts,
  run,
}: Pick<LabState, "breakpoints" | "breakpointFacts" | "run">): readonly BreakpointMark[] {
  return breakpoints.flatMap((each) => {
    const { off = false, last } = breakpointFacts[breakpointText(each)] ?? {};
    const starts = each.kind === "phase" ? (run?.phases ?? []).filter(({ id }) => id === each.id) : [];
    const times = each.kind === "phase" ? starts.map(({ from }) => from) : last === undefined ? [] : [last.t];
    return times.map((t) => ({ t, name: breakpointName(each, run), off }));
  });
}
