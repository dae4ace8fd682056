// The lines in sight: a program may print half a million.

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type ReactNode } from "react";
import type { ConsoleLine } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { count } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./ConsolesPanel.module.css";
import { lastSaid, printable } from "./lines.ts";

const LINE_HEIGHT = 24;

type Place = "past" | "last" | "future";

export function ConsoleLines({ lines }: { readonly lines: readonly ConsoleLine[] }): ReactNode {
  const now = useLab((state) => state.moment?.at.t ?? 0);
  const follow = useLab((state) => state.follow);
  const scroller = useRef<HTMLDivElement>(null);
  const said = lastSaid(lines, now);
  const digits = count(lines.at(-1)?.t ?? 0).length;
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 8,
  });
  useEffect(() => {
    if (follow) virtual.scrollToIndex(Math.max(0, said), { align: "center" });
  }, [virtual, said, follow]);
  return (
    <div ref={scroller} className={css.scroller}>
      <ol className={css.lines} style={{ height: virtual.getTotalSize(), ["--time" as string]: `${digits}ch` }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-setsize={lines.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Line line={line} place={index === said ? "last" : index < said ? "past" : "future"} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function Line({ line, place }: { readonly line: ConsoleLine; readonly place: Place }): ReactNode {
  const { goTo } = useActions();
  return (
    <button
      type="button"
      className={css.line}
      data-place={place}
      aria-current={place === "last" ? "time" : undefined}
      onClick={() => void goTo({ kind: "position", at: { t: line.t, sub: 0 } }, "jump")}
    >
      <span className={css.time}>{count(line.t)}</span>
      <span className={css.kernel} data-kernel={line.kernel}>
        {line.kernel}
      </span>
      <span className={css.text}>{printable(line.text)}</span>
      {place === "future" ? <span className="visually-hidden">{say(", not printed yet")}</span> : null}
    </button>
  );
}
