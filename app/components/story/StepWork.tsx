// What a step has beside its text: a question, a task, its words. Loaded when the first step is there.

import type { ReactNode } from "react";
import type { StoryStep } from "../../state/stories/story.ts";
import { AskBox } from "./AskBox.tsx";
import { StepTerms } from "./StepTerms.tsx";
import { TryBox } from "./TryBox.tsx";

export function StepWork({ step }: { readonly step: StoryStep }): ReactNode {
  return (
    <>
      {step.ask === undefined ? null : <AskBox key={step.id} ask={step.ask} step={step} />}
      {step.try === undefined ? null : <TryBox key={step.id} task={step.try} step={step} />}
      <StepTerms step={step} />
    </>
  );
}
