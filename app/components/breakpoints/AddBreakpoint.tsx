// A form for one more breakpoint; what is typed is checked as it is typed.

import { useState, type FormEvent, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { checkBreakpoint } from "../../state/breakpoint-check.ts";
import { Button } from "../shared/Button.tsx";
import { Choice, Field } from "../shared/Field.tsx";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import { expectedText } from "../shared/expected-text.ts";
import { useExpressionProblem } from "../shared/use-expression.ts";
import css from "./Breakpoints.module.css";
import { breakpointOf, FORM, FORMS, type FormKind } from "./forms.ts";

export function AddBreakpoint(): ReactNode {
  const lab = useLabHandle();
  const { addBreakpoint } = useActions();
  const run = useLab((state) => state.run);
  const [kind, setKind] = useState<FormKind>("expression");
  const [typed, setTyped] = useState("");
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<string>();
  const form = FORM[kind];
  const choices = run === undefined ? undefined : form.choices?.(run);
  const read = breakpointOf(kind, typed);
  const wrong = useExpressionProblem(kind === "expression" ? typed : "");
  const problem = wrong ?? refused ?? (tried && "expected" in read ? read.expected : undefined);

  function choose(next: FormKind): void {
    setKind(next);
    setTried(false);
    setRefused(undefined);
    setTyped(FORM[next].suggest(lab.store.getState()));
  }
  async function add(): Promise<void> {
    setTried(true);
    if ("expected" in read || wrong !== undefined) return;
    const checked = await checkBreakpoint(read.breakpoint, lab.store.getState());
    if (!checked.ok) return setRefused(expectedText(checked.problems));
    addBreakpoint(read.breakpoint);
    setTried(false);
    setTyped("");
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    void add();
  }
  return (
    <form className={css.form} onSubmit={submit} aria-label={say("Add a breakpoint")}>
      <Choice
        label={say("Stop at")}
        items={FORMS.map((each) => [each, say(FORM[each].title)] as const)}
        value={kind}
        onChange={choose}
      />
      {choices === undefined ? (
        <Field
          label={say(form.label)}
          placeholder={form.placeholder}
          mono
          value={typed}
          problem={problem}
          onChange={(event) => {
            setTyped(event.target.value);
            setRefused(undefined);
          }}
        />
      ) : (
        <Choice
          label={say(form.label)}
          items={choices.map(([value, title]) => [value, say(title)] as const)}
          value={typed}
          onChange={setTyped}
        />
      )}
      <Button type="submit" disabled={typed.trim() === "" || wrong !== undefined}>
        {say("Add")}
      </Button>
    </form>
  );
}
