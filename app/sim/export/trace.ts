// The timeline of a run, and of its branches, as a trace that the Perfetto UI opens. One operation of the machine is one
// microsecond of the trace: the machine counts operations, not time.

import type { ExchangeSpan, JumpSpan, Lane, PhaseSpan, RunSummary } from "../api.ts";
import { hex, hex32 } from "../core/hex.ts";
import { isTimed, type TraceEvent, type TraceFile } from "./trace-events.ts";

export interface TraceBranch {
  readonly title: string;
  readonly run: RunSummary;
}

/** Tracks of one run, from top to bottom. */
const LANE_TRACKS: readonly (readonly [Lane, string])[] = [
  ["A", "Kernel A"],
  ["code", "Control code"],
  ["B", "Kernel B"],
  ["C", "Kernel C"],
];
const EXCHANGE_TRACK = 10;
const EVENT_TRACK = 20;
const COUNTER_TRACK = 30;
const BRANCH_TRACK = 40;
const DEVICE_TRACKS = 100;

const laneTrack = (lane: Lane): number => 1 + LANE_TRACKS.findIndex(([name]) => name === lane);

/** Names and order of a run's tracks; only those that have something on them. */
function metadata(pid: number, name: string, tracks: readonly (readonly [tid: number, name: string])[]): TraceEvent[] {
  return [
    { ph: "M", name: "process_name", pid, tid: 0, args: { name } },
    { ph: "M", name: "process_sort_index", pid, tid: 0, args: { sort_index: pid } },
    ...tracks.flatMap(([tid, title]): TraceEvent[] => [
      { ph: "M", name: "thread_name", pid, tid, args: { name: title } },
      { ph: "M", name: "thread_sort_index", pid, tid, args: { sort_index: tid } },
    ]),
  ];
}

const phaseSlice = (pid: number, phase: PhaseSpan): TraceEvent => ({
  ph: "X",
  name: phase.title,
  cat: "phase",
  pid,
  tid: laneTrack(phase.lane),
  ts: phase.from,
  dur: phase.to - phase.from,
  args: { anchor: phase.anchor, id: phase.id, owner: phase.owner, leg: phase.leg },
});

const exchangeSlice = (pid: number, { owner, leg, from, to, entries, pages }: ExchangeSpan): TraceEvent => ({
  ph: "X",
  name: `exchange of ${pages} pages`,
  cat: "exchange",
  pid,
  tid: EXCHANGE_TRACK,
  ts: from,
  dur: to - from,
  args: { owner, leg, entries, pages },
});

/** From the slice that gives the processor away to the one that gets it. */
function jumpArrow(pid: number, run: RunSummary, { n, from, to, t, entry }: JumpSpan): TraceEvent[] {
  const before = run.phases.findLast((phase) => phase.from < t && phase.to <= t && phase.to > phase.from);
  const after = run.phases.find((phase) => phase.from >= t && phase.to > phase.from);
  if (before === undefined || after === undefined) return [];
  const common = { name: `jump ${n}: ${from} to ${to}`, cat: "jump", pid, id: pid * 1000 + n };
  return [
    {
      ...common,
      ph: "s",
      tid: laneTrack(before.lane),
      // Its last operation: at its end the slice would be over.
      ts: before.to - 1,
      args: { entry: hex32(entry) },
    },
    { ...common, ph: "f", bp: "e", tid: laneTrack(after.lane), ts: after.from },
  ];
}

/** Each device's states as slices: from one mark to the next. */
function deviceSlices(pid: number, run: RunSummary, devices: readonly string[]): TraceEvent[] {
  return devices.flatMap((device, index) => {
    const marks = run.deviceMarks.filter((mark) => mark.device === device);
    return marks.map(({ t, state, kernel, callback }, at): TraceEvent => ({
      ph: "X",
      name: state,
      cat: "device",
      pid,
      tid: DEVICE_TRACKS + index,
      ts: t,
      dur: (marks[at + 1]?.t ?? run.end) - t,
      args: { kernel, callback },
    }));
  });
}

