// A recorded run, ready for questions: the recording, a cursor in it, and what the machine's parts are called.

import type { InvariantResult, KernelName } from "../api.ts";
import type { MachinePlan } from "../kernel/plan.ts";
import type { ControlCode, MarkedPage } from "../kernel/revision.ts";
import type { Revision } from "../protocol/revision.ts";
import { Cursor } from "./cursor.ts";
import type { PlannedFault } from "./fault-desk.ts";
import { buildMachine, type KernelImages } from "./machine.ts";
import { Recorder, type RecordOptions } from "./recorder.ts";
import { FrameMapper } from "./views/frame-map.ts";
import type { Recording } from "./recording.ts";

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

export function recordRun(plan: MachinePlan, revision: Revision, options: RecordOptions = {}): Run {
  const machine = buildMachine(plan, revision);
  const recorder = new Recorder(machine, options);
  const recording = recorder.run();
  const cursor = new Cursor(recording, plan.hasPae);
  const { code, images, purgatory } = machine;
  const mapper = new FrameMapper(plan.frames);
  const invariants = recorder.book.summary();
  return {
    plan,
    revision,
    code,
    images,
    purgatory,
    recording,
    invariants,
    cursor,
    mapper,
    faults: options.faults ?? [],
  };
}
