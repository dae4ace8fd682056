// 4,096 bytes as a grid with one tab stop; only the rows in sight are in the document.

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import type { FrameView } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { useContextMenu } from "../shared/use-context-menu.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./HexGrid.module.css";
import { bytesPerRow, HEX_ROW, moveByte, nextChanged, PAGE_BYTES } from "./hex-grid.ts";
import { HexHead, HexRow } from "./HexRow.tsx";

export interface HexGridProps {
  readonly frame: FrameView;
  readonly cursor: number;
  /** Offset of the first selected byte, and how many. */
  readonly selected: { readonly from: number; readonly size: number };
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

export function HexGrid({ frame, cursor, selected, onCursor }: HexGridProps): ReactNode {
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
  const openMenu = useContextMenu();
  const fixed = useRef(cursor);
  /** With Shift the bytes from where one came are selected too. */
  const choose = (offset: number, extend: boolean): void => {
    if (!extend) fixed.current = offset;
    const from = Math.min(fixed.current, offset);
    const size = Math.max(fixed.current, offset) - from + 1;
    onCursor(offset);
    select({ kind: "byte", address: frame.pfn * 4096 + from, ...(size === 1 ? {} : { size }) });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey) return;
    const ctrl = event.ctrlKey || event.metaKey;
    const next =
      event.key.toLowerCase() === "n" && !ctrl
        ? nextChanged(frame.changed, cursor, event.shiftKey ? -1 : 1)
        : moveByte(event.key, ctrl, cursor, perRow);
    if (next === undefined) return;
    choose(next, event.shiftKey && event.key !== "N");
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
      aria-label={say("Bytes of the frame; n goes to the next changed byte")}
      aria-rowcount={PAGE_BYTES / perRow}
      aria-colcount={perRow}
      aria-activedescendant={`${id}-${cursor}`}
      data-per-row={perRow}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => {
        const size = selected.size === 1 ? {} : { size: selected.size };
        openMenu(event, { kind: "byte", address: frame.pfn * 4096 + selected.from, ...size });
      }}
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
            selected={selected}
            onChoose={choose}
          />
        ))}
      </div>
    </div>
  );
}
