// The commands of the worker over one recorded run: pure of any worker, so that Node and the tests use it as it is.

import type {
  BatchProgress,
  BatchRow,
  Comparison,
  DivergenceSample,
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
import { ok, refuse } from "../sim/core/errors.ts";
import { hex } from "../sim/core/hex.ts";
import { readCapture } from "../sim/formats/kjc.ts";
import { recordedAnchor, resolveAnchor } from "../sim/recording/anchors.ts";
import { recordCapture, scenarioOfCapture } from "../sim/recording/capture-run.ts";
import { extentsOf, writesUpTo } from "../sim/recording/extents.ts";
import { momentAt, type PreviousStop } from "../sim/recording/moment.ts";
import type { Run } from "../sim/recording/run.ts";
import { stepFrom } from "../sim/recording/steps.ts";
import { tableStop } from "../sim/recording/views/frame-map.ts";
import { summaryOf } from "../sim/recording/summary.ts";
import { batch, minimised } from "../sim/scenario/faults/batch.ts";
import { imageFile, readCoreImage, vmcoreFile } from "../sim/scenario/core-image.ts";
import { canonicalJson } from "../sim/scenario/schema.ts";
import { scenarioInParts, type ScenarioOptions } from "../sim/scenario/to-plan.ts";
import { Asking } from "./asking.ts";
import { Beside } from "./beside.ts";
import { RecordingUnderWay } from "./recording-slices.ts";
import { unpack } from "./unpack.ts";
import type { CoreFileKind, SimService } from "./wire.ts";

const samePosition = (a: Position, b: Position): boolean => a.t === b.t && a.sub === b.sub;

const NOT_LOADED = { path: "run", expected: "a recorded scenario", got: "none" };
const OF_A_FILE = { path: "run", expected: "a run of a scenario", got: "one that begins with a file" };

const OVERTAKEN = { path: "run", expected: "the newest recording", got: "one that another has overtaken" };

interface Recorded {
  readonly run: Run;
  readonly scenario: Scenario;
}

/** Faults are aimed at runs of a scenario alone: a file stays as it is. */
const beginsWithFile = ({ capture, plan }: Run): boolean =>
  capture !== undefined || plan.hibernation?.coldStart !== undefined;

/** The scenario with the first faults of its list. */
const keyOf = (scenario: Scenario, faults: number): string =>
  canonicalJson({ ...scenario, faults: scenario.faults?.slice(0, faults) ?? [] });

export class Session implements SimService {
  /** Recorded to its end. */
  private whole: Recorded | undefined;
  private underWay: RecordingUnderWay | undefined;
  /** The part of the recording under way that questions are about, once it has been looked at. */
  private part: Recorded | undefined;
  /** What is shown, and the stop before it, with which it is compared. */
  private shown: PreviousStop | undefined;
  private previous: PreviousStop | undefined;
  private fixed: PreviousStop | undefined;
  private classes = new Uint8Array(0);
  private readonly asking = new Asking();
  private readonly beside = new Beside();

  private get run(): Run | undefined {
    return (this.part ?? this.whole)?.run;
  }

  private get scenario(): Scenario | undefined {
    return (this.part ?? this.whole)?.scenario;
  }

  load(scenario: Scenario, onProgress?: (progress: RecordProgress) => void): Promise<Result<RunSummary>> {
    const count = scenario.faults?.length ?? 0;
    const kept = this.kept(scenario, count);
    if (kept !== undefined) {
      this.leave();
      return Promise.resolve(ok(this.show(kept, scenario)));
    }
    return this.record(scenario, { onProgress, parent: this.kept(scenario, count - 1) });
  }

  /** In slices; a newer one ends it. */
  private async record(scenario: Scenario, options: ScenarioOptions): Promise<Result<RunSummary>> {
    this.leave();
    const underWay = new RecordingUnderWay(scenario);
    this.underWay = underWay;
    const recorded = await underWay.drive(scenarioInParts(scenario, options));
    if (this.underWay !== underWay) return recorded.ok ? refuse(OVERTAKEN) : recorded;
    const looked = this.part !== undefined;
    this.leave();
    if (recorded.ok) return ok(this.show(recorded.value, scenario, looked));
    if (looked) this.begin();
    return recorded;
  }

  /** Nobody waits for the recording under way any more. */
  private leave(): void {
    this.underWay?.cancel();
    this.underWay = undefined;
    this.part = undefined;
  }

  sofar(): Promise<RunSummary | undefined> {
    const { underWay } = this;
    const run = underWay?.open();
    if (underWay === undefined || run === undefined) return Promise.resolve(undefined);
    if (this.part === undefined) {
      this.asking.cancelAll();
      this.begin();
    }
    this.part = { run, scenario: underWay.scenario };
    return Promise.resolve(summaryOf(run, underWay.scenario));
  }

  /** The run of the scenario with the first faults of its list, if it is the one shown or one that led to it. */
  private kept(scenario: Scenario, faults: number): Run | undefined {
    const { whole } = this;
    const shown = whole !== undefined && beginsWithFile(whole.run) ? undefined : whole?.scenario;
    for (let run = whole?.run; run !== undefined && shown !== undefined; run = run.parent) {
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
    this.leave();
    return recorded.ok ? ok(this.show(recorded.value, scenarioOfCapture(recorded.value))) : recorded;
  }

  openImage(bytes: Uint8Array, onProgress?: (progress: RecordProgress) => void): Promise<Result<RunSummary>> {
    const read = readCoreImage(bytes);
    if (!read.ok) return Promise.resolve(read);
    const { scenario, image } = read.value;
    return this.record(scenario, { onProgress, coldStart: image });
  }

  memoryRange(at: Position, address: number, length: number): Promise<Result<Uint8Array>> {
    const { run } = this;
    if (run === undefined) return Promise.resolve(refuse(NOT_LOADED));
    const size = run.recording.frameCount * 4096;
    if (!(address >= 0 && length > 0 && address + length <= size)) {
      const got = `${hex(address, 8)} + ${length}`;
      return Promise.resolve(refuse({ path: "range", expected: `bytes inside [0x0, ${hex(size, 8)})`, got }));
    }
    run.cursor.seek(run.cursor.clamp(at));
    return Promise.resolve(ok(run.cursor.memory.slice(address, length)));
  }

  coreFile(kind: CoreFileKind, at: Position, slot?: number): Promise<Result<Uint8Array>> {
    const { run, scenario } = this;
    if (run === undefined || scenario === undefined) return Promise.resolve(refuse(NOT_LOADED));
    const file = kind === "vmcore" ? vmcoreFile(run, scenario, at) : imageFile(run, scenario, at, slot);
    return Promise.resolve(file);
  }

  /** From here on questions are about this run. `goesOn`: about its first part they were already. */
  private show(run: Run, scenario: Scenario, goesOn = false): RunSummary {
    if (this.whole?.run !== run && !goesOn) this.asking.cancelAll();
    this.whole = { run, scenario };
    if (!goesOn) this.begin();
    return summaryOf(run, scenario);
  }

  /** Nothing of the run has been shown yet, or compared. */
  private begin(): void {
    this.beside.leave();
    this.previous = undefined;
    this.fixed = undefined;
    this.shown = undefined;
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
    if (interest.aside === true) return Promise.resolve(ok(momentAt(run, position, asked)));
    const stays = this.shown !== undefined && samePosition(this.shown.at, position);
    if (!stays) this.previous = this.shown;
    const moment = momentAt(run, position, asked, this.baseOf(run, interest));
    this.classes = moment.map.classes.slice();
    this.shown = {
      at: moment.at,
      ...(stays && this.shown !== undefined ? this.shown : tableStop(run.cursor.memory)),
      frame: moment.frame === undefined ? undefined : { pfn: moment.frame.pfn, bytes: moment.frame.bytes.slice() },
    };
    return Promise.resolve(ok(moment));
  }

  /** What "changed" is measured against: the stop before, or the position that the reader has fixed. */
  private baseOf({ cursor }: Run, { base }: Interest): PreviousStop | undefined {
    if (base === undefined) this.fixed = undefined;
    if (base === undefined) return this.previous;
    const at = cursor.clamp(base);
    if (this.fixed === undefined || !samePosition(this.fixed.at, at)) {
      cursor.seek(at);
      this.fixed = { at, ...tableStop(cursor.memory), frame: undefined };
    }
    return this.fixed;
  }

  extents(from: number, count: number, order?: ExtentOrder): ReturnType<SimService["extents"]> {
    const writes = this.run === undefined ? undefined : writesUpTo(this.run.recording, this.shown?.at.t ?? 0);
    return Promise.resolve(extentsOf(this.classes, from, count, order, writes));
  }

  ask<K extends QuestionKind>(
    question: QuestionOf<K>,
    task: number,
    onProgress?: (progress: QuestionProgress) => void,
  ): Promise<Result<QuestionAnswers[K]>> {
    const { run } = this;
    return run === undefined ? Promise.resolve(refuse(NOT_LOADED)) : this.asking.ask(run, question, task, onProgress);
  }

  cancel(task: number): Promise<void> {
    this.asking.cancel(task);
    return Promise.resolve();
  }

  async compareWith(
    other: Scenario | "parent",
    onProgress?: (progress: RecordProgress) => void,
  ): Promise<Result<RunSummary>> {
    const { run, scenario } = this;
    if (run === undefined || scenario === undefined) return refuse(NOT_LOADED);
    return other === "parent"
      ? this.beside.withParent({ run, scenario })
      : await this.beside.withScenario(other, onProgress);
  }

  async compare(target: Target, there?: Target): Promise<Result<Comparison>> {
    const { run } = this;
    if (run === undefined) return refuse(NOT_LOADED);
    const at = this.resolve(run, target);
    if (!at.ok) return at;
    const other = this.beside.otherOf(run);
    const moved = there === undefined || other === undefined ? undefined : this.resolve(other, there);
    if (moved !== undefined && !moved.ok) return moved;
    return this.beside.compare(run, at.value, moved?.value);
  }

  divergences(): Promise<Result<readonly DivergenceSample[]>> {
    const { run } = this;
    return run === undefined ? Promise.resolve(refuse(NOT_LOADED)) : this.beside.samples(run);
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
        return this.part === undefined
          ? resolveAnchor(run.cursor, target.anchor)
          : recordedAnchor(run.cursor, target.anchor);
      case "step":
        return ok(stepFrom(run.cursor, target.from, target.granularity, target.count));
    }
  }
}
