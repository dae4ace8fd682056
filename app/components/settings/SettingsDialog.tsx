// Settings: appearance, motion, what is announced, keyboard, layout.

import type { ReactNode } from "react";
import { Button } from "../shared/Button.tsx";
import { Dialog } from "../shared/Dialog.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./SettingsDialog.module.css";

interface ChoiceProps<Value extends string> {
  readonly title: string;
  readonly name: string;
  readonly value: Value;
  readonly options: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ title, name, value, options, onChange }: ChoiceProps<Value>): ReactNode {
  return (
    <fieldset className={css.choice}>
      <legend>{title}</legend>
      {options.map(([id, text]) => (
        <label key={id}>
          <input type="radio" name={name} checked={id === value} onChange={() => onChange(id)} />
          {text}
        </label>
      ))}
    </fieldset>
  );
}

/** Forgets where the splitters were; the page lays itself out anew. */
function resetLayout(): void {
  for (const key of Object.keys(localStorage)) if (key.includes("kjl.columns")) localStorage.removeItem(key);
  location.reload();
}

export function SettingsDialog(): ReactNode {
  const { changeSettings, openDialog } = useActions();
  const settings = useLab((state) => state.settings);
  return (
    <Dialog title="Settings" width="small">
      <Choice
        title="Theme"
        name="theme"
        value={settings.theme}
        options={[
          ["system", "As the system"],
          ["light", "Light"],
          ["dark", "Dark"],
        ]}
        onChange={(theme) => changeSettings({ theme })}
      />
      <Choice
        title="Motion"
        name="motion"
        value={settings.motion}
        options={[
          ["system", "As the system"],
          ["full", "Full"],
          ["reduced", "Reduced"],
        ]}
        onChange={(motion) => changeSettings({ motion })}
      />
      <Choice
        title="Announce to screen readers"
        name="announce"
        value={settings.announce}
        options={[
          ["every", "Every step"],
          ["phases", "Phases"],
          ["off", "Nothing"],
        ]}
        onChange={(announce) => changeSettings({ announce })}
      />
      <Choice
        title="Single-key shortcuts"
        name="keys"
        value={settings.keys}
        options={[
          ["on", "On"],
          ["off", "Off"],
        ]}
        onChange={(keys) => changeSettings({ keys })}
      />
      <div className={css.buttons}>
        <Button onClick={() => openDialog("shortcuts")}>Change keys…</Button>
        <Button onClick={resetLayout}>Reset layout</Button>
      </div>
    </Dialog>
  );
}
