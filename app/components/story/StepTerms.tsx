// The words of a step that the glossary has, each with its meaning at hand.

import type { ReactNode } from "react";
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from "react-aria-components";
import { say } from "../../messages/say.ts";
import { showTerm } from "../../state/glossary-show.ts";
import { namesOf, termsIn, type Term } from "../../state/glossary.ts";
import type { StoryStep } from "../../state/stories/story.ts";
import { TermText } from "../shared/TermText.tsx";
import { useLabHandle } from "../shared/use-lab.ts";
import css from "./Ask.module.css";

/** More than these would be a text of their own. */
const MOST = 5;

function TermChip({ term }: { readonly term: Term }): ReactNode {
  const lab = useLabHandle();
  const name = say(namesOf(term)[0] ?? term.term);
  return (
    <DialogTrigger>
      <AriaButton className={css.term ?? ""}>{name}</AriaButton>
      <Popover className={css.popover ?? ""}>
        <Dialog aria-label={name} className={css.meaning ?? ""}>
          {({ close }) => (
            <TermText
              term={term}
              absent={false}
              onShow={() => {
                close();
                void showTerm(lab, term).then((found) => {
                  if (!found) lab.actions.notify("info", say("The open run has no such place."));
                });
              }}
            />
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

export function StepTerms({ step }: { readonly step: StoryStep }): ReactNode {
  const terms = termsIn(step.body.join(" ")).slice(0, MOST);
  if (terms.length === 0) return null;
  return (
    <div className={css.terms} role="group" aria-label={say("Words of this step")}>
      {terms.map((term) => (
        <TermChip key={term.id} term={term} />
      ))}
    </div>
  );
}
