// The rows in sight, as a grid with one tab stop; scrolling by hand leaves follow mode.

import {
  useCallback,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
} from "react";
import type { ListRow, ListView } from "../../sim/api.ts";
import { LIST_ROWS } from "../../state/interest.ts";
import { useContextMenu } from "../shared/use-context-menu.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./IndirectionListPanel.module.css";
import { ListRowView } from "./ListRowView.tsx";
import {
  contentHeight,
  ROW_HEIGHT,
  rowsAbove,
  rowShown,
  rowsWanted,
  rowTop,
  scrollFor,
  type ListWindow,
} from "./window.ts";

/** The header stays in place above the rows. */
const HEAD = 26;

function useHeight(element: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const host = element.current;
    if (host === null) return undefined;
    const observer = new ResizeObserver(() => setHeight(host.clientHeight - HEAD));
    observer.observe(host);
    return () => observer.disconnect();
  }, [element]);
  return Math.max(0, height);
}

/** Where the scroll bar stands; while the list follows, it stands at the current entry. */
function useListScroll(list: ListView, scroller: RefObject<HTMLDivElement | null>) {
  const height = useHeight(scroller);
  const { setListFrom } = useActions();
  const from = useLab((state) => state.listFrom);
  const followed = from === "now";
  const entry = useLab((state) => state.moment?.exchange?.entry);
  const [scrollTop, setScrollTop] = useState(0);
  // Layout moves the bar as well; only what follows a hand on it counts as the reader's scrolling.
  const byHand = useRef(false);
  const bounds = useMemo<ListWindow>(() => ({ entries: list.entries, height }), [list.entries, height]);

  const moveTo = useCallback(
    (row: number): void => {
      byHand.current = false;
      scroller.current?.scrollTo({ top: scrollFor(bounds, row) });
    },
    [scroller, bounds],
  );
  useLayoutEffect(() => {
    if (followed && entry !== undefined) moveTo(Math.max(0, entry - 1 - Math.floor(bounds.height / ROW_HEIGHT / 3)));
  }, [followed, entry, bounds, moveTo]);

  // A link may say which rows were looked at.
  const placed = useRef(false);
  useLayoutEffect(() => {
    if (placed.current || bounds.height === 0) return;
    placed.current = true;
    if (from !== "now") moveTo(rowShown(bounds, from, LIST_ROWS));
  }, [from, bounds, moveTo]);

  const onScroll = (): void => {
    const top = scroller.current?.scrollTop ?? 0;
    setScrollTop(top);
    if (byHand.current) setListFrom(rowsWanted(bounds, top, LIST_ROWS));
  };
  const touch = (): void => {
    byHand.current = true;
  };
  const hands = {
    onWheel: touch,
    onTouchMove: touch,
    // The scroll bar is the scroller itself; a press on a row is no scrolling.
    onPointerDown: (event: PointerEvent) => event.target === event.currentTarget && touch(),
  };
  return { bounds, scrollTop, onScroll, moveTo, hands };
}

export function ListGrid({ list }: { readonly list: ListView }): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const { bounds, scrollTop, onScroll, moveTo, hands } = useListScroll(list, scroller);
  const first = Math.floor(rowsAbove(bounds, scrollTop));
  const seen = Math.ceil(bounds.height / ROW_HEIGHT) + 1;
  const rows: readonly (ListRow | number)[] = Array.from(
    { length: Math.max(0, Math.min(seen, list.entries - first)) },
    (_, i) => list.rows[first + i - list.from] ?? first + i + 1,
  );
  const keys = useListKeys(list, seen, first, moveTo);
  const openMenu = useContextMenu();
  const active = list.rows.find(({ index }) => index === keys.active);
  return (
    <div
      ref={scroller}
      className={css.scroller}
      role="grid"
      tabIndex={0}
      aria-label="Indirection list entries"
      aria-rowcount={list.entries + 1}
      aria-colcount={6}
      aria-activedescendant={keys.active === undefined ? undefined : `${id}-${keys.active}`}
      onKeyDown={keys.onKeyDown}
      onContextMenu={(event) => {
        // By key: of the row that the arrows are at.
        if (event.target === event.currentTarget && active !== undefined)
          openMenu(event, { kind: "entry", index: active.index }, active.raw);
      }}
      onScroll={onScroll}
      {...hands}
    >
      <div className={css.headRow} role="row" aria-rowindex={1}>
        {["#", "address", "raw", "flags", "meaning", "state"].map((title) => (
          <span key={title} role="columnheader">
            {title}
          </span>
        ))}
      </div>
      <div role="rowgroup" className={css.rows} style={{ height: contentHeight(list.entries) }}>
        {rows.map((row) => {
          const index = typeof row === "number" ? row : row.index;
          return (
            <ListRowView
              key={index}
              id={`${id}-${index}`}
              row={row}
              top={rowTop(bounds, scrollTop, index - 1)}
              active={keys.active === index}
            />
          );
        })}
      </div>
    </div>
  );
}

const MOVES: Readonly<Record<string, (from: number, page: number, last: number) => number>> = {
  ArrowUp: (from) => from - 1,
  ArrowDown: (from) => from + 1,
  PageUp: (from, page) => from - page,
  PageDown: (from, page) => from + page,
  Home: () => 1,
  End: (_from, _page, last) => last,
};

function useListKeys(list: ListView, seen: number, first: number, moveTo: (row: number) => void) {
  const { select, setListFrom } = useActions();
  const selected = useLab((state) => (state.selection?.kind === "entry" ? state.selection.index : undefined));
  const current = useLab((state) => state.moment?.exchange?.entry);
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = MOVES[event.key];
    if (move === undefined || event.altKey) return;
    const from = selected ?? current ?? first + 1;
    const index = Math.max(1, Math.min(list.entries, move(from, seen - 2, list.entries)));
    if (index <= first + 1 || index >= first + seen - 1) {
      const top = Math.max(0, Math.min(list.entries - seen + 1, index - Math.floor(seen / 2)));
      setListFrom(Math.max(0, top - Math.floor(seen / 2)));
      moveTo(top);
    }
    select({ kind: "entry", index });
    event.preventDefault();
    event.stopPropagation();
  };
  return { onKeyDown, active: selected };
}
