// Undo labels: the way back from any step of a kernel function is the rest of one list, from the label on.

import type { Kernel } from "../kernel/kernel.ts";
import type { Work } from "../kernel/step.ts";

export interface UndoStep<Label extends string> {
  /** Where a failure of an earlier step enters the list. */
  readonly label?: Label;
  readonly name: string;
  readonly title: string;
  readonly body: (kernel: Kernel) => Work;
}

/** Falls through from the label, or from the top for the way back from the other kernel. */
export function* undoFrom<Label extends string>(
  kernel: Kernel,
  steps: readonly UndoStep<Label>[],
  label?: Label,
): Work {
  const first = label === undefined ? 0 : steps.findIndex((step) => step.label === label);
  for (const { name, title, body } of steps.slice(first)) {
    yield* kernel.step(name, { title }, () => kernel.fn(name, body(kernel)));
  }
}

/** What is done from a label on. */
export function namesFrom(steps: readonly UndoStep<string>[], label: string): string[] {
  const first = steps.findIndex((step) => step.label === label);
  return first < 0 ? [] : steps.slice(first).map(({ name }) => name);
}
