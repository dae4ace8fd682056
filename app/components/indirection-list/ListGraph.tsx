// The list as a graph of the entries in sight: frames are buttons, the entry under way stands out.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { ListView } from "../../sim/api.ts";
import { count, frameName, hexPfn } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import { useWidth } from "../shared/use-width.ts";
import { graphOf, type GraphLine, type GraphNode } from "./graph.ts";
import css from "./ListGraph.module.css";
import { FLAG_LETTERS, meaningOf } from "./meaning.ts";

export function ListGraph({ list }: { readonly list: ListView }): ReactNode {
  const [measure, width] = useWidth();
  const graph = graphOf(list.rows, Math.max(320, width));
  const first = list.rows[0]?.index ?? 0;
  const last = list.rows[graph.lines.length - 1]?.index ?? first;
  return (
    <div className={css.scroller} ref={measure} tabIndex={0} role="region" aria-label={say("Graph of the list")}>
      <p className={css.words}>
        {say("Entries {first} to {last} of {all}: source page on the left, destination on the right.", {
          first: count(first),
          last: count(last),
          all: count(list.entries),
        })}
      </p>
      <svg width={graph.width} height={graph.height} role="group" aria-label={say("Entries and their frames")}>
        {graph.lines.map((line) => (
          <Line key={line.row.index} line={line} middle={graph.middle} />
        ))}
      </svg>
    </div>
  );
}

function Line({ line, middle }: { readonly line: GraphLine; readonly middle: number }): ReactNode {
  const { row, y, source, destination, names, path } = line;
  const { select, setHover } = useActions();
  const selected = useLab(({ selection }) => selection?.kind === "entry" && selection.index === row.index);
  const entry = { kind: "entry", index: row.index } as const;
  return (
    <g data-state={row.state} data-kind={row.kind} data-selected={selected} className={css.line}>
      <title>{meaningOf(row)}</title>
      {path === "" ? null : <path d={path} className={css.edge} />}
      <g
        className={css.entry}
        onClick={() => select(entry)}
        onPointerEnter={() => setHover(entry)}
        onPointerLeave={() => setHover(undefined)}
      >
        <rect x={middle - 38} y={y - 9} width={76} height={18} rx={4} />
        <text x={middle - 30} y={y + 4}>
          {FLAG_LETTERS[row.kind]}
        </text>
        <text x={middle + 32} y={y + 4} textAnchor="end">
          {count(row.index)}
        </text>
      </g>
      {source === undefined ? null : <Node node={source} side="left" />}
      {destination === undefined ? null : <Node node={destination} side="right" />}
      {names === undefined ? null : <Node node={names} side="right" />}
    </g>
  );
}

function Node({ node, side }: { readonly node: GraphNode; readonly side: "left" | "right" }): ReactNode {
  const { select, setHover } = useActions();
  const { pfn, x, y } = node;
  const linked = useLab(({ hover }) => hover?.kind === "frame" && hover.pfn === pfn);
  const chosen = useLab(({ selection }) => selection?.kind === "frame" && selection.pfn === pfn);
  const choose = (): void => select({ kind: "frame", pfn });
  return (
    <g
      role="button"
      tabIndex={0}
      aria-label={frameName(pfn)}
      aria-pressed={chosen}
      className={css.node}
      data-linked={linked}
      onClick={choose}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        choose();
      }}
      onPointerEnter={() => setHover({ kind: "frame", pfn })}
      onPointerLeave={() => setHover(undefined)}
    >
      <rect x={side === "left" ? x - 80 : x - 4} y={y - 11} width={84} height={22} rx={4} />
      <circle cx={x} cy={y} r={3.5} />
      <text x={side === "left" ? x - 10 : x + 10} y={y + 4} textAnchor={side === "left" ? "end" : "start"}>
        {hexPfn(pfn)}
      </text>
    </g>
  );
}
