// What is under way: each question that takes long, with how far it is and a way to give it up. It stays through
// changes of perspective, and says when something is done.

import { X } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { Task } from "../../state/question-types.ts";
import { IconButton } from "../shared/Button.tsx";
import { count } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./Work.module.css";

const percent = ({ share }: Task): number => Math.floor(share * 100);

function stateText(task: Task): string {
  switch (task.state) {
    case "running":
      return task.found === 0
        ? say("{percent} %", { percent: percent(task) })
        : say("{percent} %, {found} found", { percent: percent(task), found: count(task.found) });
    case "done":
      return say("done");
    case "cancelled":
      return say("cancelled");
    case "refused":
      return say("not answered");
  }
}

/** Open from the keyboard or the pointer; Esc, and a press outside, close it. */
function useOpen(): readonly [boolean, (open: boolean) => void, React.RefObject<HTMLDivElement | null>] {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) setOpen(false);
    };
    addEventListener("pointerdown", outside);
    return () => removeEventListener("pointerdown", outside);
  }, [open]);
  return [open, setOpen, box];
}

export function Work({ floating = false }: { readonly floating?: boolean }): ReactNode {
  const tasks = useLab((state) => state.tasks);
  const [open, setOpen, box] = useOpen();
  const running = tasks.filter(({ state }) => state === "running");
  // What was asked last is what the reader waits for.
  const first = running.at(-1);
  const over = tasks.findLast(({ state }) => state !== "running");
  const hidden = tasks.length === 0 || (floating && first === undefined);
  return (
    <div
      ref={box}
      className={css.work}
      data-floating={floating}
      role="presentation"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.stopPropagation();
        setOpen(false);
      }}
    >
      <span className="visually-hidden" role="status">
        {over === undefined ? "" : `${over.title}: ${stateText(over)}`}
      </span>
      {hidden ? null : (
        <button type="button" className={css.button} aria-expanded={open} onClick={() => setOpen(!open)}>
          {first === undefined
            ? say("Work")
            : say("Work: {title}, {state}", { title: first.title, state: stateText(first) })}
          {first === undefined ? null : <Bar task={first} />}
        </button>
      )}
      {open && !hidden ? <Tasks tasks={tasks} /> : null}
    </div>
  );
}

const Bar = ({ task }: { readonly task: Task }): ReactNode => (
  <progress className={css.bar} max={100} value={percent(task)} aria-label={task.title} />
);

function Tasks({ tasks }: { readonly tasks: readonly Task[] }): ReactNode {
  const { cancelTask, forgetTasks } = useActions();
  return (
    <section className={css.popover} aria-label={say("Work")}>
      <ul className={css.list}>
        {tasks.toReversed().map((task) => (
          <li key={task.id} className={css.task} data-state={task.state}>
            <span className={css.title}>{task.title}</span>
            <span className={css.state}>{stateText(task)}</span>
            {task.state === "running" ? (
              <>
                <IconButton label={say("Cancel: {title}", { title: task.title })} onClick={() => cancelTask(task.id)}>
                  <X />
                </IconButton>
                <Bar task={task} />
              </>
            ) : null}
          </li>
        ))}
      </ul>
      {tasks.some(({ state }) => state !== "running") ? (
        <button type="button" className={css.forget} onClick={forgetTasks}>
          {say("Clear the list")}
        </button>
      ) : null}
    </section>
  );
}
