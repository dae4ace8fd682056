// The power row: a signal that falls to nothing where the machine is switched off, and its boots as buttons.

import type { ReactNode } from "react";
import type { BootSpan } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { useActions } from "../shared/use-lab.ts";
import type { Axis } from "./axis.ts";
import { beginning, bootBoxes, ending, outages, POWER_HEIGHT, powerPath } from "./power.ts";
import css from "./Power.module.css";

interface PowerProps {
  readonly boots: readonly BootSpan[];
  readonly axis: Axis;
}

export function Power({ boots, axis }: PowerProps): ReactNode {
  const { goTo } = useActions();
  return (
    <div className={css.power} role="group" aria-label={say("Power")}>
      <svg width={axis.width} height={POWER_HEIGHT} className={css.signal} aria-hidden>
        <path d={powerPath(boots, axis)} />
      </svg>
      {bootBoxes(boots, axis).map(({ boot, x, width, label }) => (
        <button
          key={boot.n}
          type="button"
          className={css.boot}
          style={{ left: x, width }}
          data-kernel={boot.kernel}
          aria-label={say("Boot {boot}: {value}", {
            boot: boot.n,
            value: [beginning(boot), ending(boot)].filter(Boolean).join(", then "),
          })}
          title={say("Go to the beginning of boot {boot}", { boot: boot.n })}
          onClick={() => void goTo({ kind: "anchor", anchor: `boot/${boot.n}` }, "jump")}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** Across the lanes: here everything in memory was lost. */
export function Outages({ boots, axis }: PowerProps): ReactNode {
  return outages(boots, axis).map((x) => <span key={x} className={css.outage} style={{ left: x }} aria-hidden />);
}
