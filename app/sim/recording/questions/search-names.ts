// Everything in a run that has a name: phases, events, operations, console lines, tasks, roles of frames, anchors.

import type { Position, SearchHit } from "../../api.ts";
import { hexPfn } from "../../core/hex.ts";
import { PHASES } from "../../kernel/phases.ts";
import { anchorAt, phaseAnchor, resolveAnchor } from "../anchors.ts";
import { eventsOf } from "../events.ts";
import { MODEL } from "../recording.ts";
import type { Run } from "../run.ts";
import { kernelsInMemory } from "../views/kernel-memory.ts";
import { operationText } from "../views/operations.ts";
import { tasksView } from "../views/tasks-view.ts";
import type { Query } from "./query.ts";
import type { Found } from "./search-memory.ts";

const QUANTA_PER_SLICE = 64;
const ROWS_PER_SLICE = 8;

interface Place {
  readonly at: Position;
  readonly title: string;
  readonly what: string;
}

/** Letters in any case. Places come by kind, each in the order of time. */
export function* searchNames(run: Run, text: string, at: Position, limit: number): Query<Found> {
  const needle = text.trim().toLowerCase();
  const fits = ({ title }: Place): boolean => title.toLowerCase().includes(needle);
  const places = [...anchors(run, text), ...phases(run), ...tasks(run, at), ...roles(run), ...events(run)].filter(
    (place) => place.what === "anchor" || fits(place),
  );
  let total = places.length;
  const { recording } = run;
  for (let quantum = 0; quantum < recording.quanta; quantum++) {
    if (quantum % QUANTA_PER_SLICE === 0) yield { share: quantum / recording.quanta, found: total };
    if (recording.kinds.at(quantum) !== MODEL) continue;
    const start = recording.starts.at(quantum);
    const first = recording.firstOperation.at(quantum);
    for (let t = start; t < recording.startOf(quantum + 1); t++) {
      const title = operationText(recording, first + t - start);
      if (!title.toLowerCase().includes(needle)) continue;
      total += 1;
      if (places.length < limit) places.push({ at: { t: t + 1, sub: 0 }, title, what: "operation" });
    }
  }
  const rows: SearchHit[] = [];
  for (const place of places.slice(0, limit)) {
    if (rows.length % ROWS_PER_SLICE === 0) yield { share: 1, found: total };
    rows.push({ kind: "place", ...place, anchor: anchorAt(run.cursor, place.at) });
  }
  return { rows, total, complete: true };
}

function anchors({ cursor }: Run, text: string): Place[] {
  const found = resolveAnchor(cursor, text);
  return found.ok ? [{ at: cursor.clamp(found.value), title: text.trim(), what: "anchor" }] : [];
}

function phases({ recording }: Run): Place[] {
  return recording.phases.map(({ id, from, owner }, index) => {
    const [anchor] = phaseAnchor(recording, index);
    const title = `${PHASES[id]?.title ?? id} (${anchor})`;
    return { at: { t: from, sub: 0 }, title, what: `phase of kernel ${owner}` };
  });
}

/** Those that memory holds where the search is made. */
function tasks(run: Run, at: Position): Place[] {
  run.cursor.seek(at);
  const found = tasksView(kernelsInMemory(run, run.cursor.memory));
  return found.map(({ kernel, comm, pid, note }) => ({
    at,
    title: note === undefined ? comm : `${comm}: ${note}`,
    what: `task ${pid} of kernel ${kernel}`,
  }));
}

const roles = ({ recording }: Run): Place[] =>
  recording.roles.map(({ t, kernel, role, pfn }) => ({
    at: { t, sub: 0 },
    title: `${role} page of kernel ${kernel}, frame ${hexPfn(pfn)}`,
    what: "role of a frame",
  }));

/** Phases are among the places already. */
const events = (run: Run): Place[] =>
  eventsOf(run).flatMap(({ t, kind, source, text }) =>
    kind === "phase"
      ? []
      : [
          {
            at: { t, sub: 0 },
            title: text,
            what: kind === "console" ? `console of kernel ${source}` : `${kind}, ${source}`,
          },
        ],
  );
