// Probes: an expression at every stop of a granularity, as a table and as a line; a row leads to its moment.

import { Download } from "lucide-react";
import { useState, type FormEvent, type ReactNode } from "react";
import { GRANULARITIES, type Granularity } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { withCaret } from "../../state/expressions.ts";
import type { Answered } from "../../state/question-types.ts";
import { isCancelled } from "../../state/questions.ts";
import { Button, IconButton } from "../shared/Button.tsx";
import { Choice, Field } from "../shared/Field.tsx";
import { count } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { save } from "../shared/save.ts";
import { SoFar } from "../shared/SoFar.tsx";
import { useExpressionProblem } from "../shared/use-expression.ts";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import { ProbeChart } from "./ProbeChart.tsx";
import css from "./Probes.module.css";
import { ProbeTable } from "./ProbeTable.tsx";
import { csvOf, EXAMPLES, RANGES, spanOfRange, type RangeName } from "./series.ts";

/** Rows of a table, and points of a line. */
const LIMIT = 2000;

const RANGE_WORDS: Readonly<Record<RangeName, string>> = {
  run: "Whole run",
  shown: "Shown on the timeline",
  phase: "This phase",
  exchange: "This exchange",
};

export function ProbesPanel(): ReactNode {
  const probe = useLab((state) => state.answers.probe);
  return (
    <Panel title={say("Probes")} aside={probe === undefined ? null : <Aside probe={probe} />} fill>
      <ProbeForm />
      {probe === undefined ? (
        <p className={css.empty}>
          {say("An expression is worked out at every stop of the range: registers, bits, memory, frames, phases.")}
        </p>
      ) : (
        <Series probe={probe} />
      )}
    </Panel>
  );
}

function Aside({ probe }: { readonly probe: Answered<"probe"> }): ReactNode {
  const { expression } = probe.question;
  const { rows, stops } = probe.answer;
  return (
    <span className={css.aside}>
      {rows.length < stops
        ? say("{shown} of {stops} stops, evenly spread", { shown: count(rows.length), stops: count(stops) })
        : say("{stops} stops", { stops: count(stops) })}
      <IconButton
        label={say("Download as CSV")}
        disabled={rows.length === 0}
        onClick={() => save("probe.csv", "text/csv", csvOf(expression, rows))}
      >
        <Download />
      </IconButton>
    </span>
  );
}

function Series({ probe }: { readonly probe: Answered<"probe"> }): ReactNode {
  const { goTo } = useActions();
  const { rows } = probe.answer;
  return (
    <>
      <SoFar className={css.empty} />
      <ProbeChart
        expression={probe.question.expression}
        rows={rows}
        onChoose={({ at }) => void goTo({ kind: "position", at }, "jump")}
      />
      <ProbeTable expression={probe.question.expression} rows={rows} />
    </>
  );
}

function useProbe(): {
  readonly run: (expression: string, granularity: Granularity, range: RangeName) => Promise<string | undefined>;
} {
  const lab = useLabHandle();
  return {
    run: async (expression, granularity, name) => {
      const { run, moment, range } = lab.store.getState();
      if (run === undefined || moment === undefined) return undefined;
      const span = spanOfRange(name, run, moment, range);
      if (span === undefined) return say("There is no such range here.");
      const answer = await lab.actions.ask<"probe">(
        { kind: "probe", expression, granularity, ...span, limit: LIMIT },
        say("Probe {expression}", { expression }),
      );
      return answer.ok || isCancelled(answer.problems) ? undefined : withCaret(expression, answer.problems);
    },
  };
}

function ProbeForm(): ReactNode {
  const probe = useProbe();
  const { cancelTask } = useActions();
  const last = useLab((state) => state.answers.probe?.question);
  const task = useLab(({ tasks }) => tasks.find(({ kind, state }) => kind === "probe" && state === "running"));
  const magnified = useLab((state) => state.range !== undefined);
  const [expression, setExpression] = useState(last?.expression ?? "");
  const [granularity, setGranularity] = useState<Granularity>(last?.granularity ?? "phase");
  const [range, setRange] = useState<RangeName>("run");
  const [refused, setRefused] = useState<string>();
  const wrong = useExpressionProblem(expression);

  async function run(text: string, by: Granularity): Promise<void> {
    setRefused(undefined);
    setRefused(await probe.run(text, by, range));
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (wrong === undefined && expression.trim() !== "") void run(expression, granularity);
  }
  return (
    <form className={css.form} onSubmit={submit} aria-label={say("Probe")}>
      <Field
        label={say("Expression")}
        grow
        mono
        placeholder="exchange.page"
        value={expression}
        problem={wrong ?? refused}
        onChange={(event) => {
          setExpression(event.target.value);
          setRefused(undefined);
        }}
      />
      <Choice
        label={say("At each")}
        items={GRANULARITIES.map((each) => [each, say(each)] as const)}
        value={granularity}
        onChange={setGranularity}
      />
      <Choice
        label={say("Range")}
        items={RANGES.filter((each) => each !== "shown" || magnified).map(
          (each) => [each, say(RANGE_WORDS[each])] as const,
        )}
        value={range}
        onChange={setRange}
      />
      {task === undefined ? (
        <Button
          type="submit"
          weight="strong"
          className={css.submit ?? ""}
          disabled={wrong !== undefined || expression.trim() === ""}
        >
          {say("Probe")}
        </Button>
      ) : (
        <Button className={css.submit ?? ""} onClick={() => cancelTask(task.id)}>
          {say("Cancel, {percent} %", { percent: Math.floor(task.share * 100) })}
        </Button>
      )}
      <div className={css.examples} role="group" aria-label={say("Examples")}>
        {EXAMPLES.map((each) => (
          <button
            key={each.expression}
            type="button"
            className={css.example}
            title={each.expression}
            onClick={() => {
              setExpression(each.expression);
              setGranularity(each.granularity);
              void run(each.expression, each.granularity);
            }}
          >
            {say(each.title)}
          </button>
        ))}
      </div>
    </form>
  );
}
