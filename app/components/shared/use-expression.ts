// What is wrong with an expression that is being typed. The language is loaded when the first one is.

import { useEffect, useState } from "react";
import { expressionProblem } from "../../state/expressions.ts";

export function useExpressionProblem(text: string): string | undefined {
  const [known, setKnown] = useState<{ readonly text: string; readonly problem: string | undefined }>();
  useEffect(() => {
    let awaited = true;
    void expressionProblem(text).then((problem) => {
      if (awaited) setKnown({ text, problem });
    });
    return () => {
      awaited = false;
    };
  }, [text]);
  return known?.text === text ? known.problem : undefined;
}
