// What page and worker say to each other: each request is answered once, progress comes meanwhile.

import type {
  Breakpoint,
  BreakpointHit,
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

/** The commands of a session; the same interface in the worker, in Node and in tests. */
export interface SimService {
  /** Records the scenario; refuses it with problems before anything runs. */
  load(scenario: Scenario, onProgress?: (progress: RecordProgress) => void): Promise<Result<RunSummary>>;
  /** Executes a captured jump; refuses a file that is none. */
  openCapture(name: string, bytes: Uint8Array): Promise<Result<RunSummary>>;
  /** Moves to the target and answers for it. An unknown anchor is a problem; positions are clamped. */
  moment(target: Target, interest: Interest): Promise<Result<Moment>>;
  /** Runs of frames of one class at the current position, from the given frame on. */
  extents(from: number, count: number): Promise<{ readonly total: number; readonly rows: readonly Extent[] }>;
  /** Next or previous breakpoint hit after `from`; undefined when there is none in the run. */
  runTo(from: Position, direction: 1 | -1, breakpoints: readonly Breakpoint[]): Promise<BreakpointHit | undefined>;
}
