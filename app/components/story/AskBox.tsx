// Predict, then see: a question about what comes. It is answered or not; Next is there all the same.

import { CircleCheck, CircleX } from "lucide-react";
import { useId, useState, type FormEvent, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { readNumber } from "../../state/editor-fields.ts";
import { judge, type Judged } from "../../state/story-ask.ts";
import type { Ask } from "../../state/stories/ask.ts";
import type { StoryStep } from "../../state/stories/story.ts";
import { Button } from "../shared/Button.tsx";
import { count, frameName } from "../shared/format.ts";
import { useLab, useLabHandle } from "../shared/use-lab.ts";
import css from "./Ask.module.css";
import { Prose } from "./Prose.tsx";

type Given = { readonly number: number } | "nothing";

function answerText(ask: Ask, answer: number): string {
  if (ask.kind === "pick-frame") return frameName(answer);
  return ask.kind === "number" ? count(answer) : say(ask.options[answer]?.text ?? "");
}

interface InputProps {
  readonly ask: Ask;
  readonly given: Given;
  readonly onGive: (given: Given) => void;
}

function Input({ ask, given, onGive }: InputProps): ReactNode {
  const name = useId();
  const frame = useLab(({ selection }) => (selection?.kind === "frame" ? selection.pfn : undefined));
  switch (ask.kind) {
    case "pick-frame":
      return (
        <p className={css.picked}>
          {frame === undefined ? say("No frame is chosen yet.") : say("Chosen: {frame}", { frame: frameName(frame) })}
        </p>
      );
    case "number":
      return (
        <input
          className={css.number}
          aria-label={say("Your answer")}
          inputMode="numeric"
          autoComplete="off"
          onChange={({ target }) => {
            const number = readNumber(target.value.replaceAll(/[,.\s]/g, ""));
            onGive(number === undefined ? "nothing" : { number });
          }}
        />
      );
    case "choice":
      return ask.options.map(({ text }, index) => (
        <label key={text} className={css.option}>
          <input
            type="radio"
            name={name}
            checked={given !== "nothing" && given.number === index}
            onChange={() => onGive({ number: index })}
          />
          {say(text)}
        </label>
      ));
  }
}

type Verdict = Judged | "unknown";

function Revealed({ ask, verdict }: { readonly ask: Ask; readonly verdict: Verdict }): ReactNode {
  const { goTo } = useLabHandle().actions;
  if (verdict === "unknown")
    return <p>{say("This run has no answer: it is not the one that the story is told on.")}</p>;
  const { right, answer } = verdict;
  const Icon = right ? CircleCheck : CircleX;
  const at = ask.at;
  return (
    <>
      <p className={css.verdict} data-right={right}>
        <Icon size={16} aria-hidden />
        {right
          ? say("Right: {answer}.", { answer: answerText(ask, answer) })
          : say("Not quite: {answer}.", { answer: answerText(ask, answer) })}
      </p>
      {at === undefined ? null : (
        <Button onClick={() => void goTo({ kind: "anchor", anchor: at }, "jump")}>{say("Go and see")}</Button>
      )}
    </>
  );
}

export function AskBox({ ask, step }: { readonly ask: Ask; readonly step: StoryStep }): ReactNode {
  const lab = useLabHandle();
  const picked = useLab(({ selection }) => (selection?.kind === "frame" ? selection.pfn : undefined));
  const [typed, onGive] = useState<Given>("nothing");
  const [verdict, setVerdict] = useState<Verdict>();
  const [hinted, setHinted] = useState(false);
  const given = ask.kind !== "pick-frame" ? typed : picked === undefined ? "nothing" : { number: picked };

  async function answer(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (given === "nothing") return;
    const judged = await judge(lab, ask, step, given.number);
    setVerdict(judged ?? "unknown");
    if (judged?.right === true) lab.actions.tickOff(`${step.id}?`);
  }

  return (
    <form className={css.ask} aria-label={say("A question")} onSubmit={(event) => void answer(event)}>
      <Prose source={say(ask.question)} className={css.question} />
      <Input ask={ask} given={given} onGive={onGive} />
      <div className={css.buttons}>
        <Button type="submit" disabled={given === "nothing"}>
          {say("Answer")}
        </Button>
        {hinted ? null : (
          <Button weight="quiet" onClick={() => setHinted(true)}>
            {say("Hint")}
          </Button>
        )}
      </div>
      {hinted ? <Prose source={say(ask.hint)} className={css.hint} /> : null}
      <div role="status">{verdict === undefined ? null : <Revealed ask={ask} verdict={verdict} />}</div>
    </form>
  );
}
