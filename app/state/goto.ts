// What a reader may type into "Go to": a time, an anchor, or a word for one of the ends.

import type { RunSummary, Target } from "../sim/api.ts";

export { problemText } from "../sim/core/errors.ts";

const position = (t: number, sub = 0): Target => ({ kind: "position", at: { t, sub } });

/** "88,213", "t 88213.412", "swap/412/2", "end", "start"; undefined for nothing at all. */
export function parseGoTo(text: string, run: RunSummary): Target | undefined {
  const word = text.trim().toLowerCase();
  if (word === "") return undefined;
  if (word === "start") return position(0);
  if (word === "end" || word === "outcome") return position(run.end);
  const time = /^t?\s*([0-9][0-9,_ ]*)(?:\.([0-9]+))?$/.exec(word);
  if (time?.[1] !== undefined) return position(Number(time[1].replaceAll(/[,_ ]/g, "")), Number(time[2] ?? 0));
  return { kind: "anchor", anchor: word };
}

export interface Place {
  readonly anchor: string;
  readonly title: string;
  readonly where: string;
  readonly t: number;
}

/** Places with a name, in the order of the run. */
export function namedPlaces(run: RunSummary): readonly Place[] {
  const phases = run.phases.map((phase) => ({
    anchor: phase.anchor,
    title: phase.title,
    where: `jump ${phase.leg}, ${phase.lane === "code" ? `control code of ${phase.owner}` : `kernel ${phase.lane}`}`,
    t: phase.from,
  }));
  const jumps = run.jumps.map((jump) => ({
    anchor: `jump/${jump.n}`,
    title: `Jump ${jump.n}: ${jump.from} to ${jump.to}`,
    where: "the other kernel is about to run",
    t: jump.t,
  }));
  const end = { anchor: "end", title: "Outcome", where: run.outcome.text, t: run.end };
  return [...[...phases, ...jumps].toSorted((a, b) => a.t - b.t), end];
}
