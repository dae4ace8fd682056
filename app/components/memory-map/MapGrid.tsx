// The map for keyboard and screen reader: a grid that says its true size and keeps only the cursor's row and its
// neighbours in the document.

import { useId, type KeyboardEvent, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { useContextMenu } from "../shared/use-context-menu.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import { moveCursor } from "./cursor.ts";
import { describeFrame } from "./describe.ts";
import type { MapLayout } from "./layout.ts";
import css from "./MapCanvas.module.css";
import { extended } from "./range-shape.ts";
import type { ZoomControls } from "./use-zoom.ts";

interface MapGridProps {
  readonly layout: MapLayout;
  readonly classes: Uint8Array;
  readonly cursor: number | undefined;
  readonly onCursor: (pfn: number) => void;
  readonly onBlur: () => void;
  readonly zoom: ZoomControls;
}

const PAN = 64;
/** With Ctrl and Shift the picture moves, not the cursor. */
const PANS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [PAN, 0],
  ArrowRight: [-PAN, 0],
  ArrowUp: [0, PAN],
  ArrowDown: [0, -PAN],
};

/** Cells kept on either side of the cursor. */
const SPAN = 4;

export function MapGrid({ layout, classes, cursor, onCursor, onBlur, zoom }: MapGridProps): ReactNode {
  const id = useId();
  const { select, setHover } = useActions();
  const openMenu = useContextMenu();
  const start = useLab((state) =>
    state.selection?.kind === "frame" ? state.selection.pfn : (state.moment?.exchange?.destination ?? 0),
  );
  const range = useLab((state) => (state.selection?.kind === "range" ? state.selection : undefined));
  const at = cursor ?? start;

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey) return;
    const ctrl = event.ctrlKey || event.metaKey;
    const pan = PANS[event.key];
    const moved = moveCursor({ key: event.key, ctrl: ctrl && !event.shiftKey }, at, layout, classes);
    if (event.shiftKey && ctrl && pan !== undefined)
      zoom.show({ ...zoom.view, x: zoom.view.x + pan[0], y: zoom.view.y + pan[1] });
    else if (moved !== undefined) {
      onCursor(moved);
      if (event.shiftKey) select({ kind: "range", ...extended(range, at, moved) });
      setHover({ kind: "frame", pfn: moved });
    } else if (ctrl) return;
    else if (event.key === "Enter" || event.key === " ") select({ kind: "frame", pfn: at });
    else if (event.key === "+" || event.key === "=") zoom.zoomBy(2);
    else if (event.key === "-") zoom.zoomBy(0.5);
    else if (event.key === "0") zoom.fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <p id={`${id}-keys`} className={css.hidden}>
        {say(
          "Arrows move, with Ctrl to the next change of class, with Shift they mark a range, with both they move the picture.",
        )}
      </p>
      <div
        role="grid"
        className={css.grid}
        tabIndex={0}
        aria-label={say("Physical memory, one cell a frame")}
        aria-multiselectable
        aria-describedby={`${id}-keys`}
        aria-rowcount={layout.rows}
        aria-colcount={layout.cols}
        aria-activedescendant={`${id}-${at}`}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => {
          // By key it is the cursor's frame that is meant; by pointer the canvas below knows which.
          if (event.button !== 2) openMenu(event, range ?? { kind: "frame", pfn: at });
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
    </>
  );
}

interface GridRowsProps {
  readonly id: string;
  readonly layout: MapLayout;
  readonly classes: Uint8Array;
  readonly at: number;
}

function GridRows({ id, layout, classes, at }: GridRowsProps): ReactNode {
  const selection = useLab((state) => state.selection);
  const isSelected = (pfn: number): boolean =>
    selection?.kind === "range"
      ? pfn >= selection.from && pfn <= selection.to
      : selection?.kind === "frame" && selection.pfn === pfn;
  const { col, row } = layout.cellOf(at);
  const cells = (line: number): ReactNode =>
    Array.from({ length: 2 * SPAN + 1 }, (_, i) => col - SPAN + i).map((column) => {
      const pfn = layout.frameAt({ col: column, row: line });
      return pfn === undefined ? null : (
        <span key={pfn} role="gridcell" id={`${id}-${pfn}`} aria-colindex={column + 1} aria-selected={isSelected(pfn)}>
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
