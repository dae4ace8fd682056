// The little language of probes and breakpoints, as far as the page speaks it: what is wrong with a text, and where.

import type { Problem } from "../sim/api.ts";
import { say } from "../messages/say.ts";
import { problemText } from "../sim/core/errors.ts";

/** Undefined of a text that can be used, and of none at all. */
export async function expressionProblem(text: string): Promise<string | undefined> {
  if (text.trim() === "") return undefined;
  const { parseExpression } = await import("../sim/scenario/expression.ts");
  const parsed = parseExpression(text);
  return parsed.ok ? undefined : withCaret(text, parsed.problems);
}

/** The text with a caret below the place that a problem names ("character 12"), and what was expected there. */
export function withCaret(text: string, problems: readonly Problem[]): string {
  return problems
    .map((problem) => {
      const place = /character (\d+)$/.exec(problem.path)?.[1];
      if (place === undefined) return problemText(problem);
      const { expected, got } = problem;
      return `${text}\n${" ".repeat(Number(place) - 1)}^ ${say("expected {expected}, got {got}", { expected, got })}`;
    })
    .join("\n");
}
