// 4,096 bytes as a grid with one tab stop; only the rows in sight are in the document.

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import type { FrameView } from "../../sim/api.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./HexGrid.module.css";
import { bytesPerRow, HEX_ROW, moveByte, nextChanged, PAGE_BYTES } from "./hex-grid.ts";
import { HexHead, HexRow } from "./HexRow.tsx";

interface HexGridProps {
  readonly frame: FrameView;
  readonly cursor: number;
  readonly onCursor: (offset: number) => void;
}

function usePerRow(host: RefObject<HTMLElement | null>): 8 | 16 {
  const [perRow, setPerRow] = useState<8 | 16>(8);
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setPerRow(bytesPerRow(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [host]);
  return perRow;
}

export function HexGrid({ frame, cursor, onCursor }: HexGridProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const { select } = useActions();
  const marks = useLab((state) => state.marks);
  const perRow = usePerRow(scroller);
  const rows = useVirtualizer({
    count: PAGE_BYTES / perRow,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEX_ROW,
    overscan: 4,
    scrollPaddingStart: HEX_ROW,
  });
  const cursorRow = Math.floor(cursor / perRow);
  useEffect(() => rows.scrollToIndex(cursorRow, { align: "auto" }), [rows, cursorRow]);
  const choose = (offset: number): void => {
    onCursor(offset);
    select({ kind: "byte", address: frame.pfn * 4096 + offset });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey) return;
    const ctrl = event.ctrlKey || event.metaKey;
    const next =
      event.key === "n" && !ctrl
        ? nextChanged(frame.changed, cursor, event.shiftKey ? -1 : 1)
        : moveByte(event.key, ctrl, cursor, perRow);
    if (next === undefined) return;
    choose(next);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={scroller}
      className={css.scroller}
      role="grid"
      tabIndex={0}
      data-marks={marks}
      aria-label="Bytes of the frame; n goes to the next changed byte"
      aria-rowcount={PAGE_BYTES / perRow}
      aria-colcount={perRow}
      aria-activedescendant={`${id}-${cursor}`}
      data-per-row={perRow}
      onKeyDown={onKeyDown}
    >
      <HexHead perRow={perRow} />
      <div role="rowgroup" className={css.rows} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => (
          <HexRow
            key={item.key}
            id={id}
            frame={frame}
            row={item.index}
            perRow={perRow}
            top={item.start}
            cursor={cursor}
            onChoose={choose}
          />
        ))}
      </div>
    </div>
  );
}
