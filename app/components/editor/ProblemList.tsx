// Everything that is wrong, by line and column; choosing one leads to its place in the text and to its field.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { PlacedProblem } from "../../state/editor-value.ts";
import css from "./Editor.module.css";

interface ProblemListProps {
  readonly problems: readonly PlacedProblem[];
  readonly onProblem: (problem: PlacedProblem) => void;
}

export function ProblemList({ problems, onProblem }: ProblemListProps): ReactNode {
  if (problems.length === 0) return <p className={css.fine}>✓ {say("No problems.")}</p>;
  return (
    <ul className={css.problems} aria-label={say("Problems")}>
      {problems.map((problem, index) => (
        <li key={`${index} ${problem.path}`}>
          <button type="button" className={css.problem} onClick={() => onProblem(problem)}>
            <span className={css.where}>{problem.where}</span>
            <span>
              <code>{problem.path}</code>{" "}
              {say("expected {expected}, got {got}", { expected: problem.expected, got: problem.got })}
              {problem.errno === undefined ? null : <code> {problem.errno}</code>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
