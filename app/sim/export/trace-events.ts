// The trace-event format that Perfetto and chrome://tracing read, as far as we write it: its types, and the rules that a
// file has to keep. https://perfetto.dev/docs/getting-started/other-formats, "Chrome JSON trace format".

interface Common {
  readonly name: string;
  readonly cat?: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly args?: Readonly<Record<string, string | number>>;
}

export type TraceEvent =
  | (Common & { readonly ph: "X"; readonly dur: number })
  | (Common & { readonly ph: "i"; readonly s: "t" | "p" | "g" })
  | (Common & { readonly ph: "C" })
  | (Common & { readonly ph: "s"; readonly id: number })
  | (Common & { readonly ph: "f"; readonly id: number; readonly bp: "e" })
  | (Omit<Common, "ts"> & {
      readonly ph: "M";
      readonly name: "process_name" | "process_sort_index" | "thread_name" | "thread_sort_index";
    });

export interface TraceFile {
  readonly displayTimeUnit: "ms";
  readonly otherData: Readonly<Record<string, string>>;
  readonly traceEvents: readonly TraceEvent[];
}

type Timed = Exclude<TraceEvent, { ph: "M" }>;
export const isTimed = (event: TraceEvent): event is Timed => event.ph !== "M";

const trackOf = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;

/** Slices of one track lie within each other or beside each other; they come in the order of their starts. */
function nestingProblems(slices: readonly (TraceEvent & { ph: "X" })[]): string[] {
  const open: number[] = [];
  return slices.flatMap(({ name, ts, dur }) => {
    while (open.length > 0 && (open.at(-1) ?? 0) <= ts) open.pop();
    const around = open.at(-1);
    open.push(ts + dur);
    return around !== undefined && ts + dur > around ? [`${name} at ${ts} overlaps the slice around it`] : [];
  });
}

function flowProblems(events: readonly TraceEvent[]): string[] {
  const starts = new Map<number, number>();
  const problems: string[] = [];
  for (const event of events) {
    if (event.ph === "s") {
      if (starts.has(event.id)) problems.push(`flow ${event.id} starts twice`);
      starts.set(event.id, event.ts);
    } else if (event.ph === "f") {
      const from = starts.get(event.id);
      if (from === undefined || from > event.ts) problems.push(`flow ${event.id} ends without a start before it`);
      starts.delete(event.id);
    }
  }
  return [...problems, ...Array.from(starts.keys(), (id) => `flow ${id} has no end`)];
}

/** A flow's arrow holds on to the slice that encloses its end. */
function looseEnds(events: readonly TraceEvent[]): string[] {
  const slices = events.filter((event) => event.ph === "X");
  return events.flatMap((event) => {
    if (event.ph !== "s" && event.ph !== "f") return [];
    const held = slices.some(
      ({ pid, tid, ts, dur }) => pid === event.pid && tid === event.tid && ts <= event.ts && event.ts < ts + dur,
    );
    return held ? [] : [`flow ${event.id}: no slice of its track encloses ${event.ts}`];
  });
}

/** What is wrong with a file; empty for one that Perfetto takes whole. */
export function traceProblems({ traceEvents }: TraceFile): readonly string[] {
  const problems: string[] = [];
  const named = new Set(traceEvents.filter((event) => event.name === "thread_name").map(trackOf));
  let last = -Infinity;
  for (const event of traceEvents) {
    if (event.name === "") problems.push(`an event of ph ${event.ph} has no name`);
    if (!Number.isSafeInteger(event.pid) || !Number.isSafeInteger(event.tid)) problems.push(`${event.name}: no track`);
    if (!isTimed(event)) continue;
    if (!(event.ts >= 0)) problems.push(`${event.name}: ts ${event.ts}`);
    if (event.ts < last) problems.push(`${event.name} at ${event.ts} comes after ${last}`);
    last = event.ts;
    if (event.ph === "X" && !(event.dur >= 0)) problems.push(`${event.name}: dur ${event.dur}`);
    if (event.ph === "C" && !Object.values(event.args ?? {}).every(Number.isFinite))
      problems.push(`${event.name}: a counter has numbers`);
    if (!named.has(trackOf(event))) problems.push(`${event.name}: its track ${trackOf(event)} has no name`);
  }
  const tracks = new Map<string, (TraceEvent & { ph: "X" })[]>();
  for (const event of traceEvents)
    if (event.ph === "X") tracks.set(trackOf(event), [...(tracks.get(trackOf(event)) ?? []), event]);
  for (const slices of tracks.values()) problems.push(...nestingProblems(slices));
  return [...problems, ...flowProblems(traceEvents), ...looseEnds(traceEvents)];
}
