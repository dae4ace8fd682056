// "Who changed this last, who next, and who all?"

import type { Change, Position, QuestionAnswers, QuestionOf } from "../../api.ts";
import { ok, type Result } from "../../core/errors.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import { anchorAt } from "../anchors.ts";
import { INSTRUCTIONS } from "../recording.ts";
import type { Run } from "../run.ts";
import { nextOperation, symbolAt } from "../views/operations.ts";
import type { Query } from "./query.ts";
import { valueOf } from "./registers.ts";
import { type Asked, asked, type RawChange, scan } from "./scanner.ts";
import { type Checked, watch } from "./watched.ts";

/** Changes counted at most: more is "many". */
const MOST_COUNTED = 100_000;
/** Rows put into words between two rests. */
const ROWS_PER_SLICE = 4;
/** Bytes whose values are told. */
const MOST_VALUED = 4;

export function change(run: Run, question: QuestionOf<"change">): Result<Query<Change | undefined>> {
  const watched = watch(run, question.of);
  return watched.ok ? ok(nearest(run, watched.value, question, asked(run.recording))) : watched;
}

function* nearest(
  run: Run,
  watched: Checked,
  { from, direction }: QuestionOf<"change">,
  { end }: Asked,
): Query<Change | undefined> {
  let hit: RawChange | undefined;
  const span = { from: run.cursor.clamp(from), direction, until: direction === 1 ? end : undefined };
  yield* scan(run.cursor, watched.scanner, span, (found) => {
    hit = found;
    return false;
  });
  return hit === undefined ? undefined : describe(run, watched, hit);
}

export function changes(run: Run, question: QuestionOf<"changes">): Result<Query<QuestionAnswers["changes"]>> {
  const watched = watch(run, question.of);
  return watched.ok ? ok(all(run, watched.value, question, asked(run.recording))) : watched;
}

function* all(
  run: Run,
  watched: Checked,
  { from, direction, limit }: QuestionOf<"changes">,
  { end, isWhole }: Asked,
): Query<QuestionAnswers["changes"]> {
  const hits: RawChange[] = [];
  let total = 0;
  const span = { from: run.cursor.clamp(from), direction, until: direction === 1 ? end : undefined };
  const isThrough = yield* scan(run.cursor, watched.scanner, span, (found) => {
    if (hits.length < limit) hits.push(found);
    total += 1;
    return total < MOST_COUNTED;
  });
  const rows: Change[] = [];
  for (const hit of hits) {
    rows.push(describe(run, watched, hit));
    if (rows.length % ROWS_PER_SLICE === 0) yield { share: rows.length / hits.length, found: total };
  }
  return { rows, total, complete: isThrough && (direction === -1 || isWhole) };
}

function describe(run: Run, watched: Checked, { t, sub = 0, since, kind, address, size, from }: RawChange): Change {
  const { cursor, recording } = run;
  const before = since ?? { t: t - 1, sub: 0 };
  const at: Position = { t, sub };
  cursor.seek(before);
  const by = nextOperation(run, cursor);
  const executed = recording.kinds.at(recording.quantumAt(before.t)) === INSTRUCTIONS;
  const code = cursor.cpu.codeAddress;
  const symbol = executed ? symbolAt(run, cursor, code) : undefined;
  const was = valueThere(run, watched);
  cursor.seek(at);
  const is = valueThere(run, watched);
  return {
    at,
    anchor: anchorAt(cursor, at),
    running: recording.phases[recording.phaseAt(before.t)]?.owner ?? "A",
    kind,
    by: symbol === undefined ? by : `${symbol}: ${by}`,
    ...(executed ? { address: code } : {}),
    ...(from === undefined ? {} : { from }),
    ...(kind === "write" && address !== undefined ? { offset: address % PAGE_SIZE, size: size ?? 0 } : {}),
    ...(was === undefined ? {} : { before: was }),
    ...(is === undefined ? {} : { after: is }),
  };
}

/** A register's value, or that of at most four bytes. */
function valueThere({ cursor }: Run, watched: Checked): number | undefined {
  if (watched.kind === "register") return valueOf(watched.part, cursor.cpu.words);
  const { address, size } = watched.bytes;
  if (size > MOST_VALUED) return undefined;
  return cursor.memory.slice(address, size).reduceRight((value, byte) => value * 256 + byte, 0);
}
