// How far one step goes, coarse to fine.

import type { ReactNode } from "react";
import { GRANULARITIES, type Granularity } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./Transport.module.css";

/** Concept detail does without them. */
const FINEST = GRANULARITIES.slice(0, 2);
const COARSE_FIRST = GRANULARITIES.toReversed();

export function Granularities(): ReactNode {
  const { setGranularity } = useActions();
  const chosen = useLab((state) => state.granularity);
  return (
    <div className={css.group} role="radiogroup" aria-label={say("Granularity")}>
      {COARSE_FIRST.map((each) => (
        <label
          key={each}
          className={css.choice}
          data-raw={FINEST.includes(each) ? "" : undefined}
          title={say("Step by {unit} ({key})", { unit: say(each), key: GRANULARITIES.indexOf(each) + 1 })}
        >
          <input
            type="radio"
            name="granularity"
            value={each}
            checked={each === chosen}
            onChange={() => setGranularity(each)}
          />
          {say(each)}
        </label>
      ))}
    </div>
  );
}

export function GranularitySelect(): ReactNode {
  const { setGranularity } = useActions();
  const chosen = useLab((state) => state.granularity);
  return (
    <select
      className={css.select}
      aria-label={say("Granularity")}
      value={chosen}
      onChange={(event) => setGranularity(event.target.value as Granularity)}
    >
      {COARSE_FIRST.map((each) => (
        <option key={each} value={each}>
          {say(each)}
        </option>
      ))}
    </select>
  );
}
