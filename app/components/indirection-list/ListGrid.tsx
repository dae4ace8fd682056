// The rows in sight, as a tree grid with one tab stop; scrolling by hand leaves follow mode.

import {
  useCallback,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type PointerEvent,
  type ReactNode,
  type RefObject,
} from "react";
import { say } from "../../messages/say.ts";
import type { ListView } from "../../sim/api.ts";
import { LIST_ROWS } from "../../state/interest.ts";
import { useContextMenu } from "../shared/use-context-menu.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./IndirectionListPanel.module.css";
import { ListRowView } from "./ListRowView.tsx";
import { PageRowView } from "./PageRowView.tsx";
import { flatTree, treeOf, type Tree } from "./tree.ts";
import { useListKeys } from "./use-list-keys.ts";
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
const COLUMNS = ["#", "address", "raw", "flags", "meaning", "state"];

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

/** The row whose place in what is shown is asked for; for the row of a page the place of its first entry. */
function placeAt(tree: Tree, row: number): number {
  for (let at = row; at < tree.rows; at++) {
    const found = tree.at(at);
    if (found.kind === "entry") return found.place;
  }
  return row;
}

/** Where the scroll bar stands; while the list follows, it stands at the current entry. */
function useListScroll(tree: Tree, now: number | undefined, scroller: RefObject<HTMLDivElement | null>) {
  const height = useHeight(scroller);
  const { setListFrom } = useActions();
  const from = useLab((state) => state.listFrom);
  const followed = from === "now";
  const [scrollTop, setScrollTop] = useState(0);
  // Layout moves the bar as well; only what follows a hand on it counts as the reader's scrolling.
  const byHand = useRef(false);
  const bounds = useMemo<ListWindow>(() => ({ entries: tree.rows, height }), [tree.rows, height]);

  const moveTo = useCallback(
    (row: number): void => {
      byHand.current = false;
      scroller.current?.scrollTo({ top: scrollFor(bounds, row) });
    },
    [scroller, bounds],
  );
  useLayoutEffect(() => {
    if (followed && now !== undefined) moveTo(Math.max(0, now - Math.floor(bounds.height / ROW_HEIGHT / 3)));
  }, [followed, now, bounds, moveTo]);

  // A link may say which rows were looked at.
  const placed = useRef(false);
  useLayoutEffect(() => {
    if (placed.current || bounds.height === 0) return;
    placed.current = true;
    if (from !== "now") moveTo(tree.rowOf(rowShown(bounds, from, LIST_ROWS)));
  }, [from, bounds, tree, moveTo]);

  const onScroll = (): void => {
    const top = scroller.current?.scrollTop ?? 0;
    setScrollTop(top);
    if (byHand.current) setListFrom(placeAt(tree, rowsWanted(bounds, top, LIST_ROWS)));
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

/** The place of an entry among those loaded. */
function placeOfEntry({ rows, from }: ListView, index: number | undefined): number | undefined {
  const at = index === undefined ? -1 : rows.findIndex((row) => row.index === index);
  return at < 0 ? undefined : from + at;
}

export function ListGrid({ list }: { readonly list: ListView }): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const { filter, folded } = useLab((state) => state.list);
  const { entries, shown, pageStarts } = list;
  const tree = useMemo(
    () => (filter === "all" ? treeOf({ entries, pageStarts, folded }) : flatTree(shown)),
    [filter, folded, entries, pageStarts, shown],
  );
  const current = useLab((state) => state.moment?.exchange?.entry);
  const place = placeOfEntry(list, current);
  const scroll = useListScroll(tree, place === undefined ? undefined : tree.rowOf(place), scroller);
  const { bounds, scrollTop, moveTo } = scroll;
  const first = Math.floor(rowsAbove(bounds, scrollTop));
  const seen = Math.ceil(bounds.height / ROW_HEIGHT) + 1;
  const keys = useListKeys({ list, tree, seen, first, moveTo });
  const openMenu = useContextMenu();
  const active = list.rows.find(({ index }) => index === keys.entry);
  const inSight = Array.from({ length: Math.max(0, Math.min(seen, tree.rows - first)) }, (_, i) => first + i);
  return (
    <div
      ref={scroller}
      className={css.scroller}
      role="treegrid"
      tabIndex={0}
      aria-label={say("Indirection list entries")}
      aria-describedby={`${id}-keys`}
      aria-rowcount={tree.rows + 1}
      aria-colcount={COLUMNS.length}
      aria-activedescendant={keys.row === undefined ? undefined : `${id}-${keys.row}`}
      onKeyDown={keys.onKeyDown}
      onContextMenu={(event) => {
        // By key: of the row that the arrows are at.
        if (event.target === event.currentTarget && active !== undefined)
          openMenu(event, { kind: "entry", index: active.index }, active.raw);
      }}
      onScroll={scroll.onScroll}
      {...scroll.hands}
    >
      <p id={`${id}-keys`} className="visually-hidden" role="presentation">
        {say("Left and Right fold and unfold a list page.")}
      </p>
      <div className={css.headRow} role="row" aria-rowindex={1}>
        {COLUMNS.map((title) => (
          <span key={title} role="columnheader">
            {title === "#" ? title : say(title)}
          </span>
        ))}
      </div>
      <div role="rowgroup" className={css.rows} style={{ height: contentHeight(tree.rows) }}>
        {inSight.map((row) => {
          const at = tree.at(row);
          const position = { id: `${id}-${row}`, row, top: rowTop(bounds, scrollTop, row), active: keys.row === row };
          if (at.kind === "page")
            return <PageRowView key={`page ${at.page}`} {...position} page={at} pfn={list.listPages[at.page]} />;
          const entry = list.rows[at.place - list.from];
          return (
            <ListRowView
              key={entry?.index ?? `place ${at.place}`}
              {...position}
              level={filter === "all" ? 2 : 1}
              entry={entry}
            />
          );
        })}
      </div>
    </div>
  );
}
