// Which kind of access the answer is about: what is done, and by whom.

import { type ReactNode, useId } from "react";
import { PAGE_ACCESSES } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import css from "./PageWalkPanel.module.css";
import { ACCESS_NAMES, type Asked } from "./words.ts";

interface AccessChoiceProps {
  readonly asked: Asked;
  readonly onChoose: (asked: Asked) => void;
}

export function AccessChoice({ asked, onChoose }: AccessChoiceProps): ReactNode {
  return (
    <div className={css.form}>
      <Choice
        label={say("Kind of access")}
        items={PAGE_ACCESSES.map((access) => ({ name: ACCESS_NAMES[access], value: access }))}
        chosen={asked.access}
        onChoose={(access) => onChoose({ ...asked, access })}
      />
      <Choice
        label={say("Privilege of the access")}
        items={[
          { name: "supervisor", value: false },
          { name: "user", value: true },
        ]}
        chosen={asked.user}
        onChoose={(user) => onChoose({ ...asked, user })}
      />
    </div>
  );
}

interface ChoiceProps<Value> {
  readonly label: string;
  readonly items: readonly { readonly name: string; readonly value: Value }[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

function Choice<Value>({ label, items, chosen, onChoose }: ChoiceProps<Value>): ReactNode {
  const group = useId();
  return (
    <span className={css.choice} role="radiogroup" aria-label={label}>
      {items.map(({ name, value }) => (
        <label key={name} className={css.option} data-chosen={value === chosen}>
          <input type="radio" name={group} checked={value === chosen} onChange={() => onChoose(value)} />
          {say(name)}
        </label>
      ))}
    </span>
  );
}
