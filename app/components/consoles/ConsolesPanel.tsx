// The serial consoles: what each kernel, or the program in B's place, has printed and when. A line leads to the moment
// at which it was complete; lines that are still to come are there, but not yet said.

import { useState, type ReactNode } from "react";
import type { KernelName, RunSummary } from "../../sim/api.ts";
import { kernelsOf } from "../../state/kernels.ts";
import { Panel } from "../shared/Panel.tsx";
import { useLab } from "../shared/use-lab.ts";
import css from "./ConsolesPanel.module.css";
import { ConsoleLines } from "./ConsoleLines.tsx";

type Filter = KernelName | "all";

/** In kernel B's place there may be a program with a name of its own. */
function nameOf(filter: Filter, run: RunSummary): string {
  if (filter === "all") return kernelsOf(run).length === 2 ? "both" : "all";
  return filter === "B" ? (run.scenario.payload?.name ?? filter) : filter;
}

export function ConsolesPanel(): ReactNode {
  const run = useLab((state) => state.run);
  const [filter, setFilter] = useState<Filter>("all");
  if (run === undefined) return <Empty text="No run yet." />;
  if (run.consoles.length === 0) return <Empty text="Nothing has been written to the serial port at 0x3f8." />;
  const lines = run.consoles.filter((line) => filter === "all" || line.kernel === filter);
  const choice = (
    <span className={css.choice} role="group" aria-label="Whose console">
      {(["all", ...kernelsOf(run)] as const).map((each) => (
        <button key={each} type="button" aria-pressed={filter === each} onClick={() => setFilter(each)}>
          {nameOf(each, run)}
        </button>
      ))}
    </span>
  );
  return (
    <Panel title="Consoles" fill aside={choice}>
      {lines.length > 0 ? (
        <ConsoleLines key={filter} lines={lines} />
      ) : (
        <p className={css.empty}>{nameOf(filter, run)} has printed nothing.</p>
      )}
    </Panel>
  );
}

function Empty({ text }: { readonly text: string }): ReactNode {
  return (
    <Panel title="Consoles" fill>
      <p className={css.empty}>{text}</p>
    </Panel>
  );
}
