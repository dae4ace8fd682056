// Something to do by hand: the granularity is set, the place is named, and a tick says when it has been reached.

import { Square, SquareCheck } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { placeToReach } from "../../state/story-ask.ts";
import type { StoryStep } from "../../state/stories/story.ts";
import { Button } from "../shared/Button.tsx";
import { useLab, useLabHandle } from "../shared/use-lab.ts";
import css from "./Ask.module.css";

interface TryBoxProps {
  readonly task: NonNullable<StoryStep["try"]>;
  readonly step: StoryStep;
}

export function TryBox({ task: { granularity, until }, step }: TryBoxProps): ReactNode {
  const lab = useLabHandle();
  const run = useLab((state) => state.run);
  // On the way to the step itself the reader may still be far behind the place.
  const now = useLab((state) => (state.seeking === undefined ? (state.moment?.at.t ?? 0) : 0));
  const done = useLab(({ reading, story }) => reading[story.id]?.done.includes(step.id) === true);
  const resting = useLab((state) => state.seeking === undefined && state.moment !== undefined);
  const [place, setPlace] = useState<{ readonly run: typeof run; readonly t: number | undefined }>();
  const known = place !== undefined && place.run === run;
  useEffect(() => {
    // Asked between two moves of the reader's: a question beside a seek could be taken for a newer focus.
    if (!resting || known) return undefined;
    let wanted = true;
    void placeToReach(lab, until).then((t) => wanted && setPlace({ run, t }));
    return () => {
      wanted = false;
    };
  }, [lab, run, until, resting, known]);
  const there = known && place.t !== undefined && now >= place.t;
  useEffect(() => {
    if (there) lab.actions.tickOff(step.id);
  }, [lab, there, step.id]);
  const Icon = done ? SquareCheck : Square;
  return (
    <section className={css.try} aria-label={say("Try it")}>
      <p className={css.task}>
        <Icon size={16} aria-hidden />
        <span>
          {say("Go to {until} by yourself, {granularity} by {granularity}.", { until, granularity: say(granularity) })}
          {done ? <span className="visually-hidden"> {say("Done.")}</span> : null}
        </span>
      </p>
      <div className={css.buttons}>
        <Button onClick={() => lab.actions.setGranularity(granularity)}>
          {say("Step by {granularity}", { granularity: say(granularity) })}
        </Button>
        <Button onClick={() => void lab.actions.step(1, granularity)}>{say("Step")}</Button>
      </div>
    </section>
  );
}
