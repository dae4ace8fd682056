// The map as a table: runs of neighbouring frames of one class. The accessible equivalent of the picture.

import { useVirtualizer } from "@tanstack/react-virtual";
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { Extent, ExtentOrder, Moment } from "../../sim/api.ts";
import { count, hexPfn, size } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import { CLASS_NAMES } from "./describe.ts";
import css from "./ExtentsTable.module.css";
import { ariaSort, COLUMNS, movedRow, nextOrder } from "./extent-order.ts";
import { useExtents } from "./use-extents.ts";

const ROW = 28;

export function ExtentsTable({ moment }: { readonly moment: Moment }): ReactNode {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [first, setFirst] = useState(0);
  const [order, setOrder] = useState<ExtentOrder>({ by: "start", down: false });
  const [active, setActive] = useState(0);
  const { total, rows } = useExtents(moment, order, first);
  const { select } = useActions();
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 6,
    scrollPaddingStart: ROW,
    onChange: (instance) => setFirst(instance.range?.startIndex ?? 0),
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW) - 2);
    const to = movedRow(event.key, active, page, total);
    const extent = rows.get(active);
    if (to !== undefined) {
      setActive(to);
      virtual.scrollToIndex(to);
    } else if ((event.key === "Enter" || event.key === " ") && extent !== undefined)
      select(event.shiftKey ? rangeOfExtent(extent) : { kind: "frame", pfn: extent.start });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={scroller} className={css.scroller} aria-label={say("Extents")} role="region">
      <p id={`${id}-keys`} className="visually-hidden">
        {say("Arrows move, Enter selects the first frame, with Shift all of them.")}
      </p>
      <table
        role="grid"
        className={css.table}
        tabIndex={0}
        aria-label={say("Runs of frames of one class")}
        aria-describedby={`${id}-keys`}
        aria-rowcount={total + 1}
        aria-activedescendant={`${id}-${active}`}
        onKeyDown={onKeyDown}
      >
        <Head order={order} onOrder={setOrder} />
        <tbody style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => (
            <ExtentRow
              key={item.key}
              id={`${id}-${item.index}`}
              index={item.index}
              top={item.start}
              extent={rows.get(item.index)}
              active={item.index === active}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadProps {
  readonly order: ExtentOrder;
  readonly onOrder: (order: ExtentOrder) => void;
}

function Head({ order, onOrder }: HeadProps): ReactNode {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {COLUMNS.map(({ by, title }) => (
          <th key={title} scope="col" aria-sort={by === undefined ? undefined : ariaSort(order, by)}>
            {by === undefined ? (
              say(title)
            ) : (
              <button type="button" className={css.sort} onClick={() => onOrder(nextOrder(order, by))}>
                {say(title)}
                <span aria-hidden="true">{order.by === by ? (order.down ? " ▾" : " ▴") : ""}</span>
              </button>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

const rangeOfExtent = ({ start, end }: Extent) => ({ kind: "range", from: start, to: end - 1 }) as const;

interface ExtentRowProps {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly extent: Extent | undefined;
  readonly active: boolean;
}

function ExtentRow({ id, index, top, extent, active }: ExtentRowProps): ReactNode {
  const { select, setHover } = useActions();
  const selected = useLab(
    ({ selection }) =>
      extent !== undefined &&
      ((selection?.kind === "frame" && selection.pfn >= extent.start && selection.pfn < extent.end) ||
        (selection?.kind === "range" && selection.from === extent.start && selection.to === extent.end - 1)),
  );
  const linked = useLab(
    ({ hover }) =>
      extent !== undefined && hover?.kind === "frame" && hover.pfn >= extent.start && hover.pfn < extent.end,
  );
  const place = { id, style: { transform: `translateY(${top}px)`, height: ROW }, "aria-rowindex": index + 2 };
  if (extent === undefined)
    return (
      <tr {...place}>
        <td colSpan={COLUMNS.length}>…</td>
      </tr>
    );
  const { start, end } = extent;
  return (
    <tr
      {...place}
      aria-selected={selected}
      data-active={active}
      data-linked={linked}
      onClick={() => select(rangeOfExtent(extent))}
      onPointerEnter={() => setHover({ kind: "frame", pfn: start })}
      onPointerLeave={() => setHover(undefined)}
    >
      <td>
        <button
          type="button"
          className={css.link}
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation();
            select({ kind: "frame", pfn: start });
          }}
        >
          {hexPfn(start)}
        </button>
      </td>
      <td className={css.number}>{hexPfn(end)}</td>
      <td className={css.number}>
        {count(end - start)} <span className={css.quiet}>({size((end - start) * 4096)})</span>
      </td>
      <td>
        <span className={css.swatch} data-class={extent.class} data-away={extent.away} />
        {extent.away
          ? say("{class}, away from home", { class: say(CLASS_NAMES[extent.class]) })
          : say(CLASS_NAMES[extent.class])}
      </td>
      <Writes extent={extent} />
    </tr>
  );
}

/** Who began it, and when it was touched last: pressing the time goes to that very write. */
function Writes({ extent: { first, last } }: { readonly extent: Extent }): ReactNode {
  const { goToLastWrite } = useActions();
  if (first === undefined || last === undefined)
    return (
      <>
        <td className={css.quiet}>{say("nobody")}</td>
        <td className={css.quiet}>{say("before the run")}</td>
      </>
    );
  return (
    <>
      <td>
        {first.lane === "code"
          ? say("control code, t {t}", { t: count(first.t) })
          : say("kernel {kernel}, t {t}", { kernel: first.by, t: count(first.t) })}
      </td>
      <td>
        <button
          type="button"
          className={css.link}
          tabIndex={-1}
          title={say("Written in the stretch that begins at t {t}. Go to the write itself", { t: count(last.t) })}
          onClick={(event) => {
            event.stopPropagation();
            void goToLastWrite(last.pfn);
          }}
        >
          t {count(last.t)}
        </button>
      </td>
    </>
  );
}
