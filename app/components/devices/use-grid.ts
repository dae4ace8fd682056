// One tab stop in a grid: arrows, Home and End move it, and the focus with it.

import { useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from "react";

export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

interface RovingGrid {
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: (event: FocusEvent) => void;
  /** 0 for the place that Tab leads to. */
  tabIndex(row: number, column: number): 0 | -1;
}

const clamp = (value: number, last: number): number => Math.max(0, Math.min(last, value));

/** Cells carry data-row and data-column. */
export function useRovingGrid(rows: number, columns: number, start: GridPlace): RovingGrid {
  const grid = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<GridPlace>();
  const { row, column } = place ?? start;
  const now = { row: clamp(row, rows - 1), column: clamp(column, columns - 1) };

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey) return;
    const moves: Readonly<Record<string, GridPlace>> = {
      ArrowRight: { ...now, column: now.column + 1 },
      ArrowLeft: { ...now, column: now.column - 1 },
      ArrowDown: { ...now, row: now.row + 1 },
      ArrowUp: { ...now, row: now.row - 1 },
      Home: { row: event.ctrlKey ? 0 : now.row, column: 0 },
      End: { row: event.ctrlKey ? rows - 1 : now.row, column: columns - 1 },
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = { row: clamp(to.row, rows - 1), column: clamp(to.column, columns - 1) };
    setPlace(next);
    const cell = grid.current?.querySelector<HTMLElement>(`[data-row="${next.row}"][data-column="${next.column}"]`);
    cell?.focus();
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function onFocus(event: FocusEvent): void {
    const { row: at, column: across } = (event.target as HTMLElement).dataset;
    if (at !== undefined && across !== undefined) setPlace({ row: Number(at), column: Number(across) });
  }

  return { grid, onKeyDown, onFocus, tabIndex: (r, c) => (r === now.row && c === now.column ? 0 : -1) };
}
