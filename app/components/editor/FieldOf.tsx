// One field of the scenario, by its kind: it reads and writes the document by its path, and says what is wrong there.

import { useId, useState, type KeyboardEvent, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { readNumber, type Field } from "../../state/editor-fields.ts";
import { hex32 } from "../../state/numbers.ts";
import css from "./Editor.module.css";
import type { Editing } from "./use-document.ts";

interface FieldProps<Kind extends Field["kind"] = Field["kind"]> {
  readonly field: Extract<Field, { readonly kind: Kind }>;
  readonly editing: Editing;
}

const PAGE = 4096;
const PAGES_FAST = 16;

/** A value that would be so anyway is left out, so that equal scenarios are equal texts. */
const put = ({ field, editing }: FieldProps, value: unknown): void =>
  editing.set(field.path, value === field.absent ? undefined : value);

const shownValue = ({ field, editing }: FieldProps): unknown => editing.at(field.path) ?? field.absent;

function written(value: unknown, kind: Field["kind"]): string {
  if (kind === "address" && typeof value === "number" && value >= 0)
    return value > 0xffff_ffff ? `0x${value.toString(16)}` : hex32(value);
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** How far an arrow goes in it. */
const strideOf = (field: Field): number => (field.kind === "address" && field.page === true ? PAGE : 1);

function strides({ key }: KeyboardEvent): number {
  const moves: Readonly<Record<string, number>> = {
    ...{ ArrowUp: 1, ArrowDown: -1 },
    ...{ PageUp: PAGES_FAST, PageDown: -PAGES_FAST },
  };
  return moves[key] ?? 0;
}

interface Described {
  readonly id: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string | undefined;
}

/** What is typed stays as it was typed as long as it is what the document says. */
function Typed({ field, editing, ...described }: FieldProps<"text" | "number" | "address"> & Described): ReactNode {
  const value = shownValue({ field, editing });
  const [typed, setTyped] = useState<{ readonly text: string; readonly value: unknown }>();
  const text = typed !== undefined && typed.value === value ? typed.text : written(value, field.kind);
  const isNumber = field.kind !== "text";

  function take(next: string): void {
    const meant = isNumber ? (readNumber(next) ?? next) : next;
    setTyped({ text: next, value: meant });
    put({ field, editing }, meant);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const by = isNumber && typeof value === "number" ? strides(event) * strideOf(field) : 0;
    if (by === 0 || typeof value !== "number") return;
    event.preventDefault();
    put({ field, editing }, Math.max(0, value + by));
  }

  return (
    <input
      {...described}
      className={css.input}
      data-kind={field.kind}
      inputMode={field.kind === "number" ? "numeric" : undefined}
      autoComplete="off"
      spellCheck={false}
      value={text}
      onChange={({ target }) => take(target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => setTyped(undefined)}
    />
  );
}

function Choice({ field, editing, ...described }: FieldProps<"choice"> & Described): ReactNode {
  const value = shownValue({ field, editing });
  const text = written(value, "choice");
  const known = field.options.includes(text);
  return (
    <select
      {...described}
      className={css.input}
      value={text}
      onChange={({ target }) => put({ field, editing }, target.value)}
    >
      {known ? null : <option value={text}>{text === "" ? say("none") : text}</option>}
      {field.options.map((option) => (
        <option key={option} value={option}>
          {option}
        </option>
      ))}
    </select>
  );
}

function Input({ field, editing, ...described }: FieldProps & Described): ReactNode {
  switch (field.kind) {
    case "text":
    case "number":
    case "address":
      return <Typed field={field} editing={editing} {...described} />;
    case "choice":
      return <Choice field={field} editing={editing} {...described} />;
    case "switch":
      return (
        <input
          {...described}
          type="checkbox"
          role="switch"
          className={css.switch}
          checked={shownValue({ field, editing }) === true}
          aria-checked={shownValue({ field, editing }) === true}
          onChange={({ target }) => put({ field, editing }, target.checked)}
        />
      );
  }
}

export function FieldOf({ field, editing }: FieldProps): ReactNode {
  const id = useId();
  const problems = editing.problemsAt(field.path);
  const unit = field.kind === "number" ? field.unit : undefined;
  const told = problems.length > 0 || field.help !== undefined;
  return (
    <div className={css.field} data-kind={field.kind} data-wrong={problems.length > 0} data-path={field.path}>
      <label htmlFor={id} className={css.label}>
        {say(field.title)}
        {unit === undefined ? null : <span className={css.unit}> {unit}</span>}
      </label>
      <Input
        field={field}
        editing={editing}
        id={id}
        aria-invalid={problems.length > 0}
        aria-describedby={told ? `${id}-told` : undefined}
      />
      {told ? (
        <div id={`${id}-told`} className={css.told}>
          {problems.map(({ expected, got }) => (
            <p key={`${expected} ${got}`} className={css.wrong}>
              {say("Expected {expected}, got {got}.", { expected, got })}
            </p>
          ))}
          {field.help === undefined || problems.length > 0 ? null : <p>{say(field.help)}</p>}
        </div>
      ) : null}
    </div>
  );
}
