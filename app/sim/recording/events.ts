// The event log of a recording: everything that happened and has a name, in the order of time.

import type { DeviceMark, EventKind, InvariantResult, LogEvent } from "../api.ts";
import { EVENT_KINDS } from "../api.ts";
import { hex32 } from "../core/hex.ts";
import { PHASES } from "../kernel/phases.ts";
import { FAULT_STACK, INTERRUPT_STACK } from "./happenings.ts";
import { lastBy, MODEL, type Recording } from "./recording.ts";
import type { Run } from "./run.ts";
import { operationText } from "./views/operations.ts";

export function eventsOf(run: Run): LogEvent[] {
  const { recording, invariants } = run;
  const events = [
    ...phases(recording),
    ...jumps(recording),
    ...recording.deviceMarks.map(deviceEvent),
    ...points(recording),
    ...operations(run),
    ...recording.consoles.map(({ t, kernel, text }) => event(t, "console", kernel, text)),
    ...invariants.flatMap((result) => failures(recording, result)),
    ...faults(recording),
  ];
  return events.toSorted((a, b) => a.t - b.t || rank(a) - rank(b));
}

const event = (t: number, kind: EventKind, source: string, text: string): LogEvent => ({ t, kind, source, text });
const rank = ({ kind }: LogEvent): number => EVENT_KINDS.indexOf(kind);

const phases = ({ phases }: Recording): LogEvent[] =>
  phases.map(({ from, owner, id }) => event(from, "phase", owner, PHASES[id]?.title ?? id));

const jumps = ({ legs }: Recording): LogEvent[] =>
  legs.flatMap(({ from, transfer }) =>
    transfer === undefined
      ? []
      : [event(transfer.t, "jump", from, `kernel ${from} enters kernel ${transfer.to} at ${hex32(transfer.entry)}`)],
  );

const points = ({ points }: Recording): LogEvent[] =>
  points.map(({ t, kernel, name, title }) => event(t, "step", kernel, title === name ? name : `${name}: ${title}`));

const deviceEvent = ({ t, kernel, device, state, callback }: DeviceMark): LogEvent =>
  event(t, "device", device, `${callback} of kernel ${kernel}: ${state}`);

/** What devices did by themselves, and interrupts: modelled operations under a name of their own. */
function operations({ recording, cursor }: Run): LogEvent[] {
  const devices = new Set(cursor.board.io.devices.map(({ name }) => name));
  const kinds = recording.callStacks.map((calls) => kindOfStack(calls, devices));
  if (!kinds.some((kind) => kind !== undefined)) return [];
  const events: LogEvent[] = [];
  for (let quantum = 0; quantum < recording.quanta; quantum++) {
    if (recording.kinds.at(quantum) !== MODEL) continue;
    const start = recording.starts.at(quantum);
    const first = recording.firstOperation.at(quantum);
    for (let i = 0; i < recording.startOf(quantum + 1) - start; i++) {
      const calls = recording.opCalls.at(first + i);
      const kind = kinds[calls];
      if (kind === undefined) continue;
      const name = recording.callStacks[calls]?.[0] ?? "";
      const source = devices.has(name) ? name : ownerAt(recording.phases, start + i);
      events.push(event(start + i, kind, source, operationText(recording, first + i)));
    }
  }
  return events;
}

/** Devices that raise a line and write nothing. */
const SILENT = new Set(["timer"]);

function kindOfStack(calls: readonly string[], devices: ReadonlySet<string>): EventKind | undefined {
  const [name] = calls;
  if (name === undefined || calls.length > 1) return undefined;
  if (name === INTERRUPT_STACK[0]) return "interrupt";
  if (name === FAULT_STACK[0]) return "fault";
  if (!devices.has(name)) return undefined;
  return SILENT.has(name) ? "interrupt" : "dma";
}

/** The first failure in each leg; what is known in detail is the first of all. */
function failures({ legs, phases }: Recording, { title, detail, checks }: InvariantResult): LogEvent[] {
  const failed = checks.filter(({ holds }) => !holds);
  const firsts = failed.filter(
    ({ t }, index) => index === 0 || legOf(legs, t) !== legOf(legs, failed[index - 1]?.t ?? 0),
  );
  return firsts.map(({ t }, index) =>
    event(t, "invariant", ownerAt(phases, t), index === 0 ? `${title}: ${detail}` : `${title}: violated again`),
  );
}

const legOf = (legs: Recording["legs"], t: number): number => lastBy(legs, ({ start }) => start, t);
const ownerAt = (phases: Recording["phases"], t: number): string =>
  phases[lastBy(phases, ({ from }) => from, t)]?.owner ?? "A";

/** What was made to go wrong, and the exceptions that ended the run. */
function faults({ outcome, end, fired }: Recording): LogEvent[] {
  const exceptions = outcome.fault?.exceptions ?? [];
  return [
    ...fired.map(({ t, text }) => event(t, "fault", "injected", text)),
    ...exceptions.map(({ name, text }) => event(end, "fault", name, text)),
  ];
}
