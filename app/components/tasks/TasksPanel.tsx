// Tasks and kernel threads of the kernels in memory, as their task structs say.

import type { ReactNode } from "react";
import { KERNELS, type ConsoleState, type KernelName, type TaskView } from "../../sim/api.ts";
import { plural } from "../shared/format.ts";
import { FrameLink } from "../shared/FrameLink.tsx";
import { Panel } from "../shared/Panel.tsx";
import { useLab } from "../shared/use-lab.ts";
import css from "./TasksPanel.module.css";

const NONE: readonly TaskView[] = [];

export function TasksPanel(): ReactNode {
  const tasks = useLab((state) => state.moment?.tasks ?? NONE);
  const consoles = useLab((state) => state.moment?.board.consoles);
  if (tasks.length === 0) return null;
  const frozen = tasks.filter((task) => task.frozen).length;
  return (
    <Panel title="Tasks and consoles" aside={`${frozen} of ${plural(tasks.length, "task")} frozen`}>
      {KERNELS.map((kernel) => {
        const own = tasks.filter((task) => task.kernel === kernel);
        const console = consoles?.find((each) => each.kernel === kernel);
        return own.length === 0 ? null : <OfKernel key={kernel} kernel={kernel} tasks={own} console={console} />;
      })}
    </Panel>
  );
}

interface OfKernelProps {
  readonly kernel: KernelName;
  readonly tasks: readonly TaskView[];
  readonly console: ConsoleState | undefined;
}

function OfKernel({ kernel, tasks, console }: OfKernelProps): ReactNode {
  return (
    <div className={css.kernel} data-kernel={kernel}>
      <p className={css.head}>
        <b>Kernel {kernel}</b>
        {console === undefined ? null : <Console console={console} />}
      </p>
      <table className={css.tasks} aria-label={`Tasks of kernel ${kernel}`}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">pid</th>
            <th scope="col">name</th>
            <th scope="col">state</th>
            <th scope="col">memory</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <Task key={task.pid} task={task} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** tty63 is the one that nobody uses: it is in front while devices sleep. */
function Console({ console }: { readonly console: ConsoleState }): ReactNode {
  return (
    <span className={css.console}>
      tty{console.terminal} in front ·{" "}
      <span data-suspended={console.suspended}>{console.suspended ? "console suspended" : "console prints"}</span>
    </span>
  );
}

function stateWords({ state, frozen }: TaskView): string {
  if (frozen) return "frozen";
  return state === "uninterruptible" ? "uninterruptible sleep" : state;
}

function Task({ task }: { readonly task: TaskView }): ReactNode {
  const { pid, comm, kthread, note, pfn } = task;
  const words = stateWords(task);
  return (
    <tr data-state={task.frozen ? "frozen" : task.state}>
      <td className={css.pid}>{pid}</td>
      <th scope="row">
        <code title={kthread ? "a kernel thread: no user memory" : undefined}>{kthread ? `[${comm}]` : comm}</code>
        {note === undefined ? null : <span className={css.note}>holds “{note}”</span>}
      </th>
      <td className={css.state}>
        <span className={css.mark} aria-hidden />
        {words}
      </td>
      <td className={css.frame}>
        <FrameLink pfn={pfn} />
      </td>
    </tr>
  );
}
