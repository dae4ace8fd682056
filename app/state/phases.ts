// Small questions about the run that many parts of the page ask.

import { numberText, say } from "../messages/say.ts";
import { PLACES, type Perspective } from "./types/looks.ts";
import type { LabState } from "./types/state.ts";
import type { Moment, PhaseSpan, Position, RunSummary } from "../sim/api.ts";

/** Is a branch of the run on screen being recorded? */
export const recordsBranch = (status: LabState["status"]): boolean =>
  status.kind === "recording" && status.branch === true;

/** Is more of this run to come? */
export const isPart = (run: RunSummary | undefined): boolean => run?.outcome.kind === "recording";

/** Is a run on screen as far as it is recorded? */
export const recordsPart = (status: LabState["status"]): boolean =>
  status.kind === "recording" && status.part !== undefined;

/** Is there a run on screen, rather than a page about why there is none? */
export const showsRun = ({ moment, status }: LabState): boolean =>
  moment !== undefined && (["ready", "crashed"].includes(status.kind) || recordsBranch(status) || recordsPart(status));

/** On a small window: is something shown in place of the tabs. A story that speaks of such a place stays in front of it. */
export const isPlace = ({ perspective, tab, storyStep }: LabState): boolean =>
  PLACES.includes(perspective) && !(perspective === "hibernate" && tab === "story" && storyStep !== undefined);

/** Is the outcome said at the place that is looked at? That a run completed goes without saying, but not under faults. */
export const showsOutcome = ({ run, moment }: LabState): boolean =>
  run !== undefined &&
  moment?.at.t === run.end &&
  run.outcome.kind !== "recording" &&
  (run.outcome.kind !== "completed" || run.scenario.payload !== undefined || run.verdict !== undefined);

/** Has RAM forgotten by now what it once held? */
export const hasLostPower = (run: RunSummary | undefined, moment: Moment | undefined): boolean =>
  run?.boots.some(({ begins, from }) => begins === "cold boot" && from <= (moment?.at.t ?? 0)) ?? false;

/** Where the outcome is said at length: of faults in the fault lab and in the comparison, of anything in the museum. */
const TOLD_AT: readonly Perspective[] = ["faults", "compare"];

export const showsOutcomeStrip = (state: LabState): boolean =>
  showsOutcome(state) &&
  state.perspective !== "museum" &&
  !(state.run?.verdict !== undefined && TOLD_AT.includes(state.perspective));

/** 88213 -> "88,213", with the iteration where there is one. */
export const timeText = ({ t, sub }: Position): string => (sub === 0 ? numberText(t) : `${numberText(t)}.${sub}`);

export const phaseOf = (run: RunSummary | undefined, moment: Moment | undefined): PhaseSpan | undefined =>
  moment === undefined ? undefined : run?.phases[moment.phase];

/** Start of the next phase, or of this or the previous one going back; the ends of the run stop it. */
export function phaseStart(run: RunSummary, at: Position, phase: number, direction: 1 | -1): number {
  if (direction === 1) return run.phases[phase + 1]?.from ?? run.end;
  const from = run.phases[phase]?.from ?? 0;
  const inside = at.t > from || at.sub > 0;
  return inside ? from : (run.phases[phase - 1]?.from ?? 0);
}

/** Likewise for the legs of the run. */
export function legStart(run: RunSummary, at: Position, leg: number, direction: 1 | -1): number {
  const start = (n: number): number | undefined => run.jumps.find((jump) => jump.n === n)?.start;
  if (direction === 1) return start(leg + 1) ?? run.end;
  const from = start(leg) ?? 0;
  return at.t > from || at.sub > 0 ? from : (start(leg - 1) ?? 0);
}

/** "Phase 5 of 12, swap-out, page 412 of 3,840, copy 2 of 3, time 88,213". */
export function positionInWords(run: RunSummary, moment: Moment): string {
  const phase = run.phases[moment.phase];
  const words = [say("Phase {phase} of {phases}", { phase: moment.phase + 1, phases: run.phases.length })];
  if (phase !== undefined) words.push(phase.id);
  const { exchange } = moment;
  if (exchange !== undefined && exchange.page > 0) {
    words.push(say("page {page} of {pages}", { page: exchange.page, pages: exchange.pages }));
    words.push(say("copy {copies} of 3", { copies: exchange.copies }));
  }
  words.push(say("time {t}", { t: timeText(moment.at) }));
  return words.join(", ");
}
