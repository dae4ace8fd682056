// Beside answers about a run of which only a part is there: more may come.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { isPart } from "../../state/phases.ts";
import { useLab } from "./use-lab.ts";

export function SoFar({ className }: { readonly className?: string | undefined }): ReactNode {
  const part = useLab((state) => isPart(state.run));
  return part ? <p className={className}>{say("In what is recorded so far; more may come.")}</p> : null;
}
