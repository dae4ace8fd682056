// Questions about a whole run: one of a kind is under way, what takes long becomes a task, and giving one up counts at
// once, whatever the worker does meanwhile. Answers are kept by kind until another run is shown.

import type { Problem, QuestionAnswers, QuestionKind, QuestionOf, Result } from "../sim/api.ts";
import { refuse } from "../sim/core/errors.ts";
import type { SimService } from "../worker/wire.ts";
import type { Focus } from "./focus.ts";
import type { LabStore } from "./lab.ts";
import { isPart } from "./phases.ts";
import type { Task } from "./question-types.ts";
import type { LabActions } from "./types/actions.ts";

/** What is over sooner is not worth a word, milliseconds. */
export const QUIET_MS = 150;
/** Tasks that are over and still listed. */
const REMEMBERED = 4;

const CANCELLED: Problem = { path: "question", expected: "an answer", got: "cancelled" };

/** Nobody wants to be told that what he has cancelled was cancelled. */
export const isCancelled = (problems: readonly Problem[]): boolean =>
  problems.some(({ path, got }) => path === CANCELLED.path && got === CANCELLED.got);

interface Running {
  readonly kind: QuestionKind;
  giveUp(): void;
}

interface TaskTeller {
  report(now: { readonly share: number; readonly found: number }): void;
  end(state: Task["state"]): void;
}

/** Tells of a task once it has taken a while, and what became of it. */
function taskTeller(store: LabStore, isRunning: (id: number) => boolean) {
  const change = (id: number, to: Partial<Task>): void =>
    store.setState(({ tasks }) => ({ tasks: tasks.map((task) => (task.id === id ? { ...task, ...to } : task)) }));

  return function told(id: number, kind: QuestionKind, title: string): TaskTeller {
    let progress = { share: 0, found: 0 };
    let listed = false;
    const timer = setTimeout(() => {
      listed = true;
      const task: Task = { id, kind, title, state: "running", ...progress };
      store.setState(({ tasks }) => {
        const over = tasks.filter(({ state }) => state !== "running").slice(-REMEMBERED);
        return { tasks: [...over, ...tasks.filter(({ state }) => state === "running"), task] };
      });
    }, QUIET_MS);
    return {
      report: (now: { readonly share: number; readonly found: number }): void => {
        progress = { share: now.share, found: now.found };
        if (listed && isRunning(id)) change(id, progress);
      },
      end: (state: Task["state"]): void => {
        clearTimeout(timer);
        if (listed) change(id, state === "done" ? { state, share: 1 } : { state });
      },
    };
  };
}

export type QuestionActions = Pick<LabActions, "ask" | "cancelTask" | "cancelTasks" | "forgetTasks">;

/** A question that ends with the worker. */
function crashed(store: LabStore, error: unknown): Result<never> {
  const message = error instanceof Error ? error.message : String(error);
  // A worker that was ended on purpose is no crash: another run is being opened.
  const { status, moment } = store.getState();
  if (status.kind === "ready")
    store.setState({ status: { kind: "crashed", message, ...(moment === undefined ? {} : { at: moment.at }) } });
  return refuse({ path: "question", expected: "an answer", got: message });
}

/** Asked again where the rest of the run has been recorded meanwhile: the answer may be another one. */
async function ofRun<T>(store: LabStore, get: () => Promise<T>, awaited: () => boolean): Promise<T> {
  const part = isPart(store.getState().run);
  const answer = await get();
  return part && !isPart(store.getState().run) && awaited() ? ofRun(store, get, awaited) : answer;
}

export function questionActions(store: LabStore, service: SimService, focus: Focus): QuestionActions {
  const running = new Map<number, Running>();
  let last = 0;
  const told = taskTeller(store, (id) => running.has(id));

  async function ask<K extends QuestionKind>(
    question: QuestionOf<K>,
    title: string,
    signal?: AbortSignal,
  ): Promise<Result<QuestionAnswers[K]>> {
    const { kind } = question;
    for (const [id, task] of running) if (task.kind === kind) cancelTask(id);
    const id = ++last;
    const { source } = store.getState();
    const task = told(id, kind, title);
    const given = new Promise<Result<never>>((resolve) =>
      running.set(id, { kind, giveUp: () => resolve(refuse(CANCELLED)) }),
    );
    const giveUp = (): void => cancelTask(id);
    signal?.addEventListener("abort", giveUp);
    try {
      const get = (): Promise<Result<QuestionAnswers[K]>> =>
        Promise.race([service.ask<K>(question, id, task.report), given]);
      const answer = await ofRun(store, get, () => running.has(id) && store.getState().source === source);
      task.end(answer.ok ? "done" : isCancelled(answer.problems) ? "cancelled" : "refused");
      if (store.getState().source !== source) return refuse(CANCELLED);
      if (answer.ok)
        store.setState(({ answers }) => ({
          answers: { ...answers, [kind]: { question, title, answer: answer.value } },
        }));
      return answer;
    } catch (error) {
      task.end("refused");
      return crashed(store, error);
    } finally {
      running.delete(id);
      signal?.removeEventListener("abort", giveUp);
    }
  }

  function cancelTask(id: number): void {
    const task = running.get(id);
    if (task === undefined) return;
    running.delete(id);
    task.giveUp();
    service.cancel(id).catch(() => undefined);
  }

  return {
    ask,
    cancelTask,
    cancelTasks: () => {
      const ids = [...running.keys()];
      for (const id of ids) cancelTask(id);
      const seeks = !focus.idle();
      if (seeks) focus.cancel();
      return ids.length > 0 || seeks;
    },
    forgetTasks: () => store.setState(({ tasks }) => ({ tasks: tasks.filter(({ state }) => state === "running") })),
  };
}
