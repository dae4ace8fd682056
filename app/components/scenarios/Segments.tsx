// One of a few, side by side, with a sentence about the chosen one.

import { useId, type ReactNode } from "react";
import css from "./ScenarioForm.module.css";
import { say } from "../../messages/say.ts";

interface SegmentsProps<Value extends string> {
  readonly label: string;
  readonly options: readonly Value[];
  readonly value: Value;
  readonly text: string;
  readonly onChange: (value: Value) => void;
}

export function Segments<Value extends string>(props: SegmentsProps<Value>): ReactNode {
  const { label, options, value, text, onChange } = props;
  const name = useId();
  return (
    <div className={css.row}>
      <div className={css.line}>
        <span id={`${name}-label`} className={css.label}>
          {label}
        </span>
        <div className={css.segments} role="radiogroup" aria-labelledby={`${name}-label`}>
          {options.map((option) => (
            <label key={option} className={css.segment}>
              <input type="radio" name={name} checked={option === value} onChange={() => onChange(option)} />
              {say(option)}
            </label>
          ))}
        </div>
      </div>
      <p className={css.text}>{text}</p>
    </div>
  );
}
