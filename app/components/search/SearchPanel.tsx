// Search in memory as it is here, and among the names of the run.

import { useState, type FormEvent, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { isCancelled } from "../../state/questions.ts";
import { SEARCH_LIMIT, SEARCH_MODES, searchFor, type SearchMode } from "../../state/search.ts";
import { Button } from "../shared/Button.tsx";
import { Choice, Field } from "../shared/Field.tsx";
import { expectedText } from "../shared/expected-text.ts";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import { Hits } from "./Hits.tsx";
import css from "./Search.module.css";

const MODES: Readonly<Record<SearchMode, readonly [title: string, placeholder: string]>> = {
  bytes: ["Bytes", "7f 45 4c 46"],
  text: ["Text", "jump back"],
  value: ["32-bit value", "0x00401000"],
  name: ["Names", "swap-out, eth0, vim"],
};

export function SearchPanel(): ReactNode {
  return (
    <Panel title={say("Search")}>
      <SearchForm />
    </Panel>
  );
}

interface SearchFormProps {
  /** A hit has been chosen. */
  readonly onChosen?: () => void;
  readonly autoFocus?: boolean;
}

export function SearchForm({ onChosen, autoFocus = false }: SearchFormProps): ReactNode {
  const { ask, pulse, cancelTask } = useActions();
  const last = useLab((state) => state.answers.search);
  const at = useLab((state) => state.moment?.at);
  const task = useLab(({ tasks }) => tasks.find(({ kind, state }) => kind === "search" && state === "running"));
  const [mode, setMode] = useState<SearchMode>(last?.question.for.kind ?? "text");
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string>();

  async function search(): Promise<void> {
    const wanted = searchFor(mode, typed);
    setProblem(wanted.ok ? undefined : expectedText(wanted.problems));
    if (!wanted.ok || at === undefined) return;
    const answer = await ask<"search">(
      { kind: "search", for: wanted.value, at, limit: SEARCH_LIMIT },
      say("Search for {what}", { what: typed.trim() }),
    );
    if (answer.ok) pulse(answer.value.rows.flatMap((hit) => (hit.kind === "memory" ? [hit.address >>> 12] : [])));
    else if (!isCancelled(answer.problems)) setProblem(expectedText(answer.problems));
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    void search();
  }
  return (
    <>
      <form className={css.form} role="search" onSubmit={submit} aria-label={say("Search")}>
        <Choice
          label={say("Look for")}
          items={SEARCH_MODES.map((each) => [each, say(MODES[each][0])] as const)}
          value={mode}
          onChange={setMode}
        />
        <Field
          label={mode === "name" ? say("Words") : say("In memory at this moment")}
          grow
          mono={mode === "bytes" || mode === "value"}
          placeholder={MODES[mode][1]}
          value={typed}
          problem={problem}
          autoFocus={autoFocus}
          onChange={(event) => {
            setTyped(event.target.value);
            setProblem(undefined);
          }}
        />
        {task === undefined ? (
          <Button type="submit" className={css.submit ?? ""}>
            {say("Search")}
          </Button>
        ) : (
          <Button className={css.submit ?? ""} onClick={() => cancelTask(task.id)}>
            {say("Cancel, {percent} %", { percent: Math.floor(task.share * 100) })}
          </Button>
        )}
      </form>
      {last === undefined ? null : <Hits found={last} onChosen={onChosen} />}
    </>
  );
}
