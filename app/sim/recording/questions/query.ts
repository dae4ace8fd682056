// A question under way: it works a little, says how far it is, and goes on when it is asked to. Whoever drives it may do
// anything with the run's cursor meanwhile.

import type { QuestionProgress } from "../../api.ts";

export type Query<T> = Generator<QuestionProgress, T, void>;

/** Runs a question through. */
export function answer<T>(query: Query<T>): T {
  for (;;) {
    const { done, value } = query.next();
    if (done === true) return value;
  }
}
