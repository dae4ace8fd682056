// What came of a run with faults: told from how it ended, from its invariants, and from the run without the last fault.

import type { InvariantResult, Verdict, VerdictKind } from "../api.ts";
import { anchorAt } from "./anchors.ts";
import { bookkeepingIn } from "./bookkeeping.ts";
import { firstDifference } from "./divergence.ts";
import { bytesDiffering, differingFrames } from "./frame-differences.ts";
import { absenceOf } from "./lost.ts";
import type { Run } from "./run.ts";
import { runThrough } from "./slices.ts";

interface Judgement {
  readonly kind: VerdictKind;
  readonly text: string;
  readonly t?: number;
}

/** Moves the cursors of the run and of its parent. */
export function verdictOf(run: Run): Verdict {
  const { recording, parent } = run;
  const failing = failuresIn(run.invariants);
  const known = failuresIn(parent?.invariants ?? []);
  const fresh = failing.find(({ id }) => known.every((other) => other.id !== id));
  const failed = fresh ?? failing[0];
  const frames = parent === undefined ? undefined : corrupted(run, parent);
  const { kind, text, t } = judge(run, failed, frames);
  const fromFailure = kind === "detected";
  const asWithout =
    parent !== undefined &&
    (fromFailure ? fresh === undefined : recording.outcome.kind !== "completed" && sameEnd(run, parent));
  const divergence = parent === undefined ? undefined : divergenceOf(run, parent);
  const errno = kind === "lost" ? undefined : recording.outcome.errno;
  return {
    kind,
    text: asWithout ? `as without the ${run.faults.length > 1 ? "last " : ""}fault: ${text}` : text,
    ...(errno === undefined ? {} : { errno }),
    ...(failed === undefined ? {} : { invariant: failed.id }),
    ...(t === undefined ? {} : { t }),
    frames: frames ?? [],
    ...(divergence === undefined ? {} : { divergence }),
  };
}

const sameEnd = ({ recording: here }: Run, { recording: there }: Run): boolean =>
  here.outcome.kind === there.outcome.kind && here.outcome.text === there.outcome.text;

/** In this order: what is worst is told first. `frames`: undefined where there is nothing to compare with. */
function judge(run: Run, failed: InvariantResult | undefined, frames: readonly number[] | undefined): Judgement {
  const { recording, faults } = run;
  const { outcome, end } = recording;
  const { kind, text, fault } = outcome;
  const lost = failed === undefined ? lostIn(run) : undefined;
  if (lost !== undefined) return lost;
  if (kind === "crashed") return { kind: fault === undefined ? "crashed" : "triple-fault", text, t: end };
  if (kind === "stopped")
    return { kind: fault === undefined ? "hang" : "crashed", text: text.replace(/^hang: /, ""), t: end };
  if (failed !== undefined) {
    const detected = { kind: "detected", text: `“${failed.title}” does not hold: ${failed.detail}` } as const;
    return failed.t === undefined ? detected : { ...detected, t: failed.t };
  }
  if (kind === "aborted") return { kind: "refused", text, t: end };
  if (frames === undefined) return { kind: "survived", text };
  const last = faults.length > 1 ? "the last fault" : "the fault";
  if (frames.length === 0) return { kind: "survived", text: `${text}; every page is as without ${last}` };
  const what = frames.length === 1 ? "1 frame differs" : `${frames.length} frames differ`;
  return { kind: "corrupted", text: `nobody has noticed, and ${what} at the end`, t: end };
}

/** Power has failed, and kernel A is not there at the end. */
function lostIn(run: Run): Judgement | undefined {
  const { outcome, boots, end } = run.recording;
  const isOff = boots.at(-1)?.ended === "power lost";
  if (outcome.kind !== "aborted" && !isOff) return undefined;
  const absence = absenceOf(run);
  if (absence === undefined) return undefined;
  const { image, when } = absence;
  const told = isOff ? "" : `: ${outcome.text}`;
  return image === undefined
    ? { kind: "lost", text: `kernel A is lost: power went ${when}, and no image brings it back${told}`, t: end }
    : { kind: "refused", text: `kernel A is not back, but ${image} can still be resumed${told}`, t: end };
}

/** Invariants that do not hold, the first failure first. */
const failuresIn = (invariants: readonly InvariantResult[]): InvariantResult[] =>
  invariants.filter(({ status }) => status === "fail").toSorted((a, b) => (a.t ?? 0) - (b.t ?? 0));

const jumpsOf = ({ recording }: Run): number => recording.legs.filter(({ transfer }) => transfer !== undefined).length;

/** Frames that differ at the end of two runs; undefined unless both came to theirs, after as many jumps and boots. */
function corrupted(run: Run, parent: Run): number[] | undefined {
  const runs = [run, parent];
  if (runs.some(({ recording }) => recording.outcome.kind !== "completed")) return undefined;
  if (jumpsOf(run) !== jumpsOf(parent)) return undefined;
  if (run.recording.boots.length !== parent.recording.boots.length) return undefined;
  for (const { cursor, recording } of runs) cursor.seek({ t: recording.end, sub: 0 });
  const books = runs.map((each) => bookkeepingIn(each, each.cursor.memory));
  const [here, there] = [run.cursor.memory, parent.cursor.memory];
  return differingFrames(here, there).filter((pfn) => {
    const free = books.flatMap((booksOf) => booksOf(pfn));
    return bytesDiffering(here, there, pfn).some((at) => !free.some(([from, to]) => at >= from && at < to));
  });
}

const divergences = new WeakMap<Run, { readonly of: Run; readonly found: Verdict["divergence"] }>();

/** Moves the cursors of both. */
export function divergenceOf(run: Run, parent: Run): Verdict["divergence"] {
  const known = divergences.get(run);
  if (known?.of === parent) return known.found;
  const last = run.faults.length - 1;
  const from = run.recording.fired.find(({ index }) => index === last)?.t ?? 0;
  const t = runThrough(firstDifference(run.cursor, parent.cursor, from));
  const at = { t: t ?? 0, sub: 0 };
  const found = t === undefined ? undefined : { at, anchor: anchorAt(run.cursor, at) };
  divergences.set(run, { of: parent, found });
  return found;
}
