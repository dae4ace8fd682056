// How many frames differ at every place that both runs have, as a strip above their lanes.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { count } from "../shared/format.ts";
import { useLab } from "../shared/use-lab.ts";
import { placeOf, type Column } from "./align.ts";
import css from "./Alignment.module.css";
import { stripPath } from "./strip.ts";

const HEIGHT = 24;

export function DivergenceStrip({ columns }: { readonly columns: readonly Column[] }): ReactNode {
  const samples = useLab((state) => state.divergences);
  if (samples === undefined)
    return (
      <div className={css.strip} aria-busy="true">
        <span className={css.note}>{say("counting …")}</span>
      </div>
    );
  const most = samples.reduce((high, { frames }) => Math.max(high, frames), 0);
  return (
    <div
      className={css.strip}
      role="img"
      aria-label={say("Frames that differ along the way: at most {most}, {end} at the end", {
        most: count(most),
        end: count(samples.at(-1)?.frames ?? 0),
      })}
    >
      <svg viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" width="100%" height={HEIGHT} aria-hidden>
        <path
          d={stripPath(
            samples.map(({ here, frames }) => ({ x: 1000 * placeOf(columns, "here", here), frames })),
            most,
            HEIGHT,
          )}
        />
      </svg>
      <span className={css.most}>{most === 0 ? say("none") : count(most)}</span>
    </div>
  );
}
