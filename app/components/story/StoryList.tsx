// The stories to choose from, those about the open scenario first.

import type { ReactNode } from "react";
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
  const preset = useLab((state) => state.source?.preset);
  const here = (presets: readonly string[]): boolean => preset !== undefined && presets.includes(preset);
  const offered = stories
    .filter(({ id }) => id !== without)
    .toSorted((a, b) => Number(here(b.presets)) - Number(here(a.presets)));
  return (
    <ul className={css.stories} aria-label="Stories">
      {offered.map(({ id, title, about, presets }) => (
        <li key={id}>
          <button
            type="button"
            className={css.story}
            onClick={() => {
              onChoose?.();
              void tellStory(id);
            }}
          >
            <span className={css.name}>
              {title}
              {here(presets) ? <span className={css.here}>here</span> : null}
            </span>
            <span className={css.about}>{about}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
