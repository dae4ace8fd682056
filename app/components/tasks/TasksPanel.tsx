// Tasks and kernel threads of the kernels in memory, as their task structs say.

import type { ReactNode } from "react";
import { KERNELS, type ConsoleState, type KernelName, type TaskView } from "../../sim/api.ts";
import { plural, retell, say } from "../../messages/say.ts";
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
    <Panel
      title={say("Tasks and consoles")}
      aside={say("{frozen} of {tasks} frozen", { frozen, tasks: plural(tasks.length, "{n} task", "{n} tasks") })}
    >
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
        <b>{say("Kernel {kernel}", { kernel })}</b>
        {console === undefined ? null : <Console console={console} />}
      </p>
      <table className={css.tasks} aria-label={say("Tasks of kernel {kernel}", { kernel })}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{say("pid")}</th>
            <th scope="col">{say("name")}</th>
            <th scope="col">{say("state")}</th>
            <th scope="col">{say("memory")}</th>
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
      {say("tty{terminal} in front ·", { terminal: console.terminal })}{" "}
      <span data-suspended={console.suspended}>
        {console.suspended ? say("console suspended") : say("console prints")}
      </span>
    </span>
  );
}

function stateWords({ state, frozen }: TaskView): string {
  if (frozen) return say("frozen");
  return say(state === "uninterruptible" ? "uninterruptible sleep" : state);
}

function Task({ task }: { readonly task: TaskView }): ReactNode {
  const { pid, comm, kthread, note, pfn } = task;
  const words = stateWords(task);
  return (
    <tr data-state={task.frozen ? "frozen" : task.state}>
      <td className={css.pid}>{pid}</td>
      <th scope="row">
        <code title={kthread ? say("a kernel thread: no user memory") : undefined}>{kthread ? `[${comm}]` : comm}</code>
        {note === undefined ? null : (
          <span className={css.note}>{say("holds “{note}”", { note: retell(note).text })}</span>
        )}
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
