// Questions of a session, answered in slices, so that what the page shows is not kept waiting and a question can be
// taken back. Each hop between two slices lets waiting messages in.

import type { QuestionAnswers, QuestionKind, QuestionOf, QuestionProgress, Result } from "../sim/api.ts";
import { ok, refuse } from "../sim/core/errors.ts";
import { askRun } from "../sim/recording/questions/ask.ts";
import type { Query } from "../sim/recording/questions/query.ts";
import type { Run } from "../sim/recording/run.ts";
import { Hops } from "./hops.ts";

/** Milliseconds that a question works before others have their turn. */
const SLICE = 10;

const CANCELLED = { path: "question", expected: "an answer", got: "cancelled" };

type Report = (progress: QuestionProgress) => void;

export class Asking {
  /** Tasks under way, by the number that the asker gave; false once they are to end. */
  private readonly tasks = new Map<number, boolean>();

  async ask<K extends QuestionKind>(
    run: Run,
    question: QuestionOf<K>,
    task: number,
    onProgress?: Report,
  ): Promise<Result<QuestionAnswers[K]>> {
    const query = askRun(run, question);
    if (!query.ok) return query;
    this.tasks.set(task, true);
    try {
      return await this.drive(query.value, task, onProgress);
    } finally {
      this.tasks.delete(task);
    }
  }

  cancel(task: number): void {
    if (this.tasks.has(task)) this.tasks.set(task, false);
  }

  /** Another run takes the place of this one: nothing of it is to be told any more. */
  cancelAll(): void {
    for (const task of this.tasks.keys()) this.tasks.set(task, false);
  }

  private async drive<T>(query: Query<T>, task: number, onProgress: Report | undefined): Promise<Result<T>> {
    const hops = new Hops();
    try {
      for (;;) {
        const until = performance.now() + SLICE;
        let progress: QuestionProgress;
        do {
          const { done, value } = query.next();
          if (done === true) return ok(value);
          progress = value;
        } while (performance.now() < until);
        onProgress?.(progress);
        await hops.next();
        if (this.tasks.get(task) !== true) return refuse(CANCELLED);
      }
    } finally {
      hops.end();
    }
  }
}
