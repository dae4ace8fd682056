// The serial consoles of A and B: what each kernel said, when. A line takes the reader to its moment.

import { useEffect, useRef, useState, type ReactNode } from "react";
import type { ConsoleLine } from "../../sim/api.ts";
import { count } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./ConsolesPanel.module.css";

type Filter = "both" | "A" | "B";

export function ConsolesPanel(): ReactNode {
  const lines = useLab((state) => state.run?.consoles);
  const [filter, setFilter] = useState<Filter>("both");
  if (lines === undefined || lines.length === 0)
    return (
      <Panel title="Consoles" fill>
        <p className={css.empty}>
          {lines === undefined ? "No run yet." : "No kernel of this run has written to its console."}
        </p>
      </Panel>
    );
  const choice = (
    <span className={css.choice} role="group" aria-label="Whose console">
      {(["both", "A", "B"] as const).map((name) => (
        <button key={name} type="button" aria-pressed={filter === name} onClick={() => setFilter(name)}>
          {name}
        </button>
      ))}
    </span>
  );
  return (
    <Panel title="Consoles" fill aside={choice}>
      <Lines lines={lines.filter((line) => filter === "both" || line.kernel === filter)} />
    </Panel>
  );
}

function Lines({ lines }: { readonly lines: readonly ConsoleLine[] }): ReactNode {
  const now = useLab((state) => state.moment?.at.t ?? 0);
  const follow = useLab((state) => state.follow);
  const list = useRef<HTMLOListElement>(null);
  const said = lines.findLastIndex((line) => line.t <= now);
  useEffect(() => {
    const host = list.current;
    const item = host?.children[Math.max(0, said)];
    if (!follow || host === null || !(item instanceof HTMLElement)) return;
    host.scrollTop = item.offsetTop - host.clientHeight / 2;
  }, [said, follow]);
  return (
    <ol ref={list} className={css.lines} tabIndex={-1}>
      {lines.map((line, i) => (
        <Line key={`${line.t}-${i}`} line={line} place={i === said ? "last" : i < said ? "past" : "future"} />
      ))}
    </ol>
  );
}

function Line({ line, place }: { readonly line: ConsoleLine; readonly place: "past" | "last" | "future" }): ReactNode {
  const { goTo } = useActions();
  return (
    <li>
      <button
        type="button"
        className={css.line}
        data-place={place}
        aria-current={place === "last" ? "time" : undefined}
        onClick={() => void goTo({ kind: "position", at: { t: line.t, sub: 0 } }, "jump")}
      >
        <span className={css.time}>{count(line.t)}</span>
        <span className={css.kernel} data-kernel={line.kernel}>
          {line.kernel}
        </span>
        <span className={css.text}>{line.text}</span>
      </button>
    </li>
  );
}
