// A recorded run, ready for questions: the recording, a cursor in it, and what the machine's parts are called.

import type { InvariantResult, RecordProgress } from "../api.ts";
import type { KernelImage } from "../kernel/image.ts";
import type { MachinePlan } from "../kernel/plan.ts";
import type { ControlCode } from "../kernel/revision.ts";
import type { Revision } from "../protocol/revision.ts";
import { Cursor } from "./cursor.ts";
import { buildMachine } from "./machine.ts";
import type { Tuning } from "./journalist.ts";
import { Recorder } from "./recorder.ts";
import { FrameMapper } from "./views/frame-map.ts";
import type { Recording } from "./recording.ts";

export interface Run {
  readonly plan: MachinePlan;
  readonly revision: Revision;
  readonly code: ControlCode;
  readonly images: { readonly A: KernelImage; readonly B: KernelImage };
  readonly recording: Recording;
  readonly invariants: readonly InvariantResult[];
  readonly cursor: Cursor;
  readonly mapper: FrameMapper;
}

export function recordRun(
  plan: MachinePlan,
  revision: Revision,
  onProgress?: (progress: RecordProgress) => void,
  tuning?: Tuning,
): Run {
  const machine = buildMachine(plan, revision);
  const recorder = new Recorder(machine, tuning);
  const recording = recorder.run(onProgress);
  const cursor = new Cursor(recording, plan.hasPae);
  const { code, images } = machine;
  const mapper = new FrameMapper(plan.frames);
  return { plan, revision, code, images, recording, invariants: recorder.invariants.summary(), cursor, mapper };
}
