// The visits to kernel B, one after the other: after each image A goes on, or the machine is switched off.

import { Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import type { Round } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { ROUND_WORDS } from "../../state/hibernation-words.ts";
import { JUMPS_MAX, JUMPS_PER_ROUND } from "../../state/scenarios.ts";
import { IconButton } from "../shared/Button.tsx";
import css from "./ScenarioForm.module.css";

const MOST = Math.floor(JUMPS_MAX / JUMPS_PER_ROUND);

interface RoundsProps {
  readonly rounds: readonly Round[];
  readonly onChange: (rounds: readonly Round[]) => void;
}

export function Rounds({ rounds, onChange }: RoundsProps): ReactNode {
  const other = (index: number): readonly Round[] =>
    rounds.map((round, at) => (at !== index ? round : round === "off" ? "checkpoint" : "off"));
  return (
    <div className={css.row}>
      <div className={css.line} role="group" aria-label={say("Images")}>
        <span className={css.label}>{say("Images")}</span>
        <span className={css.count}>
          <IconButton
            label={say("Fewer images")}
            disabled={rounds.length <= 1}
            onClick={() => onChange(rounds.slice(1))}
          >
            <Minus />
          </IconButton>
          <output className={css.value} aria-label={say("Images")}>
            {rounds.length}
          </output>
          <IconButton
            label={say("More images")}
            disabled={rounds.length >= MOST}
            onClick={() => onChange(["checkpoint", ...rounds])}
          >
            <Plus />
          </IconButton>
        </span>
      </div>
      <div className={css.rounds} role="group" aria-label={say("After each image")}>
        {rounds.map((round, index) => (
          <button
            key={index}
            type="button"
            className={css.round}
            data-round={round}
            aria-label={say("After image {index}: {what}", { index: index + 1, what: say(ROUND_WORDS[round]) })}
            title={say("Change it")}
            onClick={() => onChange(other(index))}
          >
            {index + 1} {say(ROUND_WORDS[round])}
          </button>
        ))}
      </div>
      <p className={css.text}>{say("Each is a jump to B and one back to A: from B, or from C after a cold boot.")}</p>
    </div>
  );
}
