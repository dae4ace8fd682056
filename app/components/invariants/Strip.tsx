// One invariant over the run: a tick for each check, a failure marked. A press goes to the nearest check; the times of
// failures are in the event log too.

import { memo, type MouseEvent, type ReactNode } from "react";
import type { InvariantResult, PhaseSpan } from "../../sim/api.ts";
import { plural, say } from "../../messages/say.ts";
import { placeAlong } from "../shared/along-run.ts";
import { count } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import { nearestCheck, stretchesOf, ticksOf } from "./strip.ts";
import css from "./Invariants.module.css";

const WIDTH = 200;
const HEIGHT = 9;

export function Strip({ result }: { readonly result: InvariantResult }): ReactNode {
  const { goTo } = useActions();
  const phases = useLab((state) => state.run?.phases);
  const { checks, title } = result;
  if (phases === undefined || checks.length === 0) return null;
  const failed = checks.filter(({ holds }) => !holds).length;
  const words = `${say(title)}: ${plural(checks.length, "{n} check", "{n} checks")}${failed === 0 ? "" : say(", {failed} failed", { failed })}`;

  function onClick(event: MouseEvent<HTMLElement>): void {
    if (phases === undefined) return;
    const box = event.currentTarget.getBoundingClientRect();
    const check = nearestCheck(checks, phases, (event.clientX - box.left) / box.width);
    if (check !== undefined) void goTo({ kind: "position", at: { t: check.t, sub: 0 } }, "jump");
  }

  return (
    <button
      type="button"
      className={css.strip}
      // The evidence beside it is the way for the keyboard.
      tabIndex={-1}
      aria-label={say("{words}: go to the nearest", { words })}
      title={say("{words}; press to go to the nearest", { words })}
      onClick={onClick}
    >
      <Picture checks={checks} phases={phases} />
      <Now phases={phases} />
    </button>
  );
}

interface PictureProps {
  readonly checks: InvariantResult["checks"];
  readonly phases: readonly PhaseSpan[];
}

const Picture = memo(function Picture({ checks, phases }: PictureProps): ReactNode {
  const ticks = ticksOf(checks, phases, WIDTH);
  const first = checks.find(({ holds }) => !holds);
  return (
    <>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className={css.picture}>
        {[true, false].map((holds) => (
          <path
            key={String(holds)}
            data-holds={holds}
            d={[
              ...stretchesOf(ticks).flatMap((each) => (each.holds === holds ? [`M${each.from} 4.5H${each.to}`] : [])),
              ...ticks.flatMap((each) => (each.holds === holds ? [`M${each.x} ${holds ? "2v5" : "0v9"}`] : [])),
            ].join("")}
          />
        ))}
      </svg>
      {first === undefined ? null : (
        <span
          className={css.alarm}
          style={{ left: `${placeAlong(phases, first.t) * 100}%` }}
          title={say("first violated at t {t}", { t: count(first.t) })}
        >
          !
        </span>
      )}
    </>
  );
});

function Now({ phases }: { readonly phases: readonly PhaseSpan[] }): ReactNode {
  const t = useLab((state) => state.moment?.at.t ?? 0);
  return <span className={css.now} style={{ left: `${placeAlong(phases, t) * 100}%` }} />;
}
