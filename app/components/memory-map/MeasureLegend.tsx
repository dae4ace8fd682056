// What the one hue of a measure says, from nothing to most.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { FrameMeasures } from "../../sim/api.ts";
import { count } from "../shared/format.ts";
import css from "./Legend.module.css";

export function MeasureLegend({ measures }: { readonly measures: FrameMeasures }): ReactNode {
  const { of, most, levels, written } = measures;
  const never = levels.length - written;
  return (
    <div className={css.measure} role="group" aria-label={say("Legend of the colours")}>
      <span className={css.swatch} data-class="untouched" />
      <span>
        {say("never written")} <span className={css.count}>{count(never)}</span>
      </span>
      <span>{of === "age" ? say("written {n} operations ago", { n: count(most) }) : say("written once")}</span>
      <span className={css.ramp} aria-hidden="true" />
      <span>
        {of === "age" ? say("just now") : say("in {n} stretches of the run", { n: count(most) })}{" "}
        <span className={css.count}>{say("{n} written", { n: count(written) })}</span>
      </span>
    </div>
  );
}
