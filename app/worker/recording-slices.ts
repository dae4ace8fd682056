// A recording under way, made in slices: between two of them others have their turn, and may look at the part that is
// recorded so far.

import type { Result, Scenario } from "../sim/api.ts";
import { refuse } from "../sim/core/errors.ts";
import type { Part } from "../sim/recording/part.ts";
import type { Run } from "../sim/recording/run.ts";
import { Hops } from "./hops.ts";

/** Milliseconds that the recorder works before others have their turn. */
const SLICE = 20;

const CANCELLED = { path: "run", expected: "a recorded run", got: "cancelled" };

/** What yields where it may rest, and there the part of the run that others may look at, if they may. */
type Recorded = Generator<Part | undefined, Result<Run>>;

export class RecordingUnderWay {
  readonly scenario: Scenario;
  private part: Part | undefined;
  private cancelled = false;
  private looking = false;

  constructor(scenario: Scenario) {
    this.scenario = scenario;
  }

  /** To be driven once. */
  async drive(recorded: Recorded): Promise<Result<Run>> {
    const hops = new Hops();
    try {
      for (;;) {
        const until = performance.now() + SLICE;
        do {
          const { done, value } = recorded.next();
          if (done === true) return value;
          this.part = value;
        } while (performance.now() < until);
        // Who is looking at it may come back at any moment from now on.
        this.look();
        await hops.next();
        if (this.cancelled) return refuse(CANCELLED);
      }
    } finally {
      hops.end();
      this.part = undefined;
    }
  }

  /** The part recorded so far, which from now on is open between slices; undefined where there is none yet. */
  open(): Run | undefined {
    this.looking = true;
    return this.look();
  }

  cancel(): void {
    this.cancelled = true;
  }

  private look(): Run | undefined {
    return this.looking ? this.part?.open() : undefined;
  }
}
