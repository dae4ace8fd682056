// The event log: what happened in the run and has a name, filtered by kind and by words; a row leads to its moment.

import { Download } from "lucide-react";
import { useMemo, useState, type ReactNode } from "react";
import type { EventKind, LogEvent, RunSummary } from "../../sim/api.ts";
import { IconButton } from "../shared/Button.tsx";
import { placeAlong } from "../shared/along-run.ts";
import { count } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useLab } from "../shared/use-lab.ts";
import css from "./EventLog.module.css";
import { EventRows } from "./EventRows.tsx";
import { countsOf, csvOf, densityOf, KIND_WORDS, shownEvents, type Filter } from "./log.ts";

const ALL: Filter = { hidden: new Set(), text: "" };

export function EventLogPanel(): ReactNode {
  const run = useLab((state) => state.run);
  const [filter, setFilter] = useState(ALL);
  const shown = useMemo(() => (run === undefined ? [] : shownEvents(run.events, filter)), [run, filter]);
  if (run === undefined) return null;
  const total = run.events.length;
  const aside = shown.length === total ? `${count(total)} events` : `${count(shown.length)} of ${count(total)} events`;
  return (
    <Panel title="Event log" aside={aside} fill>
      <div className={css.tools}>
        <input
          type="search"
          className={css.search}
          aria-label="Search the event log"
          placeholder="Search"
          spellCheck={false}
          value={filter.text}
          onChange={(event) => setFilter({ ...filter, text: event.target.value })}
        />
        <Density run={run} shown={shown} />
        <IconButton
          label="Download these events as CSV"
          disabled={shown.length === 0}
          onClick={() => download(csvOf(shown))}
        >
          <Download />
        </IconButton>
      </div>
      <Kinds events={run.events} filter={filter} onChange={setFilter} />
      {shown.length === 0 ? <p className={css.empty}>No event fits.</p> : <EventRows events={shown} />}
    </Panel>
  );
}

interface KindsProps {
  readonly events: readonly LogEvent[];
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

function Kinds({ events, filter, onChange }: KindsProps): ReactNode {
  const counts = useMemo(() => [...countsOf(events)], [events]);
  function toggle(kind: EventKind): void {
    const hidden = new Set(filter.hidden);
    if (!hidden.delete(kind)) hidden.add(kind);
    onChange({ ...filter, hidden });
  }
  return (
    <div className={css.kinds} role="group" aria-label="Kinds of events">
      {counts.map(([kind, n]) => (
        <button
          key={kind}
          type="button"
          className={css.chip}
          data-kind={kind}
          aria-pressed={!filter.hidden.has(kind)}
          title={`${count(n)} ${KIND_WORDS[kind]}: ${filter.hidden.has(kind) ? "show" : "hide"}; double-click for only these`}
          onClick={() => toggle(kind)}
          onDoubleClick={() =>
            onChange({ ...filter, hidden: new Set(counts.map(([each]) => each).filter((each) => each !== kind)) })
          }
        >
          {KIND_WORDS[kind]}
          <span className={css.number}> {count(n)}</span>
        </button>
      ))}
    </div>
  );
}

const BINS = 160;

/** How many events there are along the run; its phases are of like width. */
function Density({ run, shown }: { readonly run: RunSummary; readonly shown: readonly LogEvent[] }): ReactNode {
  const t = useLab((state) => state.moment?.at.t ?? 0);
  const bins = useMemo(() => densityOf(shown, run.phases, BINS), [shown, run]);
  const most = Math.max(1, ...bins);
  const height = (n: number): number => (n === 0 ? 0 : 2 + (14 * Math.log1p(n)) / Math.log1p(most));
  return (
    <svg className={css.density} viewBox={`0 0 ${BINS} 17`} preserveAspectRatio="none" aria-hidden>
      <path d={bins.map((n, x) => (n === 0 ? "" : `M${x} 17v${-height(n)}h1V17z`)).join("")} />
      <rect className={css.now} x={placeAlong(run.phases, t) * BINS} y={0} width={0.6} height={17} />
    </svg>
  );
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "events.csv";
  link.click();
  URL.revokeObjectURL(url);
}