/** What is known of the counters: at the ends of each exchange. */
function counters(pid: number, run: RunSummary): TraceEvent[] {
  let [pages, entries] = [0, 0];
  const at = (ts: number): TraceEvent[] => [
    { ph: "C", name: "pages exchanged", pid, tid: COUNTER_TRACK, ts, args: { pages } },
    { ph: "C", name: "list entries walked", pid, tid: COUNTER_TRACK, ts, args: { entries } },
  ];
  return run.exchanges.flatMap((exchange) => {
    const before = at(exchange.from);
    pages += exchange.pages;
    entries += exchange.entries;
    return [...before, ...at(exchange.to)];
  });
}

function eventsOf(pid: number, name: string, run: RunSummary): TraceEvent[] {
  const devices = [...new Set(run.deviceMarks.map(({ device }) => device))];
  const used = new Set(run.phases.map(({ lane }) => lane));
  const tracks: (readonly [number, string])[] = [
    ...LANE_TRACKS.filter(([lane]) => used.has(lane)).map(([lane, title]) => [laneTrack(lane), title] as const),
    ...(run.exchanges.length === 0 ? [] : [[EXCHANGE_TRACK, "Exchanges"] as const]),
    [EVENT_TRACK, "Events"],
    [COUNTER_TRACK, "Counters"],
    ...devices.map((device, index) => [DEVICE_TRACKS + index, `Device ${device}`] as const),
  ];
  return [
    ...metadata(pid, name, tracks),
    ...run.phases.map((phase) => phaseSlice(pid, phase)),
    ...run.exchanges.map((exchange) => exchangeSlice(pid, exchange)),
    ...run.jumps.flatMap((jump) => jumpArrow(pid, run, jump)),
    ...deviceSlices(pid, run, devices),
    ...run.events.map(({ t, kind, source, text }): TraceEvent => ({
      ph: "i",
      s: "t",
      name: text === "" ? kind : text,
      cat: kind,
      pid,
      tid: EVENT_TRACK,
      ts: t,
      args: { source },
    })),
    ...counters(pid, run),
  ];
}

/** Where a branch leaves: an instant on a track of the trunk. */
function forks(pid: number, branches: readonly TraceBranch[]): TraceEvent[] {
  const named = branches.length === 0 ? [] : metadata(pid, "", [[BRANCH_TRACK, "Branches"]]).slice(2);
  return [
    ...named,
    ...branches.map(({ title, run }, index): TraceEvent => ({
      ph: "i",
      s: "p",
      name: `branch ${index + 1}: ${title}`,
      cat: "branch",
      pid,
      tid: BRANCH_TRACK,
      ts: run.fired[0]?.t ?? 0,
      args: { outcome: run.outcome.text },
    })),
  ];
}

/** Names first, then by time; at one time the longer slice first, so that what is within comes after what is around. */
function sorted(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const length = (event: TraceEvent): number => (event.ph === "X" ? event.dur : 0);
  const names = events.filter((event) => !isTimed(event));
  const timed = events.filter(isTimed).toSorted((a, b) => a.ts - b.ts || length(b) - length(a));
  return [...names, ...timed];
}

export function traceOf(title: string, run: RunSummary, branches: readonly TraceBranch[] = []): TraceFile {
  const { scenario, endHash, outcome } = run;
  return {
    displayTimeUnit: "ms",
    otherData: {
      producer: "Kexec Jump Lab",
      time: "one microsecond is one operation of the machine, not a time",
      scenario: title,
      revision: scenario.revision,
      seed: hex(scenario.seed, 8),
      outcome: outcome.text,
      endHash,
    },
    traceEvents: sorted([
      ...eventsOf(1, title, run),
      ...forks(1, branches),
      ...branches.flatMap((branch, index) => eventsOf(index + 2, `Branch ${index + 1}: ${branch.title}`, branch.run)),
    ]),
  };
}

/** One event a line: a text tool can read it too. */
export function traceText({ displayTimeUnit, otherData, traceEvents }: TraceFile): string {
  const head = JSON.stringify({ displayTimeUnit, otherData }).slice(0, -1);
  return `${head},"traceEvents":[\n${traceEvents.map((event) => JSON.stringify(event)).join(",\n")}\n]}\n`;
}
