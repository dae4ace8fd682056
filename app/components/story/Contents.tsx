// What there is to read: the steps of this story by chapter, and the other stories.

import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { stepsOf, type Story } from "../../state/stories/story.ts";
import { useLab } from "../shared/use-lab.ts";
import { StoryList } from "./StoryList.tsx";
import css from "./Story.module.css";

const NONE: readonly string[] = [];

interface ContentsProps {
  readonly story: Story;
  /** The step that is shown, counted through all chapters. */
  readonly at: number;
  readonly onChoose: (step: number) => void;
  /** Another story has been chosen. */
  readonly onLeave: () => void;
}

export function Contents({ story, at, onChoose, onLeave }: ContentsProps): ReactNode {
  const steps = stepsOf(story);
  const done = useLab(({ reading }) => reading[story.id]?.done ?? NONE);
  return (
    <div className={css.contents}>
      <h3 className={css.storyTitle}>{say(story.title)}</h3>
      {story.chapters.map((chapter) => {
        const first = steps.findIndex((each) => each.chapter === chapter);
        return (
          <section key={chapter.title} aria-label={say(chapter.title)}>
            {story.chapters.length > 1 ? <h4 className={css.chapterTitle}>{say(chapter.title)}</h4> : null}
            <ol className={css.steps} start={first + 1} style={{ counterReset: `step ${first}` }}>
              {chapter.steps.map((step, index) => (
                <li key={step.id}>
                  <button
                    type="button"
                    aria-current={first + index === at ? "step" : undefined}
                    onClick={() => onChoose(first + index)}
                  >
                    {say(step.title)}
                    {done.some((each) => each === step.id || each === `${step.id}?`) ? (
                      <Check size={14} aria-label={say("done")} />
                    ) : null}
                  </button>
                </li>
              ))}
            </ol>
          </section>
        );
      })}
      <h3 className={css.storyTitle}>{say("Other stories")}</h3>
      <StoryList without={story.id} onChoose={onLeave} />
    </div>
  );
}
