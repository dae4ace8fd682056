// What page and worker say to each other: each request is answered once, progress comes meanwhile.

import type {
  BatchProgress,
  BatchRow,
  Comparison,
  DivergenceSample,
  Extent,
  ExtentOrder,
  Interest,
  Moment,
  Position,
  QuestionAnswers,
  QuestionKind,
  QuestionOf,
  QuestionProgress,
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
  /**
   * The part of the recording under way that is there so far; undefined where there is none. From then on questions are
   * about that part, which grows, and about the whole run once it is loaded.
   */
  sofar(): Promise<RunSummary | undefined>;
  /** Executes a captured jump; refuses a file that is none. */
  openCapture(name: string, bytes: Uint8Array): Promise<Result<RunSummary>>;
  /** Starts the machine of an image cold, with that image on its disk; refuses a file that is none. */
  openImage(bytes: Uint8Array, onProgress?: (progress: RecordProgress) => void): Promise<Result<RunSummary>>;
  /** What a kernel exports as /proc/vmcore at a position, or the image in a slot, the newest unless given: a file to keep. */
  coreFile(kind: CoreFileKind, at: Position, slot?: number): Promise<Result<Uint8Array>>;
  /** Bytes of RAM as they are at a position; refuses what does not lie in RAM. */
  memoryRange(at: Position, address: number, length: number): Promise<Result<Uint8Array>>;
  /** Moves to the target and answers for it. An unknown anchor is a problem; positions are clamped. */
  moment(target: Target, interest: Interest): Promise<Result<Moment>>;
  /** Runs of frames of one class at the current position, from the given row on. */
  extents(
    from: number,
    count: number,
    order?: ExtentOrder,
  ): Promise<{ readonly total: number; readonly rows: readonly Extent[] }>;
  /** What is asked of the whole run, in slices; `task` is a number of the asker's own, by which it may be cancelled. */
  ask<K extends QuestionKind>(
    question: QuestionOf<K>,
    task: number,
    onProgress?: (progress: QuestionProgress) => void,
  ): Promise<Result<QuestionAnswers[K]>>;
  /** The asker gets a refusal of the path "question". A task that is over, or unknown, is left alone. */
  cancel(task: number): Promise<void>;
  /** Records the run that comparisons are made with, or takes the run without the last fault, which it is at first. */
  compareWith(other: Scenario | "parent", onProgress?: (progress: RecordProgress) => void): Promise<Result<RunSummary>>;
  /** The run at the target beside the other at the place of the same name, or where that has been moved to. */
  compare(target: Target, there?: Target): Promise<Result<Comparison>>;
  /** How many frames differ, all along both runs. */
  divergences(): Promise<Result<readonly DivergenceSample[]>>;
  /** The run at hand with each of the faults in turn; stops early where the report answers false. */
  batch(
    faults: readonly string[],
    onRow?: (progress: BatchProgress) => boolean | Promise<boolean>,
  ): Promise<Result<readonly BatchRow[]>>;
  /** The scenario at hand without the faults that its verdict does not need. */
  minimise(): Promise<Result<Scenario>>;
}
