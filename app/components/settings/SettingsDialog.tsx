// Settings: look, language, detail, what is announced, keyboard, and what this browser keeps.

import { useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { forgetEverything, forgetLayout } from "../../state/forget.ts";
import { Button } from "../shared/Button.tsx";
import { Dialog } from "../shared/Dialog.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import { KEYS, LOOK, type AnyChoice } from "./choices.ts";
import { KeymapFile } from "./KeymapFile.tsx";
import css from "./SettingsDialog.module.css";

function Choice({ choice }: { readonly choice: AnyChoice }): ReactNode {
  const { changeSettings } = useActions();
  const value = useLab((state) => state.settings[choice.key]);
  const help = `${choice.key}-help`;
  const told = choice.help;
  return (
    <fieldset className={css.choice} aria-describedby={told === undefined ? undefined : help}>
      <legend>{say(choice.title)}</legend>
      {choice.options.map(([id, text]) => (
        <label key={id}>
          <input
            type="radio"
            name={choice.key}
            checked={id === value}
            onChange={() => changeSettings({ [choice.key]: id })}
          />
          {say(text)}
        </label>
      ))}
      {told === undefined ? null : (
        <p id={help} className={css.help}>
          {say(told)}
        </p>
      )}
    </fieldset>
  );
}

/** What is gone cannot be had back: it is asked for twice. */
function Forgetting(): ReactNode {
  const [sure, setSure] = useState(false);
  return (
    <section aria-labelledby="kept">
      <h3 id="kept" className={css.heading}>
        {say("What this browser keeps")}
      </h3>
      <p className={css.help}>
        {say(
          "Settings, keys, where the splitters are, drafts, recent scenarios, how far you have read. Nothing leaves it.",
        )}
      </p>
      <div className={css.buttons}>
        <Button onClick={forgetLayout}>{say("Reset layout")}</Button>
        {sure ? (
          <Button weight="strong" onClick={forgetEverything}>
            {say("Yes, forget everything and begin anew")}
          </Button>
        ) : (
          <Button onClick={() => setSure(true)}>{say("Reset everything stored…")}</Button>
        )}
      </div>
    </section>
  );
}

export function SettingsDialog(): ReactNode {
  const { openDialog } = useActions();
  return (
    <Dialog title={say("Settings")}>
      {LOOK.map((choice) => (
        <Choice key={choice.key} choice={choice} />
      ))}
      <Choice choice={KEYS} />
      <div className={css.buttons}>
        <Button onClick={() => openDialog("shortcuts")}>{say("Change keys…")}</Button>
        <KeymapFile />
      </div>
      <Forgetting />
    </Dialog>
  );
}
