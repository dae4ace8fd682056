// The run on screen above another, phase by phase, with how much of memory differs along the way.

import { ChevronLeft, ChevronRight, Flag } from "lucide-react";
import type { ReactNode } from "react";
import type { Comparison } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { goToDivergenceFrom } from "../../state/compare-commands.ts";
import { otherTitle } from "../../state/compare-sources.ts";
import { COMPARE_MODES, type CompareMode } from "../../state/types/looks.ts";
import { Button, IconButton } from "../shared/Button.tsx";
import { time } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import css from "./Alignment.module.css";
import { AlignedLanes } from "./AlignedLanes.tsx";
import { Lock } from "./Lock.tsx";
import { Nothing } from "./Nothing.tsx";

export function AlignmentPanel(): ReactNode {
  const run = useLab((state) => state.run);
  const other = useLab((state) => state.other);
  const none = useLab((state) => state.other === undefined && (state.source?.scenario.faults ?? []).length === 0);
  return (
    <Panel title={say("Two runs")} aside={none ? null : <Aside />} fill>
      {none ? (
        <Nothing />
      ) : run === undefined || other === undefined ? (
        <p className={css.waiting} aria-busy="true">
          {say("Laying the two runs beside each other …")}
        </p>
      ) : (
        <>
          <Parting />
          <AlignedLanes
            run={run}
            other={other.run}
            title={otherTitle(other.source, other.run.scenario, run.scenario)}
          />
        </>
      )}
    </Panel>
  );
}

const MODE_TITLES: Readonly<Record<CompareMode, string>> = { side: "Side by side", overlay: "Overlay", xor: "XOR" };

function Aside(): ReactNode {
  const { openDialog, setCompareMode } = useActions();
  const mode = useLab((state) => state.compareMode);
  return (
    <span className={css.aside}>
      <span role="radiogroup" aria-label={say("How the maps are drawn")} className={css.modes}>
        {COMPARE_MODES.map((each) => (
          <label key={each} className={css.mode} data-chosen={each === mode}>
            <input
              type="radio"
              name="compare-mode"
              className="visually-hidden"
              checked={each === mode}
              onChange={() => setCompareMode(each)}
            />
            {say(MODE_TITLES[each])}
          </label>
        ))}
      </span>
      <Button onClick={() => openDialog("compare")}>{say("Compare with another run…")}</Button>
    </span>
  );
}

/** Where they part, and how to get there. */
function Parting(): ReactNode {
  const lab = useLabHandle();
  const { goTo } = useActions();
  const comparison = useLab((state) => state.comparison);
  const hash = useLab((state) => state.run?.endHash.slice(0, 8));
  return (
    <div className={css.parting}>
      {comparison === undefined ? (
        <span aria-busy="true">{say("Comparing …")}</span>
      ) : comparison.divergence === undefined ? (
        <span className={css.identical}>
          {say("identical up to the end (state hash {hash})", { hash: hash ?? "" })}
        </span>
      ) : (
        <PartsAt divergence={comparison.divergence} />
      )}
      {comparison?.divergence === undefined ? null : (
        <span className={css.walk}>
          <Button
            onClick={() =>
              comparison.divergence && void goTo({ kind: "position", at: comparison.divergence.at }, "jump")
            }
          >
            <Flag size={14} aria-hidden /> {say("Go to first divergence")}
          </Button>
          <IconButton
            label={say("Previous place where the two part")}
            keys="p"
            onClick={() => goToDivergenceFrom(lab, -1)}
          >
            <ChevronLeft />
          </IconButton>
          <IconButton label={say("Next place where the two part")} keys="n" onClick={() => goToDivergenceFrom(lab, 1)}>
            <ChevronRight />
          </IconButton>
        </span>
      )}
      <Lock />
    </div>
  );
}

function PartsAt({ divergence }: { readonly divergence: NonNullable<Comparison["divergence"]> }): ReactNode {
  return (
    <span>
      {say("they part at")} <code>{divergence.anchor}</code>, t {time(divergence.at)}
    </span>
  );
}
