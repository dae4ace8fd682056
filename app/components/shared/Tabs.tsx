// A row of tabs and the panel of the chosen one, after the ARIA pattern: arrows move round. Home and End, which that
// pattern leaves open, are the run's.

import { useId, useRef, type KeyboardEvent, type ReactNode } from "react";
import css from "./Tabs.module.css";
import { say } from "../../messages/say.ts";

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly title: string;
}

interface TabListProps<Id extends string> {
  readonly label: string;
  readonly items: readonly TabItem<Id>[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
  readonly panelId: string;
  readonly look?: "pills" | "line";
}

export function TabList<Id extends string>(props: TabListProps<Id>): ReactNode {
  const { label, items, chosen, onChoose, panelId, look = "pills" } = props;
  const row = useRef<HTMLDivElement>(null);
  const base = useId();

  function onKeyDown(event: KeyboardEvent): void {
    const now = items.findIndex((item) => item.id === chosen);
    const moves: Record<string, number> = { ArrowRight: now + 1, ArrowLeft: now - 1 };
    const to = moves[event.key];
    if (to === undefined) return;
    const item = items[(to + items.length) % items.length];
    if (item === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChoose(item.id);
    row.current?.querySelector<HTMLElement>(`[data-tab="${item.id}"]`)?.focus();
  }

  return (
    <div ref={row} role="tablist" aria-label={say(label)} className={`${css.list} ${css[look]}`} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <button
          key={item.id}
          id={`${base}-${item.id}`}
          type="button"
          role="tab"
          data-tab={item.id}
          aria-selected={item.id === chosen}
          aria-controls={panelId}
          tabIndex={item.id === chosen ? 0 : -1}
          className={css.tab}
          onClick={() => onChoose(item.id)}
        >
          {say(item.title)}
        </button>
      ))}
    </div>
  );
}
