// The fault in hand: its fields, what it would do, and the button that runs it; below, the faults of the run on screen.

import { useEffect, useId, useRef, type ReactNode } from "react";
import type { Fault, Problem } from "../../sim/api.ts";
import { retell, say } from "../../messages/say.ts";
import { faultsOf } from "../../state/branches.ts";
import { FIELDS_OF, readDraft } from "../../state/drafts.ts";
import { faultSentence } from "../../state/fault-words.ts";
import type { Draft } from "../../state/types/faults.ts";
import { Button } from "../shared/Button.tsx";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import { BranchFaults } from "./BranchFaults.tsx";
import { CARDS } from "./cards.ts";
import { CIRCUMSTANCE_CARDS } from "./circumstances.ts";
import { Field } from "./Fields.tsx";
import css from "./Injection.module.css";

export function InjectionPanel(): ReactNode {
  const draft = useLab((state) => state.draft);
  const none = useLab((state) => faultsOf(state.source?.scenario).length === 0);
  return (
    <Panel title={draft === undefined ? say("Faults of this run") : say("Inject a fault")}>
      {draft === undefined ? none ? <Hint /> : null : <Form key={`${draft.kind}-${draft.card}`} draft={draft} />}
      <BranchFaults />
    </Panel>
  );
}

function Hint(): ReactNode {
  return (
    <p className={css.hint}>
      {say(
        "This run is as it should be. Choose a fault from the catalogue or a step of the run; or open the menu of a frame, a list entry, a word of the control page or a line of code, and inject one there.",
      )}
    </p>
  );
}

const titleOf = (draft: Draft): string =>
  [...CARDS, ...CIRCUMSTANCE_CARDS].find(({ id }) => id === draft.card)?.title ?? KIND_TITLES[draft.kind];

const KIND_TITLES: Readonly<Record<Fault["kind"], string>> = {
  fail: "A step fails",
  skip: "A step is forgotten",
  with: "A circumstance",
  flip: "A bit flips",
  set: "A word is overwritten",
  zero: "A frame is lost",
  retarget: "An entry points elsewhere",
  irq: "An interrupt arrives",
  nmi: "An NMI arrives",
  dma: "A device writes",
  break: "A breakpoint is armed",
  power: "Power is lost",
  rot: "A bit rots on the disk",
};

function Form({ draft }: { readonly draft: Draft }): ReactNode {
  const { inject, dropDraft } = useActions();
  const branch = useLab((state) => faultsOf(state.source?.scenario).length > 0);
  const title = useId();
  const form = useRef<HTMLFormElement>(null);
  // On a small window the catalogue lies below.
  useEffect(() => {
    form.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const general = draft.problems.filter(({ path }) => path === "");
  return (
    <form
      ref={form}
      className={css.form}
      aria-labelledby={title}
      onSubmit={(event) => {
        event.preventDefault();
        void inject();
      }}
    >
      <h3 id={title} className={css.title}>
        {say(titleOf(draft))}
      </h3>
      {FIELDS_OF[draft.kind].map((field) => (
        <Field key={field} field={field} draft={draft} />
      ))}
      <Preview draft={draft} />
      {general.length === 0 ? null : <General problems={general} />}
      <div className={css.buttons}>
        <Button weight="quiet" onClick={dropDraft}>
          {say("Discard")}
        </Button>
        <Button weight="strong" type="submit" data-inject>
          {branch ? say("Inject as well") : say("Inject")}
        </Button>
      </div>
    </form>
  );
}

/** What would happen, said before anything runs. */
function Preview({ draft }: { readonly draft: Draft }): ReactNode {
  const points = useLab((state) => state.run?.points);
  const read = readDraft(draft);
  if (!read.ok || points === undefined) return <p className={css.preview} data-empty />;
  return (
    <p className={css.preview} role="note" aria-label={say("Preview")}>
      {faultSentence(read.value, points)} <span className={css.parent}>{say("The run on screen stays as it is.")}</span>
    </p>
  );
}

function General({ problems }: { readonly problems: readonly Problem[] }): ReactNode {
  return (
    <div role="alert" className={css.problem}>
      {problems.map(({ expected, got }) => (
        <p key={`${expected}-${got}`}>
          {say("Expected {expected}, got {got}.", { expected: retell(expected).text, got: retell(got).text })}
        </p>
      ))}
    </div>
  );
}
