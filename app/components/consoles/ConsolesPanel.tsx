// The serial consoles: what each kernel, or the program in B's place, has printed and when. A line leads to the moment
// at which it was complete; lines that are still to come are there, but not yet said.

import { Check, Copy } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { ConsoleLine, KernelName, RunSummary } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { kernelsOf } from "../../state/kernels.ts";
import { IconButton } from "../shared/Button.tsx";
import { Panel } from "../shared/Panel.tsx";
import { useLab } from "../shared/use-lab.ts";
import css from "./ConsolesPanel.module.css";
import { ConsoleLines } from "./ConsoleLines.tsx";
import { consoleText } from "./lines.ts";

type Filter = KernelName | "all";

/** In kernel B's place there may be a program with a name of its own. */
function nameOf(filter: Filter, run: RunSummary): string {
  if (filter === "all") return kernelsOf(run).length === 2 ? say("both") : say("all");
  return filter === "B" ? (run.scenario.payload?.name ?? filter) : filter;
}

/** With the times, as they stand there. */
function CopyLines({ lines }: { readonly lines: readonly ConsoleLine[] }): ReactNode {
  const [copied, setCopied] = useState<readonly ConsoleLine[]>();
  const done = copied === lines;
  return (
    <IconButton
      label={done ? say("Copied") : say("Copy these lines")}
      onClick={() => void navigator.clipboard.writeText(consoleText(lines)).then(() => setCopied(lines))}
    >
      {done ? <Check /> : <Copy />}
    </IconButton>
  );
}

export function ConsolesPanel(): ReactNode {
  const run = useLab((state) => state.run);
  const [filter, setFilter] = useState<Filter>("all");
  if (run === undefined) return <Empty text={say("No run yet.")} />;
  if (run.consoles.length === 0) return <Empty text={say("Nothing has been written to the serial port at 0x3f8.")} />;
  const lines = run.consoles.filter((line) => filter === "all" || line.kernel === filter);
  const choice = (
    <span className={css.choice} role="group" aria-label={say("Whose console")}>
      {(["all", ...kernelsOf(run)] as const).map((each) => (
        <button key={each} type="button" aria-pressed={filter === each} onClick={() => setFilter(each)}>
          {nameOf(each, run)}
        </button>
      ))}
      <CopyLines lines={lines} />
    </span>
  );
  return (
    <Panel title={say("Consoles")} fill aside={choice}>
      {lines.length > 0 ? (
        <ConsoleLines key={filter} lines={lines} />
      ) : (
        <p className={css.empty}>{say("{filter} has printed nothing.", { filter: nameOf(filter, run) })}</p>
      )}
    </Panel>
  );
}

function Empty({ text }: { readonly text: string }): ReactNode {
  return (
    <Panel title={say("Consoles")} fill>
      <p className={css.empty}>{text}</p>
    </Panel>
  );
}
