// A text field over a list: arrows choose a row, Enter takes it. After the ARIA pattern of a combobox with a listbox.

import { useId, useState, type KeyboardEvent, type ReactNode } from "react";
import css from "./FilterList.module.css";

export interface FilterRow {
  readonly id: string;
  readonly title: string;
  readonly detail?: string;
  readonly aside?: ReactNode;
  readonly disabled?: boolean;
}

interface FilterListProps<Row extends FilterRow> {
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly rows: readonly Row[];
  readonly onChoose: (row: Row) => void;
  readonly empty: string;
  /** Why what was chosen last cannot be had. */
  readonly problem?: string | undefined;
}

export function FilterList<Row extends FilterRow>(props: FilterListProps<Row>): ReactNode {
  const { label, placeholder, text, onText, rows, onChoose, empty, problem } = props;
  const list = useId();
  const [at, setAt] = useState(0);
  const active = Math.min(at, rows.length - 1);

  function move(event: KeyboardEvent): void {
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + 8, PageUp: active - 8 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const next = Math.min(rows.length - 1, Math.max(0, to));
      setAt(next);
      document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: "nearest" });
    }
    const row = rows[active];
    if (event.key === "Enter" && row !== undefined && row.disabled !== true) {
      event.preventDefault();
      onChoose(row);
    }
  }

  return (
    <>
      <input
        className={css.input}
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${list}-problem`}
        aria-controls={list}
        aria-activedescendant={rows.length > 0 ? `${list}-${active}` : undefined}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={text}
        onChange={(event) => {
          onText(event.target.value);
          setAt(0);
        }}
        onKeyDown={move}
      />
      {problem === undefined ? null : (
        <p id={`${list}-problem`} role="alert" className={css.problem}>
          {problem}
        </p>
      )}
      <ul id={list} role="listbox" aria-label={label} className={css.list}>
        {rows.map((row, index) => (
          <li
            key={row.id}
            id={`${list}-${index}`}
            role="option"
            data-id={row.id}
            aria-selected={index === active}
            aria-disabled={row.disabled === true}
            className={css.row}
            onPointerMove={() => setAt(index)}
            onClick={() => row.disabled === true || onChoose(row)}
          >
            <span className={css.title}>{row.title}</span>
            <span className={css.detail}>{row.detail}</span>
            <span className={css.aside}>{row.aside}</span>
          </li>
        ))}
      </ul>
      {rows.length === 0 ? <p className={css.empty}>{empty}</p> : null}
    </>
  );
}
