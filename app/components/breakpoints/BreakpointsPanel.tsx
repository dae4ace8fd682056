// The breakpoints: what each stops at, whether it counts, how often it is hit in this run and where last.

import { SkipBack, SkipForward, X } from "lucide-react";
import { useEffect, type ReactNode } from "react";
import type { Breakpoint } from "../../sim/api.ts";
import { problemText } from "../../state/goto.ts";
import { say } from "../../messages/say.ts";
import { breakpointName, breakpointText } from "../../state/breakpoints.ts";
import { isPart } from "../../state/phases.ts";
import type { BreakpointFact } from "../../state/question-types.ts";
import { IconButton } from "../shared/Button.tsx";
import { count, time } from "../shared/format.ts";
import { GoButton } from "../shared/GoButton.tsx";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import { AddBreakpoint } from "./AddBreakpoint.tsx";
import css from "./Breakpoints.module.css";

export function BreakpointsPanel(): ReactNode {
  const { countHits, runToBreakpoint } = useActions();
  const breakpoints = useLab((state) => state.breakpoints);
  const run = useLab((state) => state.run);
  const facts = useLab((state) => state.breakpointFacts);
  useEffect(() => void countHits(), [countHits, breakpoints, run]);
  const none = breakpoints.length === 0;
  return (
    <Panel
      title={say("Breakpoints")}
      aside={
        <span className={css.run}>
          <IconButton
            label={say("Run back to the previous breakpoint")}
            keys="Shift+C"
            disabled={none}
            onClick={() => void runToBreakpoint(-1)}
          >
            <SkipBack />
          </IconButton>
          <IconButton
            label={say("Run to the next breakpoint")}
            keys="C"
            disabled={none}
            onClick={() => void runToBreakpoint(1)}
          >
            <SkipForward />
          </IconButton>
        </span>
      }
    >
      {none ? (
        <p className={css.empty}>
          {say("None yet. Press b on a selected frame, entry, register or phase, w to watch it, or add one below.")}
        </p>
      ) : (
        <ul className={css.list} aria-label={say("Breakpoints")}>
          {breakpoints.map((each) => {
            const key = breakpointText(each);
            return <Row key={key} breakpoint={each} fact={facts[key] ?? {}} />;
          })}
        </ul>
      )}
      <AddBreakpoint />
    </Panel>
  );
}

function hitsText({ count: hits }: BreakpointFact, soFar: boolean): string {
  if (hits === undefined) return say("not counted");
  if (hits.problems !== undefined)
    return say("cannot be in this run: {why}", { why: hits.problems.map(problemText).join("; ") });
  if (soFar && hits.hits === 0) return say("not hit so far");
  if (hits.hits === 0 && hits.complete) return say("cannot be hit in this run");
  if (soFar || !hits.complete) return say("at least {hits} hits", { hits: count(hits.hits) });
  return hits.hits === 1 ? say("1 hit") : say("{hits} hits", { hits: count(hits.hits) });
}

function Row({ breakpoint, fact }: { readonly breakpoint: Breakpoint; readonly fact: BreakpointFact }): ReactNode {
  const { enableBreakpoint, removeBreakpoint } = useActions();
  const run = useLab((state) => state.run);
  const name = breakpointName(breakpoint, run);
  const { off = false, last } = fact;
  const soFar = isPart(run);
  return (
    <li className={css.row} data-off={off}>
      <input
        type="checkbox"
        role="switch"
        aria-checked={!off}
        className={css.switch}
        checked={!off}
        aria-label={say("On: {name}", { name })}
        onChange={(event) => enableBreakpoint(breakpoint, event.target.checked)}
      />
      <span className={css.what}>
        <span className={css.name}>{name}</span>
        <span className={css.hits} data-never={!soFar && fact.count?.hits === 0 && fact.count.complete}>
          {hitsText(fact, soFar)}
        </span>
      </span>
      {last === undefined ? null : (
        <GoButton at={last} what={say("last hit of {name}", { name })}>
          t {time(last)}
        </GoButton>
      )}
      <IconButton label={say("Remove: {name}", { name })} onClick={() => removeBreakpoint(breakpoint)}>
        <X />
      </IconButton>
    </li>
  );
}
