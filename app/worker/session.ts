// The commands of the worker over one recorded run: pure of any worker, so that Node and the tests use it as it is.

import type {
  BatchProgress,
  BatchRow,
  Breakpoint,
  BreakpointHit,
  Comparison,
  Interest,
  Moment,
  Position,
  RecordProgress,
  Result,
  RunSummary,
  Scenario,
  Target,
} from "../sim/api.ts";
import { ok, refuse } from "../sim/core/errors.ts";
import { readCapture } from "../sim/formats/kjc.ts";
import { resolveAnchor } from "../sim/recording/anchors.ts";
import { runTo } from "../sim/recording/breakpoints.ts";
import { compareRuns } from "../sim/recording/comparison.ts";
import { recordCapture, scenarioOfCapture } from "../sim/recording/capture-run.ts";
import { extentsOf } from "../sim/recording/extents.ts";
import { momentAt, type PreviousStop } from "../sim/recording/moment.ts";
import type { Run } from "../sim/recording/run.ts";
import { stepFrom } from "../sim/recording/steps.ts";
import { tableStop } from "../sim/recording/views/frame-map.ts";
import { summaryOf } from "../sim/recording/summary.ts";
import { batch, minimised } from "../sim/scenario/faults/batch.ts";
import { imageFile, readCoreImage, vmcoreFile } from "../sim/scenario/core-image.ts";
import { canonicalJson } from "../sim/scenario/schema.ts";
import { recordScenario } from "../sim/scenario/to-plan.ts";
import { unpack } from "./unpack.ts";
import type { CoreFileKind, SimService } from "./wire.ts";

const samePosition = (a: Position, b: Position): boolean => a.t === b.t && a.sub === b.sub;

const NOT_LOADED = { path: "run", expected: "a recorded scenario", got: "none" };
const NO_PARENT = { path: "run", expected: "a run with a fault, and the run without it", got: "neither" };
const OF_A_FILE = { path: "run", expected: "a run of a scenario", got: "one that begins with a file" };

/** Faults are aimed at runs of a scenario alone: a file stays as it is. */
const beginsWithFile = ({ capture, plan }: Run): boolean =>
  capture !== undefined || plan.hibernation?.coldStart !== undefined;

/** The scenario with the first faults of its list. */
const keyOf = (scenario: Scenario, faults: number): string =>
  canonicalJson({ ...scenario, faults: scenario.faults?.slice(0, faults) ?? [] });

export class Session implements SimService {
  private run: Run | undefined;
  private scenario: Scenario | undefined;
  /** What is shown, and the stop before it, with which it is compared. */
  private shown: PreviousStop | undefined;
  private previous: PreviousStop | undefined;
  private classes = new Uint8Array(0);

  load(scenario: Scenario, onProgress?: (progress: RecordProgress) => void): Promise<Result<RunSummary>> {
    const count = scenario.faults?.length ?? 0;
    const kept = this.kept(scenario, count);
    if (kept !== undefined) return Promise.resolve(ok(this.show(kept, scenario)));
    const recorded = recordScenario(scenario, { onProgress, parent: this.kept(scenario, count - 1) });
    if (!recorded.ok) return Promise.resolve(recorded);
    return Promise.resolve(ok(this.show(recorded.value, scenario)));
  }

  /** The run of the scenario with the first faults of its list, if it is the one shown or one that led to it. */
  private kept(scenario: Scenario, faults: number): Run | undefined {
    const shown = this.run !== undefined && beginsWithFile(this.run) ? undefined : this.scenario;
    for (let run = this.run; run !== undefined && shown !== undefined; run = run.parent) {
      if (run.faults.length !== faults || keyOf(shown, faults) !== keyOf(scenario, faults)) continue;
      return faults === 0 || run.parent !== undefined ? run : undefined;
    }
    return undefined;
  }

  async openCapture(name: string, bytes: Uint8Array): Promise<Result<RunSummary>> {
    const file = await unpack(bytes);
    if (!file.ok) return file;
    const capture = readCapture(file.value);
    if (!capture.ok) return capture;
    const recorded = recordCapture(name, capture.value);
    return recorded.ok ? ok(this.show(recorded.value, scenarioOfCapture(recorded.value))) : recorded;
  }

  openImage(bytes: Uint8Array, onProgress?: (progress: RecordProgress) => void): Promise<Result<RunSummary>> {
    const read = readCoreImage(bytes);
    if (!read.ok) return Promise.resolve(read);
    const { scenario, image } = read.value;
    const recorded = recordScenario(scenario, { onProgress, coldStart: image });
    return Promise.resolve(recorded.ok ? ok(this.show(recorded.value, scenario)) : recorded);
  }

