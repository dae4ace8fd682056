// The serial consoles: what each kernel, or the program in B's place, has printed and when. A line leads to the moment
// at which it was complete; lines that are still to come are there, but not yet said.

import { useState, type ReactNode } from "react";
import type { RunSummary } from "../../sim/api.ts";
import { Panel } from "../shared/Panel.tsx";
import { useLab } from "../shared/use-lab.ts";
import css from "./ConsolesPanel.module.css";
import { ConsoleLines } from "./ConsoleLines.tsx";

const FILTERS = ["both", "A", "B"] as const;
type Filter = (typeof FILTERS)[number];

/** In kernel B's place there may be a program with a name of its own. */
const nameOf = (filter: Filter, run: RunSummary): string =>
  filter === "B" ? (run.scenario.payload?.name ?? filter) : filter;

export function ConsolesPanel(): ReactNode {
  const run = useLab((state) => state.run);
  const [filter, setFilter] = useState<Filter>("both");
  if (run === undefined) return <Empty text="No run yet." />;
  if (run.consoles.length === 0) return <Empty text="Nothing has been written to the serial port at 0x3f8." />;
  const lines = run.consoles.filter((line) => filter === "both" || line.kernel === filter);
  const choice = (
    <span className={css.choice} role="group" aria-label="Whose console">
      {FILTERS.map((each) => (
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
