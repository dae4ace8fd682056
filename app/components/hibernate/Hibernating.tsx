// What every view of the hibernation begins with: there is one, and its answer has come.

import type { ReactNode } from "react";
import type { HibernationView } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { findPreset } from "../../state/scenarios.ts";
import { Button } from "../shared/Button.tsx";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./Hibernating.module.css";

interface HibernatingProps {
  readonly title: string;
  /** The first of the views says what to do where there is none. */
  readonly first?: true;
  readonly fill?: true;
  readonly children: (view: HibernationView) => ReactNode;
}

export function Hibernating({ title, first, fill, children }: HibernatingProps): ReactNode {
  const view = useLab((state) => state.moment?.hibernation);
  const hibernates = useLab((state) => state.source?.scenario.hibernation !== undefined);
  if (view !== undefined) return children(view);
  if (!hibernates && first !== true) return null;
  return (
    <Panel title={title} fill={fill === true}>
      {hibernates ? <div className={css.waiting} aria-busy="true" /> : <OnlyJumps />}
    </Panel>
  );
}

const EXAMPLE = "hibernate";

/** Most scenarios jump and come back; power stays on. */
function OnlyJumps(): ReactNode {
  const { open, explore } = useActions();
  const preset = findPreset(EXAMPLE);
  return (
    <div className={css.none}>
      <p>{say("In this scenario nobody saves an image: the kernels jump, and power stays on.")}</p>
      {preset === undefined ? null : (
        <Button
          onClick={() => {
            explore();
            void open({ preset: preset.id, scenario: preset.scenario });
          }}
        >
          {say("Open “{preset}”", { preset: say(preset.title) })}
        </Button>
      )}
    </div>
  );
}
