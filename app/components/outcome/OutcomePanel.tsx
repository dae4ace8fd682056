// What came of the faults of the run on screen: the verdict, where it parts from its parent, which frames it cost.

import { Flag, GitCompareArrows, Share2 } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import type { RunSummary, Verdict } from "../../sim/api.ts";
import { plural, retell, say } from "../../messages/say.ts";
import { goEdge, showView } from "../../state/commands.ts";
import { goToDivergence } from "../../state/fault-commands.ts";
import { capitalised } from "../../state/sentence.ts";
import { Button } from "../shared/Button.tsx";
import { count, hex32, time } from "../shared/format.ts";
import { FrameLink } from "../shared/FrameLink.tsx";
import { Panel } from "../shared/Panel.tsx";
import { Told } from "../shared/Told.tsx";
import { VerdictWord } from "../shared/Verdict.tsx";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import { Blast } from "./Blast.tsx";
import { Chain } from "./Chain.tsx";
import css from "./OutcomePanel.module.css";

export function OutcomePanel(): ReactNode {
  const run = useLab((state) => state.run);
  if (run?.verdict === undefined) return null;
  return (
    <Panel title={say("Outcome")}>
      <Card run={run} verdict={run.verdict} />
    </Panel>
  );
}

interface CardProps {
  readonly run: RunSummary;
  readonly verdict: Verdict;
}

function Card({ run, verdict }: CardProps): ReactNode {
  const card = useRef<HTMLDivElement>(null);
  // What was pressed to get here is gone: reading goes on with what came of it.
  useEffect(() => {
    if (document.activeElement === document.body) card.current?.focus({ preventScroll: true });
  }, [run]);
  return (
    <div ref={card} className={css.card} tabIndex={-1} data-verdict={verdict.kind}>
      <p className={css.verdict}>
        <VerdictWord kind={verdict.kind} errno={verdict.errno} size="large" />
      </p>
      <p className={css.text}>
        <Told text={verdict.text} as={sentence} />
      </p>
      <Exceptions run={run} />
      <Facts run={run} verdict={verdict} />
      <Buttons verdict={verdict} />
    </div>
  );
}

const sentence = (text: string): string => `${capitalised(text)}${/[.!?]$/.test(text) ? "" : "."}`;

function Exceptions({ run }: { readonly run: RunSummary }): ReactNode {
  const { fault } = run.outcome;
  if (fault === undefined || fault.chain.length === 0) return null;
  return (
    <div className={css.exceptions}>
      <Chain chain={fault.chain} />
      <p className={css.why}>
        {say("{exceptions} · instruction at", { exceptions: retell(fault.exceptions[0]?.text ?? fault.text).text })}{" "}
        <code>{hex32(fault.address)}</code>
      </p>
    </div>
  );
}

const FRAMES_NAMED = 6;

/** Frames are counted where both runs have come to their end. */
function blastText({ outcome }: RunSummary, frames: number): string {
  if (outcome.kind !== "completed") return say("not counted: this run does not come to the other's end");
  return frames === 0
    ? say("no frame differs at the end")
    : say("{frames} at the end", { frames: plural(frames, "{n} frame", "{n} frames") });
}

function Facts({ run, verdict }: CardProps): ReactNode {
  const { divergence, frames, invariant } = verdict;
  const { goTo } = useActions();
  const { title, t } = run.invariants.find(({ id }) => id === invariant) ?? {};
  return (
    <dl className={css.facts}>
      <dt>{say("first divergence")}</dt>
      <dd>
        {divergence === undefined ? (
          <>
            {say("none: identical up to the end (state hash")} <code>{run.endHash.slice(0, 8)}</code>)
          </>
        ) : (
          <>
            <code>{divergence.anchor}</code>, t {time(divergence.at)}
          </>
        )}
      </dd>
      {title === undefined || t === undefined ? null : (
        <>
          <dt>{say("detected by")}</dt>
          <dd>
            {say("“{title}” does not hold,", { title: say(title) })}{" "}
            <button type="button" className={css.go} onClick={() => void goTo({ kind: "position", at: { t, sub: 0 } })}>
              t {count(t)}
            </button>
          </dd>
        </>
      )}
      <dt>{say("blast radius")}</dt>
      <dd>
        {blastText(run, frames.length)}
        {frames.length === 0 ? null : (
          <>
            <Blast frames={frames} total={run.frames} />
            <span className={css.frames}>
              {frames.slice(0, FRAMES_NAMED).map((pfn) => (
                <FrameLink key={pfn} pfn={pfn} />
              ))}
              {frames.length > FRAMES_NAMED ? (
                <span>{say("and {frames} more", { frames: count(frames.length - FRAMES_NAMED) })}</span>
              ) : null}
            </span>
          </>
        )}
      </dd>
    </dl>
  );
}

function Buttons({ verdict }: { readonly verdict: Verdict }): ReactNode {
  const lab = useLabHandle();
  const { setPerspective, openDialog, select } = useActions();
  const [worst] = verdict.frames;
  return (
    <div className={css.buttons}>
      {verdict.divergence === undefined ? null : (
        <Button onClick={() => goToDivergence(lab)}>
          <Flag size={14} aria-hidden /> {say("Go to first divergence")}
        </Button>
      )}
      <Button onClick={() => setPerspective("compare")}>
        <GitCompareArrows size={14} aria-hidden /> {say("Compare with parent")}
      </Button>
      {worst === undefined ? null : (
        <Button
          onClick={() => {
            goEdge(lab, "end");
            select({ kind: "frame", pfn: worst });
            showView(lab, "frame");
          }}
        >
          {say("Who wrote this?")}
        </Button>
      )}
      <Button onClick={() => openDialog("share")}>
        <Share2 size={14} aria-hidden /> {say("Share")}
      </Button>
    </div>
  );
}
