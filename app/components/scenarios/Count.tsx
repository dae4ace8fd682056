// How many jumps the run makes; with a payload, how often it is called.

import { Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import type { Scenario } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { JUMPS_MAX, JUMPS_PER_CALL } from "../../state/scenarios.ts";
import { IconButton } from "../shared/Button.tsx";
import css from "./ScenarioForm.module.css";

interface CountProps {
  readonly draft: Scenario;
  readonly onChange: (jumps: number) => void;
}

export function Count({ draft, onChange }: CountProps): ReactNode {
  const calls = draft.payload !== undefined;
  const step = calls ? JUMPS_PER_CALL : 1;
  const value = draft.jumps / step;
  const most = Math.floor(JUMPS_MAX / step);
  const label = calls ? say("Calls") : say("Jumps");
  const ends = draft.jumps % 2 === 0 ? say("The run ends in kernel A.") : say("The run ends in kernel B.");
  return (
    <div className={css.row}>
      <div className={css.line} role="group" aria-label={label}>
        <span className={css.label}>{label}</span>
        <span className={css.count}>
          <IconButton
            label={calls ? say("Fewer calls") : say("Fewer jumps")}
            disabled={value <= 1}
            onClick={() => onChange(draft.jumps - step)}
          >
            <Minus />
          </IconButton>
          <output className={css.value} aria-label={label}>
            {value}
          </output>
          <IconButton
            label={calls ? say("More calls") : say("More jumps")}
            disabled={value >= most}
            onClick={() => onChange(draft.jumps + step)}
          >
            <Plus />
          </IconButton>
        </span>
      </div>
      <p className={css.text}>{calls ? say("A call is a jump to the program and one back.") : ends}</p>
    </div>
  );
}
