// An expression over the run: a line of steps, because a value holds until it changes. A press goes to the nearest stop.

import { bisector, line, curveStepAfter, scaleLinear } from "d3";
import type { PointerEvent, ReactNode } from "react";
import type { ProbeRow } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { count } from "../shared/format.ts";
import { useLab } from "../shared/use-lab.ts";
import { useWidth } from "../shared/use-width.ts";
import css from "./Probes.module.css";
import { heights, valueText } from "./series.ts";

const HEIGHT = 96;
const TOP = 16;
const BOTTOM = 18;

interface ProbeChartProps {
  readonly expression: string;
  readonly rows: readonly ProbeRow[];
  readonly onChoose: (row: ProbeRow) => void;
}

export function ProbeChart(props: ProbeChartProps): ReactNode {
  const [measure, width] = useWidth();
  return (
    <figure
      ref={measure}
      className={css.chart}
      aria-label={say("{expression} over time, {count} stops", {
        expression: props.expression,
        count: count(props.rows.length),
      })}
    >
      {width === 0 || props.rows.length === 0 ? null : <Drawing {...props} width={width} />}
    </figure>
  );
}

const byTime = bisector<ProbeRow, number>(({ at }) => at.t).center;

/** The rows at the extremes, to be named: the first of each. */
function extremes(rows: readonly ProbeRow[], at: readonly (number | undefined)[]): readonly ProbeRow[] {
  const known = at.flatMap((value, index) => (value === undefined ? [] : [{ value, index }]));
  const top = known.toSorted((a, b) => b.value - a.value)[0];
  const low = known.toSorted((a, b) => a.value - b.value)[0];
  return [top, low].flatMap((each) => {
    const row = each && rows[each.index];
    return row === undefined ? [] : [row];
  });
}

function Drawing({ expression, rows, onChoose, width }: ProbeChartProps & { readonly width: number }): ReactNode {
  const now = useLab((state) => state.moment?.at.t ?? 0);
  const values = heights(rows);
  const known = values.filter((value) => value !== undefined);
  const [low, high] = [Math.min(...known, 0), Math.max(...known, 1)];
  const [first, last] = [rows[0]?.at.t ?? 0, rows.at(-1)?.at.t ?? 1];
  const x = scaleLinear([first, Math.max(last, first + 1)], [4, width - 4]);
  const y = scaleLinear([low, high], [HEIGHT - BOTTOM, TOP]);
  const path = line<number | undefined>()
    .defined((value) => value !== undefined)
    .x((_, index) => x(rows[index]?.at.t ?? first))
    .y((value) => y(value ?? 0))
    .curve(curveStepAfter);
  const [top] = extremes(rows, values);
  const choose = (event: PointerEvent<SVGSVGElement>): void => {
    const t = x.invert(event.clientX - event.currentTarget.getBoundingClientRect().left);
    const row = rows[byTime(rows, t)];
    if (row !== undefined) onChoose(row);
  };
  return (
    <svg width={width} height={HEIGHT} className={css.drawing} aria-hidden onPointerUp={choose}>
      <line className={css.axis} x1={4} x2={width - 4} y1={HEIGHT - BOTTOM + 0.5} y2={HEIGHT - BOTTOM + 0.5} />
      {now >= first && now <= last ? (
        <line className={css.now} x1={x(now)} x2={x(now)} y1={2} y2={HEIGHT - BOTTOM} />
      ) : null}
      <path className={css.line} d={path(values) ?? ""} />
      <text className={css.tick} x={4} y={HEIGHT - 4}>
        t {count(first)}
      </text>
      <text className={css.tick} x={width - 4} y={HEIGHT - 4} textAnchor="end">
        t {count(last)}
      </text>
      {top === undefined ? null : (
        <text className={css.tick} x={4} y={11}>
          {valueText(expression, top.value)}
        </text>
      )}
    </svg>
  );
}
