// The event log: what happened in the run and has a name, filtered by kind and by words; a row leads to its moment.

import { Download } from "lucide-react";
import { useMemo, useState, type ReactNode } from "react";
import type { EventKind, LogEvent, RunSummary } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { IconButton } from "../shared/Button.tsx";
import { placeAlong } from "../shared/along-run.ts";
import { count } from "../shared/format.ts";
import { save } from "../shared/save.ts";
import { Panel } from "../shared/Panel.tsx";
import { useLab } from "../shared/use-lab.ts";
import css from "./EventLog.module.css";
import { EventInspector } from "./EventInspector.tsx";
import { EventRows } from "./EventRows.tsx";
import { countsOf, csvOf, densityOf, KIND_WORDS, shownEvents, type Filter } from "./log.ts";

const ALL: Filter = { hidden: new Set(), text: "" };

export function EventLogPanel(): ReactNode {
  const run = useLab((state) => state.run);
  const [filter, setFilter] = useState(ALL);
  const [chosen, setChosen] = useState<LogEvent>();
  const shown = useMemo(() => (run === undefined ? [] : shownEvents(run.events, filter)), [run, filter]);
  if (run === undefined) return null;
  const total = run.events.length;
  const aside =
    shown.length === total
      ? say("{total} events", { total: count(total) })
      : say("{shown} of {total} events", { shown: count(shown.length), total: count(total) });
  return (
    <Panel title={say("Event log")} aside={aside} fill>
      <div className={css.tools}>
        <input
          type="search"
          className={css.search}
          aria-label={say("Search the event log")}
          placeholder={say("Search")}
          spellCheck={false}
          value={filter.text}
          onChange={(event) => setFilter({ ...filter, text: event.target.value })}
        />
        <Density run={run} shown={shown} />
        <IconButton
          label={say("Download these events as CSV")}
          disabled={shown.length === 0}
          onClick={() => save("events.csv", "text/csv", csvOf(shown))}
        >
          <Download />
        </IconButton>
      </div>
      <Kinds events={run.events} filter={filter} onChange={setFilter} />
      {shown.length === 0 ? (
        <p className={css.empty}>{say("No event fits.")}</p>
      ) : (
        <EventRows events={shown} onChosen={setChosen} />
      )}
      {chosen !== undefined && run.events.includes(chosen) ? <EventInspector event={chosen} /> : null}
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
    <div className={css.kinds} role="group" aria-label={say("Kinds of events")}>
      {counts.map(([kind, n]) => (
        <button
          key={kind}
          type="button"
          className={css.chip}
          data-kind={kind}
          aria-pressed={!filter.hidden.has(kind)}
          title={
            filter.hidden.has(kind)
              ? say("{n} {kind}: show; double-click for only these", { n: count(n), kind: say(KIND_WORDS[kind]) })
              : say("{n} {kind}: hide; double-click for only these", { n: count(n), kind: say(KIND_WORDS[kind]) })
          }
          onClick={() => toggle(kind)}
          onDoubleClick={() =>
            onChange({ ...filter, hidden: new Set(counts.map(([each]) => each).filter((each) => each !== kind)) })
          }
        >
          {say(KIND_WORDS[kind])}
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
