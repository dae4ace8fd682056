// The scenario as a form: every field, each with what is wrong with it.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { HIBERNATION, MACHINE, RANGE, type FieldGroup } from "../../state/editor-fields.ts";
import { Button } from "../shared/Button.tsx";
import { size } from "../shared/format.ts";
import css from "./Editor.module.css";
import { FieldOf } from "./FieldOf.tsx";
import { FaultRows, FixSwitches, RoundRows, SegmentRows, TaskRows } from "./Lists.tsx";
import { SegmentMap } from "./SegmentMap.tsx";
import type { Editing } from "./use-document.ts";

interface FormProps {
  readonly editing: Editing;
}

function Group({ group, editing }: FormProps & { readonly group: FieldGroup }): ReactNode {
  return (
    <fieldset className={css.group}>
      <legend>{say(group.title)}</legend>
      <div className={css.grid}>
        {group.fields.map((field) => (
          <FieldOf key={field.path} field={field} editing={editing} />
        ))}
      </div>
    </fieldset>
  );
}

/** What a machine that begins to hibernate begins with: one visit to the peer, and C where B was. */
const begun = (editing: Editing) => ({
  rounds: ["off"],
  image: "plain",
  restore: "krestore",
  cRange: editing.at("bRange"),
});

function Hibernation({ editing }: FormProps): ReactNode {
  const on = editing.at("hibernation") !== undefined;
  return (
    <>
      <label className={css.fix}>
        <input
          type="checkbox"
          role="switch"
          className={css.switch}
          checked={on}
          aria-checked={on}
          onChange={({ target }) => editing.set("hibernation", target.checked ? begun(editing) : undefined)}
        />
        <span>{say("Peers save an image, and kernel C brings A back")}</span>
      </label>
      {on ? (
        <>
          <Group group={HIBERNATION} editing={editing} />
          <RoundRows editing={editing} />
        </>
      ) : null}
    </>
  );
}

const BROUGHT = [
  ["payload", "Program in kernel B's place"],
  ["controlCode", "Control code in place of ours"],
] as const;

/** Files are brought by opening or dropping them; here they can be taken away. */
function Brought({ editing }: FormProps): ReactNode {
  return BROUGHT.map(([path, title]) => {
    const name = editing.at(`${path}.name`);
    const data = editing.at(`${path}.data`);
    if (typeof name !== "string") return null;
    const bytes = typeof data === "string" ? Math.floor((data.length * 3) / 4) : 0;
    return (
      <div key={path} className={css.brought} data-path={path}>
        <span>{say(title)}</span>
        <code>{name}</code> {size(bytes)}
        <Button weight="quiet" onClick={() => editing.set(path, undefined)}>
          {say("Take away")}
        </Button>
      </div>
    );
  });
}

export function EditorForm({ editing }: FormProps): ReactNode {
  const broken = editing.reading.value === undefined;
  return (
    <form className={css.form} aria-label={say("Scenario as a form")} onSubmit={(event) => event.preventDefault()}>
      {broken ? (
        <p className={css.broken} role="status">
          {say("The text is no JSON: mend it, or undo. Until then the form shows what it was.")}
        </p>
      ) : null}
      <fieldset className={css.all} disabled={broken}>
        <Group group={MACHINE} editing={editing} />
        <Group group={RANGE} editing={editing} />
        <SegmentMap editing={editing} />
        <SegmentRows editing={editing} />
        <TaskRows editing={editing} />
        <FixSwitches editing={editing} />
        <FaultRows editing={editing} />
        <Hibernation editing={editing} />
        <Brought editing={editing} />
      </fieldset>
    </form>
  );
}
