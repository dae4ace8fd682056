// Tasks and the freezer: one flag in each task_struct in RAM.

import { DISK } from "../devices/registers.ts";
import { submit } from "./drivers/sda.ts";
import type { Errno } from "./kimage.ts";
import type { Kernel } from "./kernel.ts";
import { PF_FROZEN, PF_KTHREAD, TASK_RUNNING, TASK_UNINTERRUPTIBLE } from "./layouts.ts";
import { op, type Work } from "./step.ts";
import { readText } from "./struct.ts";

/** The task that asked for the jump; it is in the kernel and not frozen. */
const CALLER = 0;
const MOST_TASKS = 32;
/** Writes the log to the last block of the disk, whenever it runs. */
const JOURNAL_THREAD = "kjournald";
const JOURNAL_BLOCK = DISK.blocks - 1;

type TaskRecord = ReturnType<Kernel["task"]>;

function tasks(kernel: Kernel): TaskRecord[] {
  const count = Math.min(kernel.data.get("nr_tasks"), MOST_TASKS);
  return Array.from({ length: count }, (_, index) => kernel.task(index));
}

const isKthread = (task: TaskRecord): boolean => (task.get("flags") & PF_KTHREAD) !== 0;

/** Are kernel threads frozen as well as user tasks: 2.6.24 does, mainline 6.1 on this path does not. */
export type Freezes = "user tasks" | "user tasks and kernel threads";

/** try_to_freeze_tasks: users first, then kernel threads. Thaws again what it has frozen when one does not stop in time. */
export function* freezeProcesses(kernel: Kernel, freezes: Freezes): Work<Errno | undefined> {
  const others = tasks(kernel).slice(CALLER + 1);
  const users = others.filter((task) => !isKthread(task));
  const threads = freezes === "user tasks" ? [] : others.filter(isKthread);
  for (const task of [...users, ...threads]) {
    const comm = task.text("comm");
    const failed = yield* kernel.step(
      `freeze_processes/${comm}`,
      { title: `freeze ${comm}`, fails: ["EBUSY"] },
      function* () {
        task.set("flags", task.get("flags") | PF_FROZEN);
        yield op(`freeze ${comm} (pid {a:dec})`, task.get("pid"));
      },
    );
    if (failed === undefined) continue;
    yield* kernel.printk(`Freezing of tasks failed: ${comm} refuses to freeze`);
    yield* thawProcesses(kernel);
    return failed;
  }
  return undefined;
}

export function* thawProcesses(kernel: Kernel): Work {
  for (const task of tasks(kernel).slice(CALLER + 1)) {
    if ((task.get("flags") & PF_FROZEN) === 0) continue;
    const comm = task.text("comm");
    yield* kernel.step(`thaw_processes/${comm}`, { title: `thaw ${comm}` }, function* () {
      task.set("flags", task.get("flags") & ~PF_FROZEN);
      yield op(`thaw ${comm} (pid {a:dec})`, task.get("pid"));
    });
  }
}

/** Kernel threads that nobody has frozen get a turn while the caller waits for devices. */
export function* runKernelThreads(kernel: Kernel): Work {
  for (const task of tasks(kernel).filter(isKthread)) {
    const comm = task.text("comm");
    if ((task.get("flags") & PF_FROZEN) !== 0) continue;
    yield op(`${comm} is not frozen and runs`);
    if (comm === JOURNAL_THREAD)
      yield* submit(kernel, { op: DISK.write, block: JOURNAL_BLOCK, buffer: kernel.page("log") });
  }
}

/** The caller waits for what nobody will ever give it. */
export function* sleepForEver(kernel: Kernel, lock: string): Work {
  kernel.task(CALLER).set("state", TASK_UNINTERRUPTIBLE);
  yield op(`${kernel.task(CALLER).text("comm")} sleeps, uninterruptible, until ${lock} is free`);
  const text = `hang: ${kernel.task(CALLER).text("comm")} waits for ${lock}, which it holds itself`;
  yield { kind: "end", outcome: "stopped", text };
}

export interface TaskSight {
  readonly pid: number;
  readonly comm: string;
  readonly kthread: boolean;
  readonly state: "running" | "sleeping" | "uninterruptible";
  readonly frozen: boolean;
  readonly note: string | undefined;
  /** Physical address of the task_struct. */
  readonly address: number;
}

function stateOf(state: number): TaskSight["state"] {
  if (state === TASK_RUNNING) return "running";
  return state === TASK_UNINTERRUPTIBLE ? "uninterruptible" : "sleeping";
}

/** The task table as it stands in RAM. */
export function readTasks(kernel: Kernel): TaskSight[] {
  return tasks(kernel).map((task) => {
    const note = task.get("note");
    return {
      pid: task.get("pid"),
      comm: task.text("comm"),
      kthread: isKthread(task),
      state: stateOf(task.get("state")),
      frozen: (task.get("flags") & PF_FROZEN) !== 0,
      note: note === 0 ? undefined : readText(kernel.memory, note, task.get("note_size")),
      address: task.address,
    };
  });
}
