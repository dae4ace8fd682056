// The values of a probe, stop by stop; only the rows in sight are in the document.

import { useVirtualizer } from "@tanstack/react-virtual";
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { ProbeRow } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { time } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./Probes.module.css";
import { valueText } from "./series.ts";

const ROW = 26;

interface ProbeTableProps {
  readonly expression: string;
  readonly rows: readonly ProbeRow[];
}

export function ProbeTable({ expression, rows }: ProbeTableProps): ReactNode {
  const { goTo } = useActions();
  const now = useLab((state) => state.moment?.at);
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [active, setActive] = useState(0);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  function go(index: number): void {
    const row = rows[index];
    setActive(index);
    if (row !== undefined) void goTo({ kind: "position", at: row.at }, "jump");
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 10,
      PageUp: active - 10,
      Home: 0,
      End: rows.length - 1,
    };
    const to = moves[event.key];
    if (to === undefined && event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    if (to === undefined) return go(active);
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setActive(next);
    virtual.scrollToIndex(next, { align: "auto" });
  }
  return (
    <div
      ref={scroller}
      className={css.scroller}
      role="grid"
      tabIndex={0}
      aria-label={say("Values of {expression}", { expression })}
      aria-rowcount={rows.length}
      aria-colcount={3}
      aria-activedescendant={`${id}-${active}`}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={css.rows} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <div
              key={index}
              role="row"
              id={`${id}-${index}`}
              aria-rowindex={index + 1}
              aria-selected={index === active}
              aria-current={row.at.t === now?.t && row.at.sub === now.sub ? "time" : undefined}
              className={css.row}
              style={{ transform: `translateY(${start}px)`, height: ROW }}
              onClick={() => go(index)}
            >
              <span role="gridcell" className={css.time}>
                {time(row.at)}
              </span>
              <span role="gridcell" className={css.value} title={row.why}>
                {valueText(expression, row.value)}
              </span>
              <span role="gridcell" className={css.anchor} title={row.anchor}>
                {row.anchor}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
