// The modelled kernel's call stack at one position: the active functions, and the routine of real instructions they wait for.

import type { KernelName, StackView } from "../../api.ts";
import type { Cursor } from "../cursor.ts";
import { namesFrom } from "../../protocol/undo.ts";
import { FAULT_STACK, INTERRUPT_STACK } from "../happenings.ts";
import { lastBy, MODEL, type Recording } from "../recording.ts";
import type { Run } from "../run.ts";
import { symbolAt } from "./operations.ts";

export function stackView(run: Run, cursor: Cursor, owner: KernelName): StackView {
  const calls = callsAt(run, cursor, owner);
  // An interrupt comes between: the step waits with the functions it has interrupted.
  return calls.some((name) => HANDLERS.test(name)) ? { calls } : { calls, ...stepAt(run, cursor, owner) };
}

const HANDLERS = /^(?:vector_|do_IRQ)/;

function callsAt(run: Run, cursor: Cursor, owner: KernelName): readonly string[] {
  const { recording, at } = cursor;
  if (recording.kinds.at(recording.quantumAt(at.t)) === MODEL) {
    return callsOf(recording, Math.min(operationAt(recording, at.t), recording.opCalls.length - 1));
  }
  const symbol = symbolAt(run, cursor, cursor.cpu.codeAddress);
  const waiting = waitingCalls(cursor, owner);
  return symbol === undefined ? waiting : [...waiting, symbol];
}

/** The step that the run came to last, while its kernel is still at it. */
function stepAt({ revision }: Run, { recording, at }: Cursor, owner: KernelName): Omit<StackView, "calls"> {
  const point = recording.points[lastBy(recording.points, ({ t }) => t, at.t)];
  if (point === undefined || point.t > at.t || point.kernel !== owner || point.leg !== recording.legAt(at.t)) return {};
  const { name, undo } = point;
  return undo === undefined ? { step: name } : { step: name, undo, undoes: namesFrom(revision.back, undo) };
}

const callsOf = (recording: Recording, operation: number): readonly string[] =>
  recording.callStacks[recording.opCalls.at(operation)] ?? [];

/** Index of the modelled operation at or after position t. */
function operationAt(recording: Recording, t: number): number {
  const quantum = recording.quantumAt(t);
  const first = recording.firstOperation.at(quantum);
  return recording.kinds.at(quantum) === MODEL ? first + t - recording.starts.at(quantum) : first;
}

/** The functions of a kernel that wait while instructions run: those of its last operation before. */
function waitingCalls({ recording, board, at }: Cursor, owner: KernelName): readonly string[] {
  const others = new Set([...board.io.devices.map(({ name }) => name), ...INTERRUPT_STACK, ...FAULT_STACK]);
  for (let index = recording.phaseAt(at.t); index >= 0; index--) {
    const phase = recording.phases[index];
    if (phase === undefined || phase.lane !== owner) continue;
    const from = operationAt(recording, phase.from);
    const to = operationAt(recording, Math.min(at.t, recording.phases[index + 1]?.from ?? recording.end));
    for (let operation = to - 1; operation >= from; operation--) {
      const calls = callsOf(recording, operation);
      if (!others.has(calls[0] ?? "")) return calls;
    }
  }
  return [];
}
