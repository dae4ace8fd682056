// The event log as rows: which are shown, which are past, how dense they are, and the same as a file.

import { EVENT_KINDS, type CpuView, type EventKind, type LogEvent, type PhaseSpan } from "../../sim/api.ts";
import { placeAlong } from "../shared/along-run.ts";

export const KIND_WORDS: Readonly<Record<EventKind, string>> = {
  phase: "phases",
  step: "steps",
  device: "devices",
  dma: "DMA",
  interrupt: "interrupts",
  console: "console",
  fault: "faults",
  invariant: "invariants",
  jump: "jumps",
};

export interface Filter {
  readonly hidden: ReadonlySet<EventKind>;
  readonly text: string;
}

/** Kind, source and words, without regard to case; every word of the text must be found. */
export function shownEvents(events: readonly LogEvent[], { hidden, text }: Filter): readonly LogEvent[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (hidden.size === 0 && words.length === 0) return events;
  return events.filter((event) => {
    if (hidden.has(event.kind)) return false;
    const line = `${event.kind} ${event.source} ${event.text}`.toLowerCase();
    return words.every((word) => line.includes(word));
  });
}

export function countsOf(events: readonly LogEvent[]): ReadonlyMap<EventKind, number> {
  const counts = new Map<EventKind, number>();
  for (const { kind } of events) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return new Map(EVENT_KINDS.flatMap((kind) => (counts.has(kind) ? [[kind, counts.get(kind) ?? 0] as const] : [])));
}

/** Events at or before t; the line that says "now" is below so many. */
export function pastCount(events: readonly LogEvent[], t: number): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.t ?? 0) <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Events in each of `bins` stretches of the run. */
export function densityOf(events: readonly LogEvent[], phases: readonly PhaseSpan[], bins: number): readonly number[] {
  const counts = Array.from({ length: bins }, () => 0);
  for (const { t } of events) {
    const bin = Math.min(bins - 1, Math.floor(placeAlong(phases, t) * bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** General, control and flag registers that are not the same. */
export function registerChanges(
  before: CpuView,
  after: CpuView,
): readonly { readonly name: string; readonly before: number; readonly after: number }[] {
  const then = new Map(Object.entries(before));
  return Object.entries(after).flatMap(([name, value]) => {
    const was = then.get(name);
    return typeof value === "number" && typeof was === "number" && was !== value && name !== "tlbEntries"
      ? [{ name, before: was, after: value }]
      : [];
  });
}

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** RFC 4180, with a head line. */
export const csvOf = (events: readonly LogEvent[]): string =>
  [
    "t,kind,source,text",
    ...events.map((event) => [`${event.t}`, event.kind, event.source, event.text].map(quoted).join()),
  ]
    .map((line) => `${line}\r\n`)
    .join("");
