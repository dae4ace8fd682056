// Where in memory the frames lie that a fault has cost: a strip from the first frame to the last.

import { useMemo, type ReactNode } from "react";
import { plural, say } from "../../messages/say.ts";
import { bins } from "./bins.ts";
import css from "./OutcomePanel.module.css";

interface BlastProps {
  readonly frames: readonly number[];
  readonly total: number;
}

const BINS = 96;
const HEIGHT = 18;

export function Blast({ frames, total }: BlastProps): ReactNode {
  const counts = useMemo(() => bins(frames, total, BINS), [frames, total]);
  const most = Math.max(1, ...counts);
  return (
    <svg
      className={css.blast}
      viewBox={`0 0 ${BINS} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={say("{frames}, by place in memory", { frames: plural(frames.length, "{n} frame", "{n} frames") })}
    >
      <rect className={css.ground} x={0} y={HEIGHT - 1} width={BINS} height={1} />
      {counts.map((number, bin) =>
        number === 0 ? null : (
          <rect key={bin} x={bin} width={0.85} y={HEIGHT - barHeight(number, most)} height={barHeight(number, most)} />
        ),
      )}
    </svg>
  );
}

/** One frame must still be seen beside a thousand. */
const barHeight = (number: number, most: number): number => 4 + ((HEIGHT - 4) * Math.log1p(number)) / Math.log1p(most);
