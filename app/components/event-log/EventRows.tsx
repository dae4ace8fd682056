// The rows in sight, as a grid with one tab stop: arrows choose, Enter goes there, j and k go to the next and the one before.

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { LogEvent } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { Told } from "../shared/Told.tsx";
import { count } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./EventLog.module.css";
import { pastCount } from "./log.ts";

const ROW = 26;
const PAGE = 10;

interface Chosen {
  readonly events: readonly LogEvent[];
  readonly index: number;
}

interface EventRowsProps {
  readonly events: readonly LogEvent[];
  readonly onChosen: (event: LogEvent | undefined) => void;
}

export function EventRows({ events, onChosen }: EventRowsProps): ReactNode {
  const { goTo } = useActions();
  const t = useLab((state) => state.moment?.at.t ?? 0);
  const follow = useLab((state) => state.follow);
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const past = pastCount(events, t);
  const [chosen, setChosen] = useState<Chosen>();
  // A choice is of a list; where the list is another one, what happened last is at hand.
  const active = chosen?.events === events ? chosen.index : Math.max(0, past - 1);
  const virtual = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  useEffect(() => {
    if (follow) virtual.scrollToIndex(Math.max(0, past - 1), { align: "center" });
  }, [virtual, past, follow, events]);

  function seek(index: number): void {
    const event = events[index];
    if (event !== undefined) void goTo({ kind: "position", at: { t: event.t, sub: 0 } }, "jump");
  }
  function choose(index: number): void {
    const next = Math.max(0, Math.min(events.length - 1, index));
    setChosen({ events, index: next });
    onChosen(events[next]);
    virtual.scrollToIndex(next, { align: "auto" });
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + PAGE,
      PageUp: active - PAGE,
      Home: 0,
      End: events.length - 1,
      j: active + 1,
      k: active - 1,
      Enter: active,
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    choose(to);
    if (["j", "k", say("Enter")].includes(event.key)) seek(Math.max(0, Math.min(events.length - 1, to)));
  }

  const digits = count(events.at(-1)?.t ?? 0).length;
  return (
    <div
      ref={scroller}
      className={css.scroller}
      role="grid"
      tabIndex={0}
      aria-label={say("Events")}
      aria-rowcount={events.length}
      aria-colcount={4}
      aria-activedescendant={`${id}-${active}`}
      onKeyDown={onKeyDown}
      style={{ ["--time" as string]: `${digits}ch` }}
    >
      <div role="rowgroup" className={css.rows} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const event = events[index];
          return event === undefined ? null : (
            <EventRow
              key={index}
              id={`${id}-${index}`}
              event={event}
              index={index}
              top={start}
              active={index === active}
              place={index >= past ? "future" : index === past - 1 ? "last" : "past"}
              onChoose={() => {
                choose(index);
                seek(index);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

interface EventRowProps {
  readonly id: string;
  readonly event: LogEvent;
  readonly index: number;
  readonly top: number;
  readonly active: boolean;
  readonly place: "past" | "last" | "future";
  readonly onChoose: () => void;
}

function EventRow({ id, event, index, top, active, place, onChoose }: EventRowProps): ReactNode {
  const { t, kind, source, text } = event;
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={index + 1}
      aria-selected={active}
      aria-current={place === "last" ? "time" : undefined}
      className={css.row}
      data-place={place}
      data-kind={kind}
      style={{ transform: `translateY(${top}px)`, height: ROW }}
      onClick={onChoose}
    >
      <span role="gridcell" className={css.time}>
        {count(t)}
      </span>
      <span role="gridcell" className={css.kind}>
        {say(kind)}
      </span>
      <span role="gridcell" className={css.source} data-kernel={source}>
        {source}
      </span>
      <span role="gridcell" className={css.text} title={text}>
        <Told text={text} />
      </span>
    </div>
  );
}
