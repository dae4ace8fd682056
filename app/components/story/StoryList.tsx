// The stories to choose from, those about the open scenario first.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import css from "./Story.module.css";

interface StoryListProps {
  /** Id of one that is not offered. */
  readonly without?: string | undefined;
  readonly onChoose?: () => void;
}

export function StoryList({ without, onChoose }: StoryListProps): ReactNode {
  const { stories } = useLabHandle();
  const { tellStory } = useActions();
  const reading = useLab((state) => state.reading);
  const preset = useLab((state) => state.source?.preset);
  const here = (presets: readonly string[]): boolean => preset !== undefined && presets.includes(preset);
  const offered = stories
    .filter(({ id }) => id !== without)
    .toSorted((a, b) => Number(here(b.presets)) - Number(here(a.presets)));
  return (
    <ul className={css.stories} aria-label={say("Stories")}>
      {offered.map(({ id, title, about, presets }) => (
        <li key={id}>
          <button
            type="button"
            className={css.story}
            onClick={() => {
              onChoose?.();
              void tellStory(id, reading[id]?.at ?? 0);
            }}
          >
            <span className={css.name}>
              {say(title)}
              {here(presets) ? <span className={css.here}>{say("here")}</span> : null}
            </span>
            <span className={css.about}>
              {say(about)}
              {(reading[id]?.at ?? 0) > 0
                ? ` ${say("You were at step {n}.", { n: (reading[id]?.at ?? 0) + 1 })}`
                : null}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