  coreFile(kind: CoreFileKind, at: Position, slot?: number): Promise<Result<Uint8Array>> {
    const { run, scenario } = this;
    if (run === undefined || scenario === undefined) return Promise.resolve(refuse(NOT_LOADED));
    const file = kind === "vmcore" ? vmcoreFile(run, scenario, at) : imageFile(run, scenario, at, slot);
    return Promise.resolve(file);
  }

  /** From here on questions are about this run. */
  private show(run: Run, scenario: Scenario): RunSummary {
    this.run = run;
    this.scenario = scenario;
    this.previous = undefined;
    this.shown = undefined;
    return summaryOf(run, scenario);
  }

  moment(target: Target, interest: Interest): Promise<Result<Moment>> {
    const { run } = this;
    if (run === undefined) return Promise.resolve(refuse(NOT_LOADED));
    const at = this.resolve(run, target);
    if (!at.ok) return Promise.resolve(at);
    const frame =
      interest.frame !== undefined && interest.frame < run.recording.frameCount ? interest.frame : undefined;
    const { frame: _, ...rest } = interest;
    const asked = frame === undefined ? rest : { ...rest, frame };
    const position = run.cursor.clamp(at.value);
    const stays = this.shown !== undefined && samePosition(this.shown.at, position);
    if (!stays) this.previous = this.shown;
    const moment = momentAt(run, position, asked, this.previous);
    this.classes = moment.map.classes.slice();
    this.shown = {
      at: moment.at,
      ...(stays && this.shown !== undefined ? this.shown : tableStop(run.cursor.memory)),
      frame: moment.frame === undefined ? undefined : { pfn: moment.frame.pfn, bytes: moment.frame.bytes.slice() },
    };
    return Promise.resolve(ok(moment));
  }

  extents(from: number, count: number): ReturnType<SimService["extents"]> {
    return Promise.resolve(extentsOf(this.classes, from, count));
  }

  runTo(from: Position, direction: 1 | -1, breakpoints: readonly Breakpoint[]): Promise<BreakpointHit | undefined> {
    const { run } = this;
    return Promise.resolve(
      run === undefined ? undefined : runTo(run.cursor, run.cursor.clamp(from), direction, breakpoints),
    );
  }

  compare(target: Target): Promise<Result<Comparison>> {
    const { run } = this;
    if (run === undefined) return Promise.resolve(refuse(NOT_LOADED));
    if (run.parent === undefined) return Promise.resolve(refuse(NO_PARENT));
    const at = this.resolve(run, target);
    return Promise.resolve(at.ok ? ok(compareRuns(run, run.parent, at.value)) : at);
  }

  parent(): Promise<RunSummary | undefined> {
    const { run, scenario } = this;
    if (run?.parent === undefined || scenario === undefined) return Promise.resolve(undefined);
    const faults = (scenario.faults ?? []).slice(0, -1);
    return Promise.resolve(summaryOf(run.parent, { ...scenario, faults }));
  }

  async batch(
    faults: readonly string[],
    onRow?: (progress: BatchProgress) => boolean | Promise<boolean>,
  ): Promise<Result<readonly BatchRow[]>> {
    const { run, scenario } = this;
    if (run === undefined || scenario === undefined) return refuse(NOT_LOADED);
    if (beginsWithFile(run)) return refuse(OF_A_FILE);
    const rows: BatchRow[] = [];
    for (const row of batch(scenario, run, faults)) {
      rows.push(row);
      const goOn = await onRow?.({ done: rows.length, total: faults.length, row });
      if (goOn === false) break;
    }
    return ok(rows);
  }

  minimise(): Promise<Result<Scenario>> {
    const { run, scenario } = this;
    if (run === undefined || scenario === undefined) return Promise.resolve(refuse(NOT_LOADED));
    return Promise.resolve(beginsWithFile(run) ? refuse(OF_A_FILE) : ok(minimised(scenario, run)));
  }

  private resolve(run: Run, target: Target): Result<Position> {
    switch (target.kind) {
      case "position":
        return ok(target.at);
      case "anchor":
        return resolveAnchor(run.cursor, target.anchor);
      case "step":
        return ok(stepFrom(run.cursor, target.from, target.granularity, target.count));
    }
  }
}
