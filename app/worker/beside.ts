// The run beside the one on screen: its parent, or any other that has been asked for. Comparing is done in slices, and
// the newest question wins.

import type {
  Comparison,
  DivergenceSample,
  Position,
  RecordProgress,
  Result,
  RunSummary,
  Scenario,
} from "../sim/api.ts";
import { ok, refuse } from "../sim/core/errors.ts";
import { RunPair } from "../sim/recording/comparison.ts";
import type { Run } from "../sim/recording/run.ts";
import { summaryOf } from "../sim/recording/summary.ts";
import { canonicalJson } from "../sim/scenario/schema.ts";
import { scenarioInParts } from "../sim/scenario/to-plan.ts";
import { inSlices } from "./in-slices.ts";
import { RecordingUnderWay } from "./recording-slices.ts";

const NO_PARENT = { path: "run", expected: "a run with a fault, and the run without it", got: "neither" };
const OVERTAKEN = { path: "comparison", expected: "the newest question", got: "one that another has overtaken" };

interface Other {
  readonly run: Run;
  readonly scenario: Scenario;
}

export class Beside {
  /** Undefined: the parent of the run on screen. */
  private other: Other | undefined;
  private pair: RunPair | undefined;
  /** The end of the run on screen when they became a pair: a part of a run grows. */
  private upTo = 0;
  private underWay: RecordingUnderWay | undefined;
  private newest = 0;
  private sampling = 0;

  /** Another run is on screen: nothing of the one before is kept, nor what it was compared with. */
  leave(): void {
    this.underWay?.cancel();
    this.other = undefined;
    this.pair = undefined;
    this.newest += 1;
    this.sampling += 1;
  }

  withParent({ run, scenario }: Other): Result<RunSummary> {
    this.underWay?.cancel();
    this.other = undefined;
    this.pair = undefined;
    if (run.parent === undefined) return refuse(NO_PARENT);
    return ok(summaryOf(run.parent, { ...scenario, faults: (scenario.faults ?? []).slice(0, -1) }));
  }

  /** Records it, unless it is there. */
  async withScenario(
    scenario: Scenario,
    onProgress: ((progress: RecordProgress) => void) | undefined,
  ): Promise<Result<RunSummary>> {
    this.underWay?.cancel();
    const { other } = this;
    if (other !== undefined && canonicalJson(other.scenario) === canonicalJson(scenario))
      return ok(summaryOf(other.run, scenario));
    const underWay = new RecordingUnderWay(scenario);
    this.underWay = underWay;
    const recorded = await underWay.drive(scenarioInParts(scenario, { onProgress }));
    if (!recorded.ok) return recorded;
    this.pair = undefined;
    this.other = { run: recorded.value, scenario };
    return ok(summaryOf(recorded.value, scenario));
  }

  /** The run on screen and the other. */
  private pairOf(run: Run): RunPair | undefined {
    const there = this.other?.run ?? run.parent;
    if (there === undefined) return undefined;
    const { end } = run.recording;
    if (this.pair?.here !== run || this.pair.there !== there || this.upTo !== end) this.pair = new RunPair(run, there);
    this.upTo = end;
    return this.pair;
  }

  /** The other run, where there is one. */
  otherOf(run: Run): Run | undefined {
    return this.pairOf(run)?.there;
  }

  async compare(run: Run, at: Position, there: Position | undefined): Promise<Result<Comparison>> {
    const mine = ++this.newest;
    const pair = this.pairOf(run);
    if (pair === undefined) return refuse(NO_PARENT);
    const answer = await inSlices(pair.compare(at, there), () => mine === this.newest);
    return answer === undefined ? refuse(OVERTAKEN) : ok(answer);
  }

  async samples(run: Run): Promise<Result<readonly DivergenceSample[]>> {
    const mine = ++this.sampling;
    const pair = this.pairOf(run);
    if (pair === undefined) return refuse(NO_PARENT);
    const answer = await inSlices(pair.samples(), () => mine === this.sampling && this.pair === pair);
    return answer === undefined ? refuse(OVERTAKEN) : ok(answer);
  }
}
