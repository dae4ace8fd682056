// Aims a fault at the run that it is to change: finds its step or its position there, or says why it cannot fire.

import { CIRCUMSTANCES, type Fault } from "../../api.ts";
import { ok, refuse, type Problem, type Result } from "../../core/errors.ts";
import type { Ruling } from "../../kernel/fault-points.ts";
import { resolveAnchor } from "../../recording/anchors.ts";
import type { PlannedFault } from "../../recording/fault-desk.ts";
import { readPointName, type PointMark } from "../../recording/point-names.ts";
import { findPoint, pointsOf } from "../../recording/points.ts";
import type { Run } from "../../recording/run.ts";
import { actOf, type AtPosition } from "./act.ts";

type OfKind<K extends Fault["kind"]> = Extract<Fault, { kind: K }>;
type AtPoint = OfKind<"fail" | "skip">;

/** A fault of a scenario: its index, its canonical text. */
export interface Listed {
  readonly index: number;
  readonly text: string;
  readonly fault: Fault;
}

const refused = (index: number, expected: string, got: string): Result<never> =>
  refuse({ path: `faults[${index}]`, expected, got });

/** All planned faults with this one, which is aimed at the run with the others. Moves the run's cursor. */
export function aim(listed: Listed, run: Run): Result<readonly PlannedFault[]> {
  const { index, text, fault } = listed;
  if (fault.kind === "with") {
    const twice = run.faults.some((other) => other.kind === "with" && other.id === fault.id);
    if (twice) return refused(index, "a circumstance that is not there yet", text);
    return ok([...run.faults, { index, text, kind: "with", id: fault.id }]);
  }
  if (fault.kind === "fail" || fault.kind === "skip") return aimAtPoint(listed, fault, run);
  return aimAtPosition(listed, fault, run);
}

/** After its run: has the circumstance changed anything? */
export function refuseIdle({ index, fault }: Listed, differs: boolean): Problem | undefined {
  if (fault.kind !== "with" || differs) return undefined;
  const expected = "a circumstance that changes something in this run";
  return { path: `faults[${index}]`, expected, got: `${fault.id} (${CIRCUMSTANCES[fault.id]}), which changes nothing` };
}

// ---------------------------------------------------------------------------------------------- steps

function aimAtPoint({ index, text }: Listed, fault: AtPoint, run: Run): Result<readonly PlannedFault[]> {
  const point = readPointName(fault.point);
  const mark = point === undefined ? undefined : findPoint(run.recording, point);
  if (point === undefined || mark === undefined) return refused(index, stepsLike(run, fault.point), fault.point);
  const decided = run.faults.find((other) => other.kind === "point" && findPoint(run.recording, other.point) === mark);
  if (decided !== undefined) return refused(index, `a step that ${decided.text} has not decided yet`, text);
  const ruling = rulingOf(fault, mark);
  if (typeof ruling === "string") return refused(index, ruling, text);
  const { boot, leg, name, n } = mark;
  return ok([...run.faults, { index, text, kind: "point", point: { boot, leg, name, n }, ruling }]);
}

/** What happens at the step; or what was expected in place of the fault. */
function rulingOf(fault: AtPoint, { name, fails, skips }: PointMark): Ruling | string {
  if (fault.kind === "skip") return skips ? { kind: "skip" } : `a step that can be left out; ${name} cannot`;
  const errno = fails.find((each) => each === fault.errno);
  if (errno !== undefined) return { kind: "fail", errno };
  if (fails.length === 0) return `a step that can fail; ${name} cannot`;
  return `an errno that ${name} can fail with: ${fails.join(", ")}`;
}

const MOST_NAMED = 4;

/** The nearest names of steps that the run does come to. */
function stepsLike(run: Run, asked: string): string {
  const name = readPointName(asked)?.name ?? asked;
  const ids = pointsOf(run.recording).map(({ id }) => id);
  const same = ids.filter((id) => readPointName(id)?.name === name);
  const [first = ""] = name.split("/");
  const like = same.length > 0 ? same : ids.filter((id) => id.includes(first) || id.endsWith(name));
  const shown = like.slice(0, MOST_NAMED).join(", ");
  const expected = "a step that the run without this fault comes to";
  return shown === "" ? expected : `${expected}, such as ${shown}`;
}

// ---------------------------------------------------------------------------------------------- positions

function aimAtPosition({ index, text }: Listed, fault: AtPosition, run: Run): Result<readonly PlannedFault[]> {
  const found = resolveAnchor(run.cursor, fault.at);
  if (!found.ok) {
    const [problem] = found.problems;
    return refused(index, problem?.expected ?? "a place", fault.at);
  }
  const { t, sub } = found.value;
  const { end } = run.recording;
  if (t >= end) return refused(index, `a place before the run is over at t ${end}`, `${fault.at}, t ${t}`);
  if (sub > 0) return refused(index, "a place between two operations", `${fault.at}, inside a repeated instruction`);
  run.cursor.seek({ t, sub: 0 });
  const act = actOf(fault, run);
  if ("expected" in act) return refused(index, act.expected, act.got);
  // an operation that comes to lie before others moves them on by its own length
  const moved = run.faults.map((other) =>
    other.kind === "intervention" && other.t >= t ? { ...other, t: other.t + 1 } : other,
  );
  return ok([...moved, { index, text, kind: "intervention", t, act }]);
}
