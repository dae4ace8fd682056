// One swept scenario held to the predictions.

import type { Scenario } from "../../app/sim/api.ts";
import { Place, predict, type Prediction } from "./predict.ts";
import { sweep, trunkOf, type Swept } from "./sweep.ts";

export interface Checked {
  readonly swept: readonly Swept[];
  /** Of those, how many a rule has named the verdict of. */
  readonly predicted: number;
  readonly wrong: readonly string[];
}

export function check(scenario: Scenario): Checked {
  const { trunk, run } = trunkOf(scenario);
  const swept: Swept[] = [];
  const wrong: string[] = [];
  let predicted = 0;
  for (const one of sweep(trunk, run)) {
    swept.push(one);
    const prediction = predict(new Place(trunk, one.index, one.point), one.how);
    if (prediction !== undefined && prediction.kinds.length > 0) predicted++;
    const mismatch = compare(one, prediction);
    if (mismatch !== undefined) wrong.push(`${one.fault}: ${mismatch}`);
  }
  return { swept, predicted, wrong };
}

function compare({ verdict, failing }: Swept, prediction: Prediction | undefined): string | undefined {
  if (prediction === undefined) return `no rule says what to expect; it is ${verdict.kind}`;
  const { kinds, errno, invariant } = prediction;
  const got = `${verdict.kind} (${verdict.text.slice(0, 100)})`;
  if (kinds.length > 0 && !kinds.includes(verdict.kind)) return `expected ${kinds.join(" or ")}, got ${got}`;
  if (errno !== undefined && verdict.errno !== errno) return `expected errno ${errno}, got ${verdict.errno ?? "none"}`;
  if (invariant !== undefined && !failing.includes(invariant)) return `expected ${invariant} to fail, got ${got}`;
  if (verdict.kind === "refused" && failing.length > 0) return `refused, and ${failing.join(", ")} fail`;
  return undefined;
}
