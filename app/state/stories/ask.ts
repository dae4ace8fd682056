// What a story asks before it shows: the answer is looked up in the run, never written down.

import { FRAME_CLASSES, type FrameClass, type Moment, type RunSummary } from "../../sim/api.ts";
import { resolveRef } from "../refs.ts";
import { brokenPromise, valueOf } from "./check.ts";
import type { Expectation } from "./expectation.ts";

/** A number of the moment or of the run. */
export type Quantity =
  | { readonly kind: "frames"; readonly of: FrameClass }
  | { readonly kind: "value"; readonly of: string }
  | { readonly kind: "figure"; readonly id: string };

export interface Option {
  readonly text: string;
  /** What is so where this is the answer. */
  readonly holds: readonly Expectation[];
}

export type Ask = {
  readonly question: string;
  readonly hint: string;
  /** Where the answer shows, if it is not the step's own place. */
  readonly at?: string;
} & (
  | { readonly kind: "pick-frame"; readonly answer: string }
  | { readonly kind: "number"; readonly answer: Quantity }
  | { readonly kind: "choice"; readonly options: readonly Option[] }
);

/** The frame, the number, or the index of the option: undefined where the run has no answer, or more than one. */
export function answerTo(ask: Ask, moment: Moment, run: RunSummary): number | undefined {
  switch (ask.kind) {
    case "pick-frame": {
      const thing = resolveRef(ask.answer, moment);
      return thing?.kind === "frame" ? thing.pfn : undefined;
    }
    case "number":
      return quantityOf(ask.answer, moment, run);
    case "choice": {
      const right = ask.options.flatMap(({ holds }, index) =>
        holds.every((each) => brokenPromise(each, moment, run) === undefined) ? [index] : [],
      );
      return right.length === 1 ? right[0] : undefined;
    }
  }
}

function quantityOf(quantity: Quantity, moment: Moment, run: RunSummary): number | undefined {
  switch (quantity.kind) {
    case "frames":
      return moment.map.counts[FRAME_CLASSES.indexOf(quantity.of)];
    case "value":
      return valueOf(quantity.of, moment);
    case "figure":
      return run.numbers.find(({ id }) => id === quantity.id)?.value;
  }
}
