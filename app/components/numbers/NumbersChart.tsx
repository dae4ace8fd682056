// Images as bars on the scale of memory; what swsusp could save at most as lines across them.

import { scaleLinear } from "d3";
import type { ReactNode } from "react";
import { retell, say } from "../../messages/say.ts";
import { size } from "../shared/format.ts";
import { useWidth } from "../shared/use-width.ts";
import type { Bar } from "./figures.ts";
import css from "./Numbers.module.css";

const ROW = 30;
const BAR = 14;
const TOP = 34;
const MIB = 1024 * 1024;

interface NumbersChartProps {
  readonly bars: readonly Bar[];
  /** All of memory, bytes. */
  readonly memory: number;
}

export function NumbersChart({ bars, memory }: NumbersChartProps): ReactNode {
  const [measure, width] = useWidth();
  return (
    <figure ref={measure} className={css.chart} aria-label={say("Image sizes on the scale of memory")}>
      {width === 0 ? null : <Drawing bars={bars} memory={memory} width={width} />}
    </figure>
  );
}

function Drawing({ bars, memory, width }: NumbersChartProps & { readonly width: number }): ReactNode {
  const images = bars.filter(({ ceiling }) => !ceiling);
  const ceilings = bars.filter(({ ceiling }) => ceiling).toSorted((a, b) => a.bytes - b.bytes);
  const most = Math.max(memory, ...bars.map(({ bytes }) => bytes));
  const mib = scaleLinear([0, most / MIB], [0, width - 1]);
  const x = (bytes: number): number => mib(bytes / MIB);
  const bottom = TOP + (images.length + 1) * ROW;
  const rows = [...images, { id: "memory", name: say("all of memory"), bytes: memory }];
  return (
    <svg width={width} height={bottom + 20} className={css.drawing} aria-hidden>
      {rows.map(({ id, bytes }, index) => (
        <g key={id} transform={`translate(0 ${TOP + index * ROW})`} data-memory={id === "memory"} className={css.bar}>
          <rect y={13} width={Math.max(1, x(bytes))} height={BAR - 3} rx={2} />
        </g>
      ))}
      {ceilings.map(({ id, bytes }, index) => (
        <line key={id} className={css.ceiling} x1={x(bytes)} x2={x(bytes)} y1={12 + index * 13} y2={bottom} />
      ))}
      {/* Words come last, each with a rim of the surface: where a line has to pass, it passes behind them. */}
      {rows.map(({ id, name, bytes }, index) => (
        <text key={id} className={css.name} y={TOP + index * ROW + 9}>
          {retell(name).text} <tspan className={css.value}>{size(bytes)}</tspan>
        </text>
      ))}
      {ceilings.map(({ id, name, bytes }, index) => (
        <text
          key={id}
          className={css.limit}
          y={10 + index * 13}
          x={x(bytes) + (x(bytes) > width / 2 ? -4 : 4)}
          textAnchor={x(bytes) > width / 2 ? "end" : "start"}
        >
          {retell(name).text} {size(bytes)}
        </text>
      ))}
      <g className={css.axis} transform={`translate(0 ${bottom + 6})`}>
        {mib.ticks(Math.max(2, Math.floor(width / 110))).map((at) => (
          <g key={at} transform={`translate(${mib(at)} 0)`}>
            <line y2={4} />
            <text y={14} textAnchor={at === 0 ? "start" : "middle"}>
              {say("{at} MiB", { at })}
            </text>
          </g>
        ))}
      </g>
    </svg>
  );
}
