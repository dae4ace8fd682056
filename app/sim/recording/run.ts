// A recorded run, ready for questions: the recording, a cursor in it, and what the machine's parts are called.

import type { InvariantResult, KernelName } from "../api.ts";
import type { MachinePlan } from "../kernel/plan.ts";
import type { ControlCode, MarkedPage } from "../kernel/revision.ts";
import type { Revision } from "../protocol/revision.ts";
import type { Cursor } from "./cursor.ts";
import type { PlannedFault } from "./fault-desk.ts";
import { buildMachine, type KernelImages } from "./machine.ts";
import { Part } from "./part.ts";
import { Recorder, type RecordOptions } from "./recorder.ts";
import type { Recording } from "./recording.ts";
import { runThrough } from "./slices.ts";
import type { FrameMapper } from "./views/frame-map.ts";

/** What is known of a capture as a whole. */
export interface CaptureOrigin {
  readonly name: string;
  readonly kernel: string;
  /** What the file lacks, and what stands in its place. */
  readonly standIns: readonly string[];
  /** Head words of the lists. */
  readonly heads: Readonly<Partial<Record<KernelName, number>>>;
}

export interface Run {
  readonly plan: MachinePlan;
  readonly revision: Revision;
  readonly code: ControlCode;
  readonly images: KernelImages;
  /** Where the image is entered by it. */
  readonly purgatory?: MarkedPage | undefined;
  readonly recording: Recording;
  readonly invariants: readonly InvariantResult[];
  readonly cursor: Cursor;
  readonly mapper: FrameMapper;
  /** What was made to go wrong. */
  readonly faults: readonly PlannedFault[];
  /** Of a run with faults: the run without the last of them, as long as it is kept. */
  readonly parent?: Run;
  /** Set when the run is a captured one. */
  readonly capture?: CaptureOrigin;
}

/** Yields at boundaries: the run as far as it is recorded can be opened there. */
export function* recordInParts(
  plan: MachinePlan,
  revision: Revision,
  options: RecordOptions = {},
): Generator<Part, Run> {
  const machine = buildMachine(plan, revision);
  const recorder = new Recorder(machine, options);
  const part = new Part(machine, recorder, options.faults ?? []);
  const recording = recorder.run();
  for (let next = recording.next(); next.done !== true; next = recording.next()) {
    yield part;
    part.close();
  }
  return { ...part.run, invariants: recorder.book.summary() };
}

export const recordRun = (plan: MachinePlan, revision: Revision, options: RecordOptions = {}): Run =>
  runThrough(recordInParts(plan, revision, options));
