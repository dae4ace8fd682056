// The call stack of the modelled kernel, the step it is about to do, and where it goes if that step fails.

import { useLayoutEffect, useRef, type ReactNode } from "react";
import type { KernelName, StackView } from "../../sim/api.ts";
import { retell, say } from "../../messages/say.ts";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import { ladderOf, type Rung } from "./ladder.ts";
import { Told } from "../shared/Told.tsx";
import css from "./StackPanel.module.css";

export function StackPanel(): ReactNode {
  const stack = useLab((state) => state.moment?.board.stack);
  const phase = useLab((state) => state.run?.phases[state.moment?.phase ?? -1]);
  if (stack === undefined || phase === undefined) return null;
  const kernel = phase.owner;
  return (
    <Panel title={say("Call stack")} aside={say("kernel {kernel} · {phase}", { kernel, phase: say(phase.title) })}>
      <Calls stack={stack} kernel={kernel} />
      <Failure stack={stack} />
      <Ladder kernel={kernel} />
    </Panel>
  );
}

function Calls({ stack, kernel }: { readonly stack: StackView; readonly kernel: string }): ReactNode {
  const { calls, step: point } = stack;
  const name = point?.replace(/^code\//, "");
  const step = name === calls.at(-1) ? undefined : name;
  if (calls.length === 0)
    return <p className={css.empty}>{say("No modelled function is active: the processor runs code of its own.")}</p>;
  return (
    <ol
      className={css.calls}
      aria-label={say("Active functions of kernel {kernel}, outermost first", { kernel })}
      data-kernel={kernel}
    >
      {calls.map((name, depth) => (
        <li key={`${depth} ${name}`} style={{ ["--depth" as string]: depth }} data-top={depth === calls.length - 1}>
          <code>{name}</code>
        </li>
      ))}
      {step === undefined ? null : (
        <li className={css.step} style={{ ["--depth" as string]: calls.length }}>
          <span className="visually-hidden">{say("step:")} </span>
          {step}
        </li>
      )}
    </ol>
  );
}

function Failure({ stack }: { readonly stack: StackView }): ReactNode {
  const { undo, undoes = [] } = stack;
  if (undo === undefined) return null;
  return (
    <p className={css.failure}>
      {say("if this fails:")} <code className={css.goto}>goto {undo}</code>
      {undoes.length === 0 ? null : (
        <span className={css.undoes}>
          {" "}
          {say("undoes")}{" "}
          {undoes.map((name, index) => (
            <span key={name}>
              {index === 0 ? "" : " → "}
              <code>{name}</code>
            </span>
          ))}
        </span>
      )}
    </p>
  );
}

/** The steps of this leg in order: what is done, what is next, and the label each would go to. */
function Ladder({ kernel }: { readonly kernel: KernelName }): ReactNode {
  const run = useLab((state) => state.run);
  const moment = useLab((state) => state.moment);
  if (run === undefined || moment === undefined) return null;
  const rungs = ladderOf(run, moment, kernel);
  return rungs.length === 0 ? null : <Rungs rungs={rungs} />;
}

function Rungs({ rungs }: { readonly rungs: readonly Rung[] }): ReactNode {
  const list = useRef<HTMLOListElement>(null);
  const now = rungs.findIndex(({ state }) => state === "now");
  useLayoutEffect(() => {
    const [host, rung] = [list.current, list.current?.children[now]];
    if (host === null || !(rung instanceof HTMLElement)) return;
    host.scrollTop = rung.offsetTop - (host.clientHeight - rung.offsetHeight) / 2;
  }, [now, rungs.length]);
  return (
    <ol ref={list} className={css.ladder} aria-label={say("Steps of this part of the run")}>
      {rungs.map((rung) => (
        <Step key={rung.id} rung={rung} />
      ))}
    </ol>
  );
}

function Step({ rung }: { readonly rung: Rung }): ReactNode {
  const { goTo } = useActions();
  const { t, name, title, undo, state, depth } = rung;
  return (
    <li data-state={state} aria-current={state === "now" ? "step" : undefined}>
      <button
        type="button"
        title={say("{title}: go to t {t}", { title: retell(title).text, t })}
        style={{ ["--depth" as string]: depth }}
        onClick={() => void goTo({ kind: "position", at: { t, sub: 0 } }, "jump")}
      >
        <span className={css.mark} aria-hidden>
          {state === "done" ? "✓" : state === "now" ? "▸" : ""}
        </span>
        <span className={css.stepName}>
          <code>{name}</code> <span className={css.title}>{title === name ? "" : <Told text={title} />}</span>
        </span>
        {undo === undefined ? null : (
          <span className={css.label}>
            <span className="visually-hidden">{say("if it fails, goes to")} </span>
            {undo}
          </span>
        )}
      </button>
    </li>
  );
}
