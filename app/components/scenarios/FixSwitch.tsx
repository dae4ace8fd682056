// A defect of the real code, and the switch that mends it.

import type { ReactNode } from "react";
import type { FixId, Scenario } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { FIX_WORDS } from "../../state/scenario-words.ts";
import { Switch } from "./Switch.tsx";

interface FixSwitchProps {
  readonly fix: FixId;
  readonly draft: Scenario;
  readonly onToggle: () => void;
}

export function FixSwitch({ fix, draft, onToggle }: FixSwitchProps): ReactNode {
  const { title, defect, idle } = FIX_WORDS[fix];
  const reason = idle(draft);
  const on = draft.fixes?.includes(fix) ?? false;
  return (
    <Switch
      label={say(title)}
      text={reason ?? (on ? say("Mended. When off: {defect}", { defect: say(defect) }) : say(defect))}
      on={on}
      idle={reason !== undefined}
      onChange={onToggle}
    />
  );
}
