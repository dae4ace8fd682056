// The rows in sight, as a grid with one tab stop; scrolling by hand leaves follow mode.

import {
  useCallback,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from "react";
import type { ListRow, ListView } from "../../sim/api.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./IndirectionListPanel.module.css";
import { ListRowView } from "./ListRowView.tsx";
import { contentHeight, ROW_HEIGHT, rowsAbove, rowsWanted, rowTop, scrollFor, type ListWindow } from "./window.ts";

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
  const followed = useLab((state) => state.listFrom === "now");
  const entry = useLab((state) => state.moment?.exchange?.entry);
  const [scrollTop, setScrollTop] = useState(0);
  const own = useRef(-1);
  const bounds = useMemo<ListWindow>(() => ({ entries: list.entries, height }), [list.entries, height]);

  const moveTo = useCallback(
    (row: number): void => {
      const element = scroller.current;
      element?.scrollTo({ top: scrollFor(bounds, row) });
      own.current = element?.scrollTop ?? -1;
    },
    [scroller, bounds],
  );
  useLayoutEffect(() => {
    if (followed && entry !== undefined) moveTo(Math.max(0, entry - 1 - Math.floor(bounds.height / ROW_HEIGHT / 3)));
  }, [followed, entry, bounds, moveTo]);

  const onScroll = (): void => {
    const top = scroller.current?.scrollTop ?? 0;
    setScrollTop(top);
    // What moveTo did is not the reader's doing: following goes on.
    if (Math.abs(top - own.current) < 1) return;
    own.current = -1;
    setListFrom(rowsWanted(bounds, top, Math.max(32, list.rows.length)));
  };
  return { bounds, scrollTop, onScroll, moveTo };
}

export function ListGrid({ list }: { readonly list: ListView }): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const { bounds, scrollTop, onScroll, moveTo } = useListScroll(list, scroller);
  const first = Math.floor(rowsAbove(bounds, scrollTop));
  const seen = Math.ceil(bounds.height / ROW_HEIGHT) + 1;
  const rows: readonly (ListRow | number)[] = Array.from(
    { length: Math.max(0, Math.min(seen, list.entries - first)) },
    (_, i) => list.rows[first + i - list.from] ?? first + i + 1,
  );
  const keys = useListKeys(list, seen, first, moveTo);
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
      onScroll={onScroll}
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
