// The map for keyboard and screen reader: a grid that says its true size and keeps only the cursor's row and its
// neighbours in the document.

import { useId, type KeyboardEvent, type ReactNode } from "react";
import { useContextMenu } from "../shared/use-context-menu.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import { moveCursor } from "./cursor.ts";
import { describeFrame } from "./describe.ts";
import type { MapLayout } from "./layout.ts";
import css from "./MapCanvas.module.css";
import type { ZoomControls } from "./use-zoom.ts";

interface MapGridProps {
  readonly layout: MapLayout;
  readonly classes: Uint8Array;
  readonly cursor: number | undefined;
  readonly onCursor: (pfn: number) => void;
  readonly onBlur: () => void;
  readonly zoom: ZoomControls;
}

/** Cells kept on either side of the cursor. */
const SPAN = 4;

export function MapGrid({ layout, classes, cursor, onCursor, onBlur, zoom }: MapGridProps): ReactNode {
  const id = useId();
  const { select, setHover } = useActions();
  const openMenu = useContextMenu();
  const start = useLab((state) =>
    state.selection?.kind === "frame" ? state.selection.pfn : (state.moment?.exchange?.destination ?? 0),
  );
  const at = cursor ?? start;

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey) return;
    const moved = moveCursor({ key: event.key, ctrl: event.ctrlKey || event.metaKey }, at, layout, classes);
    if (moved !== undefined) {
      onCursor(moved);
      setHover({ kind: "frame", pfn: moved });
    } else if (event.ctrlKey || event.metaKey) return;
    else if (event.key === "Enter" || event.key === " ") select({ kind: "frame", pfn: at });
    else if (event.key === "+" || event.key === "=") zoom.zoomBy(2);
    else if (event.key === "-") zoom.zoomBy(0.5);
    else if (event.key === "0") zoom.fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      role="grid"
      className={css.grid}
      tabIndex={0}
      aria-label="Physical memory, one cell a frame"
      aria-rowcount={layout.rows}
      aria-colcount={layout.cols}
      aria-activedescendant={`${id}-${at}`}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => {
        // By key it is the cursor's frame that is meant; by pointer the canvas below knows which.
        if (event.button !== 2) openMenu(event, { kind: "frame", pfn: at });
      }}
      onFocus={(event) => {
        if (event.target.matches(":focus-visible")) onCursor(at);
      }}
      onBlur={() => {
        onBlur();
        setHover(undefined);
      }}
    >
      <GridRows id={id} layout={layout} classes={classes} at={at} />
    </div>
  );
}

interface GridRowsProps {
  readonly id: string;
  readonly layout: MapLayout;
  readonly classes: Uint8Array;
  readonly at: number;
}

function GridRows({ id, layout, classes, at }: GridRowsProps): ReactNode {
  const selected = useLab((state) => (state.selection?.kind === "frame" ? state.selection.pfn : undefined));
  const { col, row } = layout.cellOf(at);
  const cells = (line: number): ReactNode =>
    Array.from({ length: 2 * SPAN + 1 }, (_, i) => col - SPAN + i).map((column) => {
      const pfn = layout.frameAt({ col: column, row: line });
      return pfn === undefined ? null : (
        <span key={pfn} role="gridcell" id={`${id}-${pfn}`} aria-colindex={column + 1} aria-selected={pfn === selected}>
          {describeFrame(pfn, classes[pfn] ?? 0)}
        </span>
      );
    });
  return (
    <div className={css.hidden} role="rowgroup">
      {[row - 1, row, row + 1]
        .filter((line) => line >= 0 && line < layout.rows)
        .map((line) => (
          <div key={line} role="row" aria-rowindex={line + 1}>
            {cells(line)}
          </div>
        ))}
    </div>
  );
}
