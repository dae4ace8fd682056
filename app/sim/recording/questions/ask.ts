// The questions by their kinds: each is checked at once, and answered in slices.

import type { QuestionAnswers, QuestionKind, QuestionOf, Result } from "../../api.ts";
import type { Run } from "../run.ts";
import { counts, runTo } from "./breakpoints.ts";
import { change, changes } from "./changes.ts";
import { probe } from "./probe.ts";
import { provenance } from "./provenance.ts";
import type { Query } from "./query.ts";
import { search } from "./search.ts";

type Asker<K extends QuestionKind> = (run: Run, question: QuestionOf<K>) => Result<Query<QuestionAnswers[K]>>;

const ASKERS: { readonly [K in QuestionKind]: Asker<K> } = {
  change,
  changes,
  provenance,
  run: runTo,
  counts,
  search,
  probe,
};

export const askRun = <K extends QuestionKind>(run: Run, question: QuestionOf<K>): Result<Query<QuestionAnswers[K]>> =>
  ASKERS[question.kind](run, question);
