// What page and worker say to each other: each request is answered once, progress comes meanwhile.

import type {
  BatchProgress,
  BatchRow,
  Breakpoint,
  BreakpointHit,
  Comparison,
  Extent,
  Interest,
  Moment,
  Position,
  RecordProgress,
  Result,
  RunSummary,
  Scenario,
  Target,
} from "../sim/api.ts";

export type CoreFileKind = "vmcore" | "image";

/** The commands of a session; the same interface in the worker, in Node and in tests. */
export interface SimService {
  /** Records the scenario; refuses it with problems before anything runs. */
  load(scenario: Scenario, onProgress?: (progress: RecordProgress) => void): Promise<Result<RunSummary>>;
  /** Executes a captured jump; refuses a file that is none. */
  openCapture(name: string, bytes: Uint8Array): Promise<Result<RunSummary>>;
  /** Starts the machine of an image cold, with that image on its disk; refuses a file that is none. */
  openImage(bytes: Uint8Array, onProgress?: (progress: RecordProgress) => void): Promise<Result<RunSummary>>;
  /** What a kernel exports as /proc/vmcore at a position, or the image in a slot, the newest unless given: a file to keep. */
  coreFile(kind: CoreFileKind, at: Position, slot?: number): Promise<Result<Uint8Array>>;
  /** Moves to the target and answers for it. An unknown anchor is a problem; positions are clamped. */
  moment(target: Target, interest: Interest): Promise<Result<Moment>>;
  /** Runs of frames of one class at the current position, from the given frame on. */
  extents(from: number, count: number): Promise<{ readonly total: number; readonly rows: readonly Extent[] }>;
  /** Next or previous breakpoint hit after `from`; undefined when there is none in the run. */
  runTo(from: Position, direction: 1 | -1, breakpoints: readonly Breakpoint[]): Promise<BreakpointHit | undefined>;
  /** The run at the target, beside the run without its last fault at the place of the same name. */
  compare(target: Target): Promise<Result<Comparison>>;
  /** The run without its last fault; undefined where there is none. */
  parent(): Promise<RunSummary | undefined>;
  /** The run at hand with each of the faults in turn; stops early where the report answers false. */
  batch(
    faults: readonly string[],
    onRow?: (progress: BatchProgress) => boolean | Promise<boolean>,
  ): Promise<Result<readonly BatchRow[]>>;
  /** The scenario at hand without the faults that its verdict does not need. */
  minimise(): Promise<Result<Scenario>>;
}
