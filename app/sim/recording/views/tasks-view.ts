// The task tables in RAM: who runs, sleeps or is frozen.

import type { TaskView } from "../../api.ts";
import { PAGE_SHIFT } from "../../core/units.ts";
import {
  PF_FROZEN,
  PF_KTHREAD,
  TASK_RUNNING,
  TASK_STRUCT,
  TASK_STRUCT_SIZE,
  TASK_UNINTERRUPTIBLE,
} from "../../kernel/layouts.ts";
import type { KernelMemory } from "./kernel-memory.ts";

const MOST_TASKS = 32;

export const tasksView = (kernels: readonly KernelMemory[]): TaskView[] => kernels.flatMap(tasksOf);

function tasksOf(memory: KernelMemory): TaskView[] {
  const { kernel, homes } = memory;
  const count = Math.min(MOST_TASKS, memory.data.get("nr_tasks"));
  return Array.from({ length: count }, (_, index) => {
    const address = memory.page("tasks") + index * TASK_STRUCT_SIZE;
    const task = memory.at(TASK_STRUCT, address);
    const note = task.get("note");
    const flags = task.get("flags");
    return {
      kernel,
      pid: task.get("pid"),
      comm: task.text("comm"),
      kthread: (flags & PF_KTHREAD) !== 0,
      state: stateOf(task.get("state")),
      frozen: (flags & PF_FROZEN) !== 0,
      ...(note === 0 ? {} : { note: memory.text(note, task.get("note_size")) }),
      pfn: (homes.whereIs(note === 0 ? address : note) ?? 0) >>> PAGE_SHIFT,
    };
  });
}

function stateOf(word: number): TaskView["state"] {
  if (word === TASK_RUNNING) return "running";
  return word === TASK_UNINTERRUPTIBLE ? "uninterruptible" : "sleeping";
}
