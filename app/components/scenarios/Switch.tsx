// On or off, with a line about what that means.

import { useId, type ReactNode } from "react";
import css from "./ScenarioForm.module.css";

interface SwitchProps {
  readonly label: string;
  readonly text: string;
  readonly on: boolean;
  readonly idle?: boolean;
  readonly onChange: (on: boolean) => void;
}

export function Switch({ label, text, on, idle = false, onChange }: SwitchProps): ReactNode {
  const id = useId();
  return (
    <div className={css.row} data-idle={idle}>
      <label className={css.line}>
        <span className={css.label}>{label}</span>
        <input
          type="checkbox"
          role="switch"
          className={css.switch}
          checked={on}
          aria-checked={on}
          aria-describedby={id}
          onChange={(event) => onChange(event.target.checked)}
        />
      </label>
      <p className={css.text} id={id}>
        {text}
      </p>
    </div>
  );
}
