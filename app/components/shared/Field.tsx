// A labelled input or choice of a form, with room for what is wrong with it.

import { useId, type ComponentProps, type ReactNode } from "react";
import css from "./Field.module.css";

interface FieldProps extends ComponentProps<"input"> {
  readonly label: string;
  /** Why what is typed cannot be used. */
  readonly problem?: string | undefined;
  /** Widens with its row. */
  readonly grow?: boolean;
  readonly mono?: boolean;
}

export function Field({ label, problem, grow = false, mono = false, ...rest }: FieldProps): ReactNode {
  const id = useId();
  return (
    <label className={css.field} data-grow={grow} htmlFor={id}>
      <span className={css.label}>{label}</span>
      <input
        id={id}
        className={css.input}
        data-mono={mono}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        {...rest}
      />
      {problem === undefined ? null : (
        <span id={`${id}-problem`} className={css.problem} role="alert">
          {problem}
        </span>
      )}
    </label>
  );
}

interface ChoiceProps<Id extends string> {
  readonly label: string;
  readonly items: readonly (readonly [id: Id, title: string])[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
}

export function Choice<Id extends string>({ label, items, value, onChange }: ChoiceProps<Id>): ReactNode {
  const id = useId();
  return (
    <label className={css.field} htmlFor={id}>
      <span className={css.label}>{label}</span>
      <select
        id={id}
        className={css.input}
        value={value}
        onChange={(event) => {
          const chosen = items.find(([each]) => each === event.target.value);
          if (chosen !== undefined) onChange(chosen[0]);
        }}
      >
        {items.map(([each, title]) => (
          <option key={each} value={each}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
