// The story beside the machine: a step's text, Back and Next, contents, and a way to leave and to come back.

import { ListOrdered, RotateCcw } from "lucide-react";
import { say } from "../../messages/say.ts";
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from "react";
import { resolveRef } from "../../state/refs.ts";
import { stepsOf, type PlacedStep, type StoryStep } from "../../state/stories/story.ts";
import { Button, IconButton } from "../shared/Button.tsx";
import { frameName } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import { Contents } from "./Contents.tsx";
import { Prose } from "./Prose.tsx";
import css from "./Story.module.css";
import { StoryList } from "./StoryList.tsx";

const StepWork = lazy(() => import("./StepWork.tsx").then((m) => ({ default: m.StepWork })));
const Hints = lazy(() => import("./Hints.tsx").then((m) => ({ default: m.Hints })));

/** What plays a part, by the reference of that part. */
const FRAME_WORDS: Readonly<Record<string, string>> = {
  "frame/control-a": "A's control page",
  "frame/control-b": "B's control page",
  "frame/control-c": "C's control page",
  "frame/swap": "the swap page",
  "frame/source": "a source page",
  "frame/destination": "a destination page",
  "frame/list": "the first list page",
  "frame/note": "the page with the note",
};

/** In words, for those who do not see the marks on the map: which frames this step is about. */
function HighlightedFrames({ step }: { readonly step: StoryStep }): ReactNode {
  const moment = useLab((state) => state.moment);
  if (moment === undefined) return null;
  const frames = step.highlight.flatMap((ref) => {
    const thing = resolveRef(ref, moment);
    return thing?.kind === "frame" ? [`${say(FRAME_WORDS[ref] ?? "a page")}, ${frameName(thing.pfn)}`] : [];
  });
  if (frames.length === 0) return null;
  return (
    <p className="visually-hidden" id="story-frames">
      {say("Highlighted: {value}", { value: frames.join("; ") })}
    </p>
  );
}

interface StepProps {
  readonly placed: PlacedStep;
  readonly index: number;
  readonly count: number;
  readonly onContents: () => void;
}

const BY_HAND = ["wheel", "pointerdown", "keydown"] as const;

/** In a column of its own: on a small window the way to the view would lead away from the text. */
const isBeside = (element: Element): boolean =>
  element.getBoundingClientRect().left >= (document.getElementById("story")?.getBoundingClientRect().right ?? 0);

/** Until the reader moves anything: a view has its height only when its code and its answer have come. */
function useBroughtIntoSight(view: string | undefined, index: number): void {
  const there = useLab((state) => state.moment !== undefined && state.seeking === undefined);
  const shown = useRef<number>(undefined);
  useEffect(() => {
    const element = view === undefined ? null : document.getElementById(view);
    if (!there || shown.current === index || element === null || !isBeside(element)) return undefined;
    shown.current = index;
    const observer = new ResizeObserver(() => element.scrollIntoView({ block: "start" }));
    const leave = (): void => observer.disconnect();
    observer.observe(element);
    for (const kind of BY_HAND) window.addEventListener(kind, leave, { once: true });
    return leave;
  }, [there, view, index]);
}

/** Behind the last step the next story begins. */
function Next({ index, count }: Pick<StepProps, "index" | "count">): ReactNode {
  const { setStoryStep, tellStory } = useActions();
  const { stories } = useLabHandle();
  const id = useLab((state) => state.story.id);
  const next = stories[stories.findIndex((each) => each.id === id) + 1];
  if (index + 1 < count)
    return (
      <Button weight="strong" onClick={() => setStoryStep(index + 1)}>
        {say("Next")}
      </Button>
    );
  return next === undefined || next.id === id ? null : (
    <Button weight="strong" onClick={() => void tellStory(next.id)}>
      {say("Next story: {title}", { title: say(next.title) })}
    </Button>
  );
}

function Step({ placed: { chapter, step }, index, count, onContents }: StepProps): ReactNode {
  const { setStoryStep, explore } = useActions();
  useEffect(() => {
    document.getElementById("story")?.scrollIntoView({ block: "start" });
  }, [index]);
  useBroughtIntoSight(step.show, index);
  return (
    <article className={css.step} aria-describedby="story-frames">
      <header>
        <div className={css.place}>
          <p>{say(chapter.title)}</p>
          <span>{say("{n} of {count}", { n: index + 1, count })}</span>
          <IconButton label={say("Start the story again")} onClick={() => setStoryStep(0)}>
            <RotateCcw />
          </IconButton>
          <IconButton label={say("Contents")} onClick={onContents}>
            <ListOrdered />
          </IconButton>
        </div>
        <h3 className={css.title}>{say(step.title)}</h3>
      </header>
      {step.body.map((paragraph) => (
        <Prose key={paragraph} source={say(paragraph)} />
      ))}
      {step.hint === undefined ? null : <Prose source={say(step.hint)} className={css.hint} />}
      <HighlightedFrames step={step} />
      <Suspense fallback={null}>
        <StepWork step={step} />
      </Suspense>
      <div className={css.buttons}>
        <Button onClick={() => setStoryStep(Math.max(0, index - 1))}>{say("Back")}</Button>
        <Next index={index} count={count} />
        <Button weight="quiet" className={css.explore ?? ""} onClick={explore}>
          {say("Explore from here")}
        </Button>
      </div>
    </article>
  );
}

/** The story is closed: where to go on, and what else there is. */
function Closed({ leftStep }: { readonly leftStep: number | undefined }): ReactNode {
  const { setStoryStep } = useActions();
  const title = useLab((state) => state.story.title);
  return (
    <div className={css.step}>
      {leftStep === undefined ? (
        <p className={css.hint}>{say("The machine explains itself. Each story walks you through a run of it.")}</p>
      ) : (
        <>
          <p>{say("You are on your own. “{title}” waits where you left it.", { title: say(title) })}</p>
          <div className={css.buttons}>
            <Button onClick={() => setStoryStep(leftStep)}>{say("Return to step {n}", { n: leftStep + 1 })}</Button>
          </div>
        </>
      )}
      <StoryList />
    </div>
  );
}

export function StoryPanel(): ReactNode {
  const { actions } = useLabHandle();
  const story = useLab((state) => state.story);
  const index = useLab((state) => state.storyStep);
  const leftStep = useLab((state) => state.leftStep);
  const [wanted, setContents] = useState(false);
  const steps = stepsOf(story);
  const placed = index === undefined ? undefined : steps[index];
  const contents = wanted && placed !== undefined;
  return (
    <Panel title={say("Story")} id="story">
      {placed === undefined || index === undefined ? (
        <Closed leftStep={leftStep} />
      ) : contents ? (
        <Contents
          story={story}
          at={index}
          onChoose={(chosen) => {
            setContents(false);
            actions.setStoryStep(chosen);
          }}
          onLeave={() => setContents(false)}
        />
      ) : (
        <Step key={story.id} placed={placed} index={index} count={steps.length} onContents={() => setContents(true)} />
      )}
      <Suspense fallback={null}>
        <Hints />
      </Suspense>
    </Panel>
  );
}
