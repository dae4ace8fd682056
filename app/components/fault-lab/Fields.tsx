// The fields of a fault: what is chosen from the run, and what is typed.

import { useId, type ReactNode } from "react";
import { CIRCUMSTANCES, POINT_GROUPS, type CircumstanceId } from "../../sim/api.ts";
import { retell, say } from "../../messages/say.ts";
import { pointsFor, startValues, withPoint } from "../../state/drafts.ts";
import type { Draft, DraftField } from "../../state/types/faults.ts";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import css from "./Injection.module.css";
import { POINT_GROUP_TITLES } from "./Steps.tsx";

const LABELS: Readonly<Record<DraftField, string>> = {
  point: "Step",
  errno: "Errno",
  id: "Circumstance",
  address: "Address",
  bit: "Bit",
  pfn: "Frame",
  entry: "List entry",
  device: "Device",
  line: "Line",
  block: "Block",
  offset: "Byte",
  value: "Word",
  at: "When",
};

interface FieldProps {
  readonly field: DraftField;
  readonly draft: Draft;
}

export function Field({ field, draft }: FieldProps): ReactNode {
  const id = useId();
  const problem = draft.problems.find(({ path }) => path === field);
  return (
    <div className={css.field} data-bad={problem !== undefined}>
      <label htmlFor={id} className={css.label}>
        {say(LABELS[field])}
      </label>
      <div className={css.control}>
        <Control field={field} draft={draft} id={id} describedBy={problem === undefined ? undefined : `${id}-why`} />
      </div>
      {problem === undefined ? null : (
        <p id={`${id}-why`} role="alert" className={css.problem}>
          {say("Expected {expected}, got {got}.", {
            expected: retell(problem.expected).text,
            got: retell(problem.got).text,
          })}
        </p>
      )}
    </div>
  );
}

interface ControlProps extends FieldProps {
  readonly id: string;
  readonly describedBy: string | undefined;
}

function Control(props: ControlProps): ReactNode {
  switch (props.field) {
    case "point":
      return <StepChoice {...props} />;
    case "errno":
      return <ErrnoChoice {...props} />;
    case "id":
      return <CircumstanceChoice {...props} />;
    case "device":
      return <DeviceChoice {...props} />;
    default:
      return <Typed {...props} />;
  }
}

/** Where the selection or the position could fill a field in again. */
const FROM_SELECTION: readonly DraftField[] = ["address", "pfn", "entry"];

function Typed({ field, draft, id, describedBy }: ControlProps): ReactNode {
  const lab = useLabHandle();
  const { changeDraft } = useActions();
  const value = draft.values[field] ?? "";
  const offered = useLab((state) => {
    if (field === "at") return state.moment?.anchor;
    return FROM_SELECTION.includes(field) && state.selection !== undefined
      ? startValues(draft.kind, state)[field]
      : undefined;
  });
  return (
    <>
      <input
        id={id}
        className={css.input}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={describedBy !== undefined}
        aria-describedby={describedBy}
        value={value}
        onChange={(event) => changeDraft({ [field]: event.target.value })}
      />
      {offered === undefined || offered === value ? null : (
        <button
          type="button"
          className={css.offer}
          title={say("Take {offered}", { offered })}
          onClick={() => changeDraft({ [field]: startValues(draft.kind, lab.store.getState())[field] ?? value })}
        >
          {field === "at" ? say("now") : say("selection")}
        </button>
      )}
    </>
  );
}

function StepChoice({ draft, id, describedBy }: ControlProps): ReactNode {
  const { changeDraft } = useActions();
  const run = useLab((state) => state.run);
  const points = run === undefined ? [] : pointsFor(draft.kind, run);
  return (
    <select
      id={id}
      className={css.input}
      aria-invalid={describedBy !== undefined}
      aria-describedby={describedBy}
      value={draft.values.point ?? ""}
      onChange={(event) => changeDraft(withPoint(draft.values, points, event.target.value))}
    >
      {POINT_GROUPS.map((group) => {
        const own = points.filter((point) => point.group === group);
        return own.length === 0 ? null : (
          <optgroup key={group} label={say(POINT_GROUP_TITLES[group])}>
            {own.map((point) => (
              <option key={point.id} value={point.id}>
                {point.id} · {retell(point.title).text}
              </option>
            ))}
          </optgroup>
        );
      })}
    </select>
  );
}

function ErrnoChoice({ draft, id, describedBy }: ControlProps): ReactNode {
  const { changeDraft } = useActions();
  const fails = useLab((state) => state.run?.points.find((point) => point.id === draft.values.point)?.fails);
  return (
    <select
      id={id}
      className={css.input}
      aria-describedby={describedBy}
      value={draft.values.errno ?? ""}
      onChange={(event) => changeDraft({ errno: event.target.value })}
    >
      {(fails ?? []).map((errno) => (
        <option key={errno}>{errno}</option>
      ))}
    </select>
  );
}

const IDS = Object.keys(CIRCUMSTANCES) as readonly CircumstanceId[];

function CircumstanceChoice({ draft, id, describedBy }: ControlProps): ReactNode {
  const { changeDraft } = useActions();
  return (
    <select
      id={id}
      className={css.input}
      aria-describedby={describedBy}
      value={draft.values.id ?? ""}
      onChange={(event) => changeDraft({ id: event.target.value })}
    >
      {IDS.map((each) => (
        <option key={each} value={each}>
          {say(each.replaceAll("-", " "))}
        </option>
      ))}
    </select>
  );
}

function DeviceChoice({ draft, id, describedBy }: ControlProps): ReactNode {
  const { changeDraft } = useActions();
  const devices = useLab((state) => state.moment?.board.devices);
  const masters = (devices ?? []).filter(({ name }) => ["eth0", "sda"].includes(name));
  return (
    <select
      id={id}
      className={css.input}
      aria-describedby={describedBy}
      value={draft.values.device ?? ""}
      onChange={(event) => changeDraft({ device: event.target.value })}
    >
      {masters.map(({ name, title }) => (
        <option key={name} value={name}>
          {name} · {say(title)}
        </option>
      ))}
    </select>
  );
}
