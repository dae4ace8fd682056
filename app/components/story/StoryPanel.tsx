// The story beside the machine: a step's text, Back and Next, contents, and a way to leave and to come back.

import { ListOrdered } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { DEFAULT_PRESET, presetSource } from "../../state/link-state.ts";
import { resolveRef } from "../../state/refs.ts";
import type { StoryStep } from "../../state/types.ts";
import { Button, IconButton } from "../shared/Button.tsx";
import { frameName } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import { Prose } from "./Prose.tsx";
import css from "./Story.module.css";

/** What plays a part, by the reference of that part. */
const FRAME_WORDS: Readonly<Record<string, string>> = {
  "frame/control-a": "A's control page",
  "frame/control-b": "B's control page",
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
    return thing?.kind === "frame" ? [`${FRAME_WORDS[ref] ?? "a page"}, ${frameName(thing.pfn)}`] : [];
  });
  if (frames.length === 0) return null;
  return (
    <p className="visually-hidden" id="story-frames">
      Highlighted: {frames.join("; ")}
    </p>
  );
}

function Contents({
  steps,
  at,
  onChoose,
}: {
  readonly steps: readonly StoryStep[];
  readonly at: number;
  readonly onChoose: (step: number) => void;
}): ReactNode {
  return (
    <ol className={css.contents}>
      {steps.map((step, index) => (
        <li key={step.id}>
          <button type="button" aria-current={index === at ? "step" : undefined} onClick={() => onChoose(index)}>
            {step.title}
          </button>
        </li>
      ))}
    </ol>
  );
}

function Step({
  step,
  index,
  count,
}: {
  readonly step: StoryStep;
  readonly index: number;
  readonly count: number;
}): ReactNode {
  const { setStoryStep, explore } = useActions();
  useEffect(() => {
    document.getElementById("story")?.scrollIntoView({ block: "start" });
  }, [index]);
  return (
    <article className={css.step} aria-describedby="story-frames">
      <h3 className={css.title}>{step.title}</h3>
      {step.body.map((paragraph) => (
        <Prose key={paragraph} source={paragraph} />
      ))}
      {step.hint === undefined ? null : <Prose source={step.hint} className={css.hint} />}
      <HighlightedFrames step={step} />
      <div className={css.buttons}>
        <Button onClick={() => setStoryStep(Math.max(0, index - 1))}>Back</Button>
        <Button weight="strong" onClick={() => setStoryStep(Math.min(count - 1, index + 1))}>
          Next
        </Button>
        <Button weight="quiet" className={css.explore ?? ""} onClick={explore}>
          Explore from here
        </Button>
      </div>
    </article>
  );
}

/** The story is closed: say where one can go on. */
function Closed({ leftStep }: { readonly leftStep: number | undefined }): ReactNode {
  const lab = useLabHandle();
  const fits = useLab((state) => state.source?.preset === DEFAULT_PRESET);
  const [first, go] = leftStep === undefined ? ["Start the story", 0] : [`Return to step ${leftStep + 1}`, leftStep];
  async function start(): Promise<void> {
    const source = presetSource(DEFAULT_PRESET);
    if (!fits && source !== undefined) await lab.actions.open(source);
    lab.actions.setStoryStep(go);
  }
  const button = <Button onClick={() => void start()}>{first}</Button>;
  if (!fits)
    return (
      <div className={css.elsewhere}>
        <p title="Opening it leaves this scenario">Told with “The first jump”.</p>
        {button}
      </div>
    );
  return (
    <div className={css.step}>
      <p>You are on your own. The story waits where you left it.</p>
      <div className={css.buttons}>{button}</div>
    </div>
  );
}

export function StoryPanel(): ReactNode {
  const { story, actions } = useLabHandle();
  const index = useLab((state) => state.storyStep);
  const leftStep = useLab((state) => state.leftStep);
  const [wanted, setContents] = useState(false);
  const fits = useLab((state) => state.source?.preset === DEFAULT_PRESET);
  const told = fits || index !== undefined;
  const contents = wanted && told;
  const step = index === undefined ? undefined : story[index];
  const aside = told ? (
    <span className={css.aside}>
      {index === undefined ? null : `${index + 1} of ${story.length}`}
      <IconButton label="Contents" aria-expanded={contents} onClick={() => setContents(!contents)}>
        <ListOrdered />
      </IconButton>
    </span>
  ) : null;
  return (
    <Panel title="Story" aside={aside} id="story">
      {contents ? (
        <Contents
          steps={story}
          at={index ?? -1}
          onChoose={(chosen) => {
            setContents(false);
            actions.setStoryStep(chosen);
          }}
        />
      ) : step === undefined || index === undefined ? (
        <Closed leftStep={leftStep} />
      ) : (
        <Step step={step} index={index} count={story.length} />
      )}
    </Panel>
  );
}
