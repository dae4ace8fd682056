// The lists of a scenario: segments, tasks, fixes, faults, rounds. Rows are added, taken away and put in order.

import { Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { FIXES, ROUNDS } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { segmentFields, taskFields, type Field } from "../../state/editor-fields.ts";
import { FIX_WORDS } from "../../state/scenario-words.ts";
import { Button, IconButton } from "../shared/Button.tsx";
import css from "./Editor.module.css";
import { FieldOf } from "./FieldOf.tsx";
import type { Editing } from "./use-document.ts";

interface ListProps {
  readonly editing: Editing;
}

export const listAt = (editing: Editing, path: string): readonly unknown[] => {
  const found = editing.at(path);
  return Array.isArray(found) ? found : [];
};

interface RowsProps extends ListProps {
  readonly path: string;
  readonly title: string;
  readonly fields: (index: number) => readonly Field[];
  readonly nameOf: (index: number) => string;
  readonly made: () => unknown;
  readonly addText: string;
  /** An empty list is none at all. */
  readonly optional?: true;
}

/** Problems with a list as a whole are said above it; those with a row, such as a task, at the row. */
function Wrong({ editing, path }: ListProps & { readonly path: string }): ReactNode {
  return editing.problemsAt(path).map(({ expected, got }) => (
    <p key={`${expected} ${got}`} className={css.wrong}>
      {say("Expected {expected}, got {got}.", { expected, got })}
    </p>
  ));
}

function Rows({ editing, path, title, fields, nameOf, made, addText, optional }: RowsProps): ReactNode {
  const rows = listAt(editing, path);
  const put = (next: readonly unknown[]): void =>
    editing.set(path, optional === true && next.length === 0 ? undefined : next);
  return (
    <fieldset className={css.group} data-path={path}>
      <legend>{title}</legend>
      <Wrong editing={editing} path={path} />
      <ol className={css.rows}>
        {rows.map((_, index) => (
          <li key={index} className={css.row} aria-label={nameOf(index)}>
            <Wrong editing={editing} path={`${path}[${index}]`} />
            {fields(index).map((field) => (
              <FieldOf key={field.path} field={field} editing={editing} />
            ))}
            <IconButton
              label={say("Remove {name}", { name: nameOf(index) })}
              className={css.remove ?? ""}
              onClick={() => put(rows.filter((_each, at) => at !== index))}
            >
              <Trash2 />
            </IconButton>
          </li>
        ))}
      </ol>
      <Button onClick={() => put([...rows, made()])}>
        <Plus size={16} aria-hidden /> {addText}
      </Button>
    </fieldset>
  );
}

const named = (editing: Editing, path: string, otherwise: string): string => {
  const name = editing.at(path);
  return typeof name === "string" && name !== "" ? name : otherwise;
};

export function SegmentRows({ editing }: ListProps): ReactNode {
  const end = Number(editing.at("bRange.end"));
  return (
    <Rows
      editing={editing}
      path="segments"
      title={say("Segments")}
      fields={segmentFields}
      nameOf={(index) => named(editing, `segments[${index}].name`, say("segment {n}", { n: index + 1 }))}
      made={() => ({ name: say("new"), mem: Math.max(0, end - 4096), memsz: 4096, bufsz: 4096, content: "initrd" })}
      addText={say("Add a segment")}
    />
  );
}

export function TaskRows({ editing }: ListProps): ReactNode {
  return (
    <Rows
      editing={editing}
      path="tasks"
      title={say("Tasks of kernel A")}
      fields={taskFields}
      nameOf={(index) => named(editing, `tasks[${index}].comm`, say("task {n}", { n: index + 1 }))}
      made={() => ({ comm: "sh" })}
      addText={say("Add a task")}
    />
  );
}

export function FaultRows({ editing }: ListProps): ReactNode {
  return (
    <Rows
      editing={editing}
      path="faults"
      title={say("Faults")}
      fields={(index) => [{ path: `faults[${index}]`, title: say("Fault {n}", { n: index + 1 }), kind: "text" }]}
      nameOf={(index) => say("fault {n}", { n: index + 1 })}
      made={() => "nmi@phase/devices"}
      addText={say("Add a fault")}
      optional
    />
  );
}

export function RoundRows({ editing }: ListProps): ReactNode {
  return (
    <Rows
      editing={editing}
      path="hibernation.rounds"
      title={say("Visits to the peer")}
      fields={(index) => [
        {
          path: `hibernation.rounds[${index}]`,
          title: say("After image {n}", { n: index + 1 }),
          kind: "choice",
          options: ROUNDS,
        },
      ]}
      nameOf={(index) => say("visit {n}", { n: index + 1 })}
      made={() => "off"}
      addText={say("Add a visit")}
    />
  );
}

export function FixSwitches({ editing }: ListProps): ReactNode {
  const on = listAt(editing, "fixes");
  return (
    <fieldset className={css.group} data-path="fixes">
      <legend>{say("Fixes for defects of the real code")}</legend>
      <Wrong editing={editing} path="fixes" />
      {FIXES.map((fix) => (
        <label key={fix} className={css.fix}>
          <input
            type="checkbox"
            role="switch"
            className={css.switch}
            checked={on.includes(fix)}
            aria-checked={on.includes(fix)}
            onChange={({ target }) => {
              const next = FIXES.filter((each) => (each === fix ? target.checked : on.includes(each)));
              editing.set("fixes", next.length === 0 ? undefined : next);
            }}
          />
          <span>{say(FIX_WORDS[fix].title)}</span>
        </label>
      ))}
    </fieldset>
  );
}
