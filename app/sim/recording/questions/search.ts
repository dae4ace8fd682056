// "Where is this?": in memory at one position, or among everything in the run that has a name.

import type { QuestionAnswers, QuestionOf } from "../../api.ts";
import { ok, refuse, type Result } from "../../core/errors.ts";
import type { Run } from "../run.ts";
import { patternOf } from "./pattern.ts";
import type { Query } from "./query.ts";
import { searchMemory } from "./search-memory.ts";
import { searchNames } from "./search-names.ts";

const LONGEST_NAME = 200;

export function search(run: Run, question: QuestionOf<"search">): Result<Query<QuestionAnswers["search"]>> {
  const { for: wanted, limit } = question;
  const at = run.cursor.clamp(question.at);
  if (wanted.kind === "name") {
    const length = wanted.text.trim().length;
    return length > 0 && length <= LONGEST_NAME
      ? ok(searchNames(run, wanted.text, at, limit))
      : refuse({ path: "name", expected: `1 to ${LONGEST_NAME} characters`, got: `${length}` });
  }
  const pattern = patternOf(wanted);
  return pattern.ok ? ok(searchMemory(run, pattern.value, at, limit)) : pattern;
}
