// A batch: which faults, at which targets and moments; then the heat map of what came of them.

import { useState, type ReactNode } from "react";
import { POINT_GROUPS, type PointGroup } from "../../sim/api.ts";
import { plural, say } from "../../messages/say.ts";
import { faultsOf } from "../../state/branches.ts";
import { Button } from "../shared/Button.tsx";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import css from "./Batch.module.css";
import { AIMED, planOf, startForm, type BatchForm, type BatchKind } from "./batch-plan.ts";
import { HeatMap } from "./HeatMap.tsx";
import { POINT_GROUP_TITLES } from "./Steps.tsx";

const KIND_NAMES: Readonly<Record<BatchKind, string>> = {
  steps: "Every step fails or is skipped",
  flip: "A bit flips",
  zero: "A frame is lost",
  retarget: "An entry points elsewhere",
  dma: "The network card writes",
  irq: "An interrupt arrives",
  nmi: "An NMI arrives",
};
const KINDS = Object.keys(KIND_NAMES) as readonly BatchKind[];

/** More runs than this are refused: the table would be no picture any more. */
const MOST_RUNS = 600;

export function BatchTab(): ReactNode {
  const lab = useLabHandle();
  const { runBatch } = useActions();
  const run = useLab((state) => state.run);
  const running = useLab((state) => state.batch?.running === true);
  const [form, setForm] = useState<BatchForm>(() => startForm(lab.store.getState()));
  const set = (next: Partial<BatchForm>): void => setForm({ ...form, ...next });
  if (run === undefined) return null;
  const plan = planOf(form, run, say(KIND_NAMES[form.kind]));
  const runs = plan.cells.filter((cell) => cell !== undefined).length;
  const there = faultsOf(run.scenario).length;
  return (
    <>
      <form
        className={css.form}
        aria-label={say("Batch")}
        onSubmit={(event) => {
          event.preventDefault();
          void runBatch(plan);
        }}
      >
        <label className={css.field}>
          <span className={css.label}>{say("What")}</span>
          <select
            className={css.input}
            value={form.kind}
            onChange={(event) => set({ kind: KINDS.find((kind) => kind === event.target.value) ?? form.kind })}
          >
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {say(KIND_NAMES[kind])}
              </option>
            ))}
          </select>
        </label>
        {form.kind === "steps" ? <Groups form={form} onChange={set} /> : <Targets form={form} onChange={set} />}
        <div className={css.foot}>
          <span className={css.sum}>
            {plural(plan.rows.length, "{n} row", "{n} rows")} ×{" "}
            {plural(plan.columns.length, "{n} column", "{n} columns")}, {plural(runs, "{n} run", "{n} runs")}
            {runs > MOST_RUNS ? say("; at most {n} at a time", { n: MOST_RUNS }) : ""}
            {there === 0
              ? ""
              : say("; each on top of the {there} that this run has", {
                  there: plural(there, "{n} fault", "{n} faults"),
                })}
          </span>
          <Button weight="strong" type="submit" disabled={running || runs === 0 || runs > MOST_RUNS}>
            {say("Run the batch")}
          </Button>
        </div>
      </form>
      <HeatMap />
    </>
  );
}

interface PartProps {
  readonly form: BatchForm;
  readonly onChange: (next: Partial<BatchForm>) => void;
}

function Groups({ form, onChange }: PartProps): ReactNode {
  const toggled = (group: PointGroup): readonly PointGroup[] =>
    form.groups.includes(group) ? form.groups.filter((each) => each !== group) : [...form.groups, group];
  return (
    <fieldset className={css.groups}>
      <legend className={css.label}>{say("Where")}</legend>
      {POINT_GROUPS.map((group) => (
        <label key={group} className={css.check}>
          <input
            type="checkbox"
            checked={form.groups.includes(group)}
            onChange={() => onChange({ groups: toggled(group) })}
          />
          {say(POINT_GROUP_TITLES[group])}
        </label>
      ))}
    </fieldset>
  );
}

function Targets({ form, onChange }: PartProps): ReactNode {
  const lab = useLabHandle();
  const fields = AIMED[form.kind];
  return (
    <>
      {fields.map(({ field, label }) => (
        <label key={field} className={css.field}>
          <span className={css.label}>{say(label)}</span>
          <input
            className={css.input}
            spellCheck={false}
            autoComplete="off"
            value={form[field]}
            onChange={(event) => onChange({ [field]: event.target.value })}
          />
        </label>
      ))}
      <label className={css.field}>
        <span className={css.label}>{say("Moments")}</span>
        <textarea
          className={css.area}
          rows={2}
          spellCheck={false}
          value={form.moments}
          onChange={(event) => onChange({ moments: event.target.value })}
        />
      </label>
      <div className={css.offers}>
        <button
          type="button"
          className={css.offer}
          onClick={() => onChange({ moments: startForm(lab.store.getState()).moments })}
        >
          {say("each phase of this jump")}
        </button>
        <button
          type="button"
          className={css.offer}
          onClick={() => onChange({ moments: lab.store.getState().moment?.anchor ?? form.moments })}
        >
          {say("only now")}
        </button>
      </div>
    </>
  );
}
