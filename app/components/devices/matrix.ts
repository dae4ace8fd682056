// The matrix of devices: one column for each callback of a kernel's power management, one for each time the other kernel
// has the machine, one for each time that power goes; in each cell the state in which the device is left.

import { say } from "../../messages/say.ts";
import type {
  BootSpan,
  DeviceMark,
  DeviceState,
  JumpSpan,
  KernelName,
  LogEvent,
  PhaseSpan,
  RunSummary,
} from "../../sim/api.ts";

export interface Column {
  /** Unique: callback and position. */
  readonly key: string;
  readonly leg: number;
  readonly kernel: KernelName;
  readonly kind: "callback" | "away" | "power";
  /** The callback, the kernel that is entered, or how power went. */
  readonly title: string;
  readonly from: number;
  /** Half-open: where the next column begins. */
  readonly to: number;
}

/** reset: as power-on leaves it, in nobody's hands yet. */
export type CellState = DeviceState | "reset";

export interface Cell {
  readonly device: string;
  readonly state: CellState;
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

/** Positions at which no device is any more what a driver has made of it. */
const outagesOf = (boots: readonly BootSpan[]): readonly number[] =>
  boots.flatMap(({ ended, to }) => (ended === undefined ? [] : [to]));

function powerColumns({ boots, phases }: RunSummary): Open[] {
  return boots.flatMap(({ n, ended, to }) => {
    const before = phaseAt(phases, to - 1);
    if (ended === undefined) return [];
    const title = ended === "power lost" ? ended : say("power off");
    return [{ key: `power-${n}`, leg: before?.leg ?? 1, kernel: before?.owner ?? "A", kind: "power", title, from: to }];
  });
}

function columnsOf(run: RunSummary): Column[] {
  const { deviceMarks, jumps, phases, end } = run;
  const open = [...callbackColumns(deviceMarks, phases), ...awayColumns(jumps, phases), ...powerColumns(run)].toSorted(
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

type Left = Pick<Cell, "state" | "kernel" | "t" | "changed">;

/** How a column leaves a device: marks from before power went mean nothing after it. */
function leftBy({ kind, from, to, kernel }: Column, marks: readonly DeviceMark[], outages: readonly number[]): Left {
  if (kind === "power") return { state: "off", kernel, t: from, changed: true };
  const last = lastAt(marks, (mark) => mark.t, to - 1);
  const outage = outages.findLast((t) => t < to) ?? 0;
  if (outage > 0 && (last?.t ?? 0) < outage) return { state: "reset", kernel, t: from, changed: false };
  const changed = last !== undefined && last.t >= from;
  return { state: last?.state ?? "running", kernel: last?.kernel ?? "A", t: changed ? last.t : from, changed };
}

function rowOf(device: string, columns: readonly Column[], run: RunSummary, intrusions: readonly LogEvent[]): Row {
  const marks = run.deviceMarks.filter((mark) => mark.device === device);
  const own = intrusions.filter((event) => event.source === device);
  const outages = outagesOf(run.boots);
  return {
    device,
    cells: columns.map((column) => {
      const left = leftBy(column, marks, outages);
      const inside = own.filter(({ t }) => t >= column.from && t < column.to);
      return { device, ...left, t: left.changed ? left.t : (inside[0]?.t ?? left.t), intrusions: inside.length };
    }),
  };
}

/** Rows in an order that does not hang on where one stands: `devices` that no callback touches, then by their first. */
export function matrixOf(run: RunSummary, devices: readonly string[]): Matrix {
  const columns = columnsOf(run);
  const intrusions = intrusionsOf(run);
  const marked = new Set(run.deviceMarks.map(({ device }) => device));
  const names = [...devices.filter((name) => !marked.has(name)), ...marked];
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
