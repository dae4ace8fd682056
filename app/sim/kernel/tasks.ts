// Tasks and the freezer: one flag in each task_struct in RAM.

import type { Kernel } from "./kernel.ts";
import { PF_FROZEN } from "./layouts.ts";
import { op, type Work } from "./step.ts";
import { readText } from "./struct.ts";

/** The task that asked for the jump; it is in the kernel and not frozen. */
const CALLER = 0;

export function* freezeProcesses(kernel: Kernel): Work {
  for (let i = CALLER + 1; i < kernel.data.get("nr_tasks"); i++) {
    const task = kernel.task(i);
    task.set("flags", task.get("flags") | PF_FROZEN);
    yield op(`freeze ${task.text("comm")} (pid {a:dec})`, task.get("pid"));
  }
}

export function* thawProcesses(kernel: Kernel): Work {
  for (let i = CALLER + 1; i < kernel.data.get("nr_tasks"); i++) {
    const task = kernel.task(i);
    task.set("flags", task.get("flags") & ~PF_FROZEN);
    yield op(`thaw ${task.text("comm")} (pid {a:dec})`, task.get("pid"));
  }
}

export interface TaskSight {
  readonly pid: number;
  readonly comm: string;
  readonly frozen: boolean;
  readonly note: string | undefined;
  /** Physical address of the task_struct. */
  readonly address: number;
}

/** The task table as it stands in RAM. */
export function readTasks(kernel: Kernel): TaskSight[] {
  const count = Math.min(kernel.data.get("nr_tasks"), 32);
  return Array.from({ length: count }, (_, index) => {
    const task = kernel.task(index);
    const note = task.get("note");
    return {
      pid: task.get("pid"),
      comm: task.text("comm"),
      frozen: (task.get("flags") & PF_FROZEN) !== 0,
      note: note === 0 ? undefined : readText(kernel.memory, note, task.get("note_size")),
      address: task.address,
    };
  });
}
