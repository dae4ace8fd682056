// What there is to read: the steps of this story by chapter, and the other stories.

import type { ReactNode } from "react";
import { stepsOf, type Story } from "../../state/stories/story.ts";
import { StoryList } from "./StoryList.tsx";
import css from "./Story.module.css";

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
  return (
    <div className={css.contents}>
      <h3 className={css.storyTitle}>{story.title}</h3>
      {story.chapters.map((chapter) => {
        const first = steps.findIndex((each) => each.chapter === chapter);
        return (
          <section key={chapter.title} aria-label={chapter.title}>
            {story.chapters.length > 1 ? <h4 className={css.chapterTitle}>{chapter.title}</h4> : null}
            <ol className={css.steps} start={first + 1} style={{ counterReset: `step ${first}` }}>
              {chapter.steps.map((step, index) => (
                <li key={step.id}>
                  <button
                    type="button"
                    aria-current={first + index === at ? "step" : undefined}
                    onClick={() => onChoose(first + index)}
                  >
                    {step.title}
                  </button>
                </li>
              ))}
            </ol>
          </section>
        );
      })}
      <h3 className={css.storyTitle}>Other stories</h3>
      <StoryList without={story.id} onChoose={onLeave} />
    </div>
  );
}
