// The three hints, and the ways on.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { HINTS } from "../../state/hints.ts";
import { Button } from "../shared/Button.tsx";
import { Marked } from "../shared/Marked.tsx";
import { useActions, useLabHandle } from "../shared/use-lab.ts";
import css from "./Help.module.css";

export function Begin(): ReactNode {
  const { openDialog, changeSettings, tellStory } = useActions();
  const { story } = useLabHandle();
  return (
    <>
      <ul className={css.hints}>
        {HINTS.map(({ id, text }) => (
          <li key={id}>
            <Marked source={say(text)} />
          </li>
        ))}
      </ul>
      <div className={css.ways}>
        <Button
          weight="strong"
          onClick={() => {
            openDialog(undefined);
            void tellStory(story.id);
          }}
        >
          {say("Story: {title}", { title: say(story.title) })}
        </Button>
        <Button onClick={() => openDialog("shortcuts")}>{say("Keyboard shortcuts")}</Button>
        <Button onClick={() => openDialog("palette")}>{say("Command palette")}</Button>
        <Button onClick={() => openDialog("settings")}>{say("Settings")}</Button>
        <Button onClick={() => changeSettings({ hints: [] })}>{say("Show the hints again")}</Button>
      </div>
    </>
  );
}
