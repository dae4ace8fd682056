// An error code with each of its fields below a number: what it says, in words.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { errorCodeFields, errorCodeNote } from "./error-code.ts";
import css from "./ErrorCode.module.css";

interface ErrorCodeProps {
  readonly vector: number;
  readonly code: number;
}

export function ErrorCode({ vector, code }: ErrorCodeProps): ReactNode {
  const fields = errorCodeFields(vector, code);
  if (fields.length === 0) {
    const note = errorCodeNote(vector);
    return note === undefined ? null : <p className={css.note}>{note}</p>;
  }
  return (
    <dl className={css.fields} aria-label={say("Error code 0x{value} bit by bit", { value: code.toString(16) })}>
      {fields.map(({ name, bits, value, meaning, set }) => (
        <div key={name} className={css.field} data-set={set}>
          <dt title={bits.includes(":") ? say("bits {bits}", { bits }) : say("bit {bits}", { bits })}>
            {name} <b>{value}</b>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
