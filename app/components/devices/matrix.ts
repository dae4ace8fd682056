// The matrix of devices: one column for each callback of a kernel's power management, and one for each time the other
// kernel has the machine; in each cell the state in which the device is left.

import type { DeviceMark, DeviceState, JumpSpan, KernelName, LogEvent, PhaseSpan, RunSummary } from "../../sim/api.ts";

export interface Column {
  /** Unique: callback and position. */
  readonly key: string;
  readonly leg: number;
  readonly kernel: KernelName;
  readonly kind: "callback" | "away";
  /** The callback, or the kernel that is entered. */
  readonly title: string;
  readonly from: number;
  /** Half-open: where the next column begins. */
  readonly to: number;
}

export interface Cell {
  readonly device: string;
  readonly state: DeviceState;
  /** Whose driver left it so. */
  readonly kernel: KernelName;
  /** Where to go: the change itself, or the column's beginning. */
  readonly t: number;
  /** Did this callback bring the device into the state, or was it left as it was? */
  readonly changed: boolean;
  /** Times the device wrote into memory that the other kernel has. */
  readonly intrusions: number;
}

export interface Row {
  readonly device: string;
  readonly cells: readonly Cell[];
}

export interface Matrix {
  readonly columns: readonly Column[];
  /** Neighbouring columns of one leg and one kernel. */
  readonly groups: readonly { readonly leg: number; readonly kernel: KernelName; readonly span: number }[];
  readonly rows: readonly Row[];
}

/** The last element whose position is not beyond t. */
function lastAt<T>(list: readonly T[], at: (item: T) => number, t: number): T | undefined {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = list[middle];
    if (item !== undefined && at(item) <= t) low = middle + 1;
    else high = middle;
  }
  return list[low - 1];
}

const phaseAt = (phases: readonly PhaseSpan[], t: number): PhaseSpan | undefined =>
  lastAt(phases, (phase) => phase.from, t);

type Open = Omit<Column, "to">;

/** A callback goes over the devices once; one that comes again, or of another kernel, begins a column. */
function callbackColumns(marks: readonly DeviceMark[], phases: readonly PhaseSpan[]): Open[] {
  const columns: Open[] = [];
  const seen = new Set<string>();
  for (const { t, kernel, callback, device } of marks) {
    const leg = phaseAt(phases, t)?.leg ?? 1;
    const last = columns.at(-1);
    const goesOn = last?.title === callback && last.kernel === kernel && last.leg === leg && !seen.has(device);
    if (!goesOn) {
      seen.clear();
      columns.push({ key: `${callback}-${t}`, leg, kernel, kind: "callback", title: callback, from: t });
    }
    seen.add(device);
  }
  return columns;
}

/** From where control code takes over until the devices are touched again. */
function awayColumns(jumps: readonly JumpSpan[], phases: readonly PhaseSpan[]): Open[] {
  return jumps.map((jump) => {
    const code = phases.find((phase) => phase.leg === jump.n && phase.lane === "code");
    const from = Math.min(code?.from ?? jump.t, jump.t);
    return { key: `jump-${jump.n}`, leg: jump.n, kernel: jump.from, kind: "away", title: jump.to, from };
  });
}

function columnsOf({ deviceMarks, jumps, phases, end }: RunSummary): Column[] {
  const open = [...callbackColumns(deviceMarks, phases), ...awayColumns(jumps, phases)].toSorted(
    (a, b) => a.from - b.from,
  );
  return open.map((column, index) => ({ ...column, to: open[index + 1]?.from ?? end + 1 }));
}

/** Does a kernel's memory belong to the other one at t: from the exchange on, and while the other one runs. */
function isTaken(run: RunSummary, kernel: KernelName, t: number): boolean {
  const phase = phaseAt(run.phases, t);
  if (phase === undefined) return false;
  if (phase.lane !== "code") return phase.owner !== kernel;
  const exchange = run.exchanges.find(({ leg }) => leg === phase.leg);
  const jump = run.jumps.find(({ n }) => n === phase.leg);
  return t >= (exchange?.from ?? jump?.t ?? Infinity);
}

/** What devices have written to memory that was not any more their driver's kernel's. */
export function intrusionsOf(run: RunSummary): readonly LogEvent[] {
  return run.events.filter((event) => {
    if (event.kind !== "dma") return false;
    const own = run.deviceMarks.filter((mark) => mark.device === event.source);
    return isTaken(run, lastAt(own, (mark) => mark.t, event.t)?.kernel ?? "A", event.t);
  });
}

function rowOf(device: string, columns: readonly Column[], run: RunSummary, intrusions: readonly LogEvent[]): Row {
  const marks = run.deviceMarks.filter((mark) => mark.device === device);
  const own = intrusions.filter((event) => event.source === device);
  return {
    device,
    cells: columns.map(({ from, to }) => {
      const last = lastAt(marks, (mark) => mark.t, to - 1);
      const changed = last !== undefined && last.t >= from;
      const inside = own.filter(({ t }) => t >= from && t < to);
      return {
        device,
        state: last?.state ?? "running",
        kernel: last?.kernel ?? "A",
        t: changed ? last.t : (inside[0]?.t ?? from),
        changed,
        intrusions: inside.length,
      };
    }),
  };
}

/** `devices` gives the order; one that only the marks know comes behind. */
export function matrixOf(run: RunSummary, devices: readonly string[]): Matrix {
  const columns = columnsOf(run);
  const intrusions = intrusionsOf(run);
  const names = [...new Set([...devices, ...run.deviceMarks.map(({ device }) => device)])];
  const groups: { leg: number; kernel: KernelName; span: number }[] = [];
  for (const { leg, kernel } of columns) {
    const last = groups.at(-1);
    if (last?.leg === leg && last.kernel === kernel) last.span += 1;
    else groups.push({ leg, kernel, span: 1 });
  }
  return { columns, groups, rows: names.map((device) => rowOf(device, columns, run, intrusions)) };
}

/** Index of the column that position t lies in; -1 before the first. */
export const columnAt = (columns: readonly Column[], t: number): number =>
  columns.findLastIndex((column) => column.from <= t);
