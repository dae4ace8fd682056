// The map as a table: runs of neighbouring frames of one class. The accessible equivalent of the picture.

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { Extent, Moment } from "../../sim/api.ts";
import { count, hexPfn, size } from "../shared/format.ts";
import { useActions, useLab, useService } from "../shared/use-lab.ts";
import { CLASS_NAMES } from "./describe.ts";
import css from "./ExtentsTable.module.css";

const ROW = 28;
const BATCH = 128;

interface Loaded {
  readonly hash: string;
  readonly total: number;
  readonly rows: ReadonlyMap<number, Extent>;
}
const EMPTY: Loaded = { hash: "", total: 0, rows: new Map() };

/** Batches of extents around what is in sight, thrown away when the moment changes. */
function useExtents(moment: Moment, first: number): Loaded {
  const service = useService();
  const [loaded, setLoaded] = useState<Loaded>(EMPTY);
  const from = Math.floor(first / BATCH) * BATCH;
  useEffect(() => {
    let stale = false;
    void service.extents(from, 2 * BATCH).then(({ total, rows }) => {
      if (stale) return;
      setLoaded((old) => {
        const kept = old.hash === moment.hash ? old.rows : new Map<number, Extent>();
        return {
          hash: moment.hash,
          total,
          rows: new Map([...kept, ...rows.map((row, i) => [from + i, row] as const)]),
        };
      });
    });
    return () => {
      stale = true;
    };
  }, [service, moment.hash, from]);
  return loaded;
}

export function ExtentsTable({ moment }: { readonly moment: Moment }): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const [first, setFirst] = useState(0);
  const { total, rows } = useExtents(moment, first);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 6,
    onChange: (instance) => setFirst(instance.range?.startIndex ?? 0),
  });
  return (
    <div ref={scroller} className={css.scroller} tabIndex={0} aria-label="Extents" role="region">
      <table className={css.table} aria-rowcount={total + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">Start</th>
            <th scope="col">End</th>
            <th scope="col">Frames</th>
            <th scope="col">Class</th>
          </tr>
        </thead>
        <tbody style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => (
            <ExtentRow key={item.key} index={item.index} top={item.start} extent={rows.get(item.index)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ExtentRowProps {
  readonly index: number;
  readonly top: number;
  readonly extent: Extent | undefined;
}

function ExtentRow({ index, top, extent }: ExtentRowProps): ReactNode {
  const { select, setHover } = useActions();
  const selected = useLab(
    ({ selection }) =>
      extent !== undefined &&
      selection?.kind === "frame" &&
      selection.pfn >= extent.start &&
      selection.pfn < extent.end,
  );
  const style = { transform: `translateY(${top}px)`, height: ROW };
  if (extent === undefined)
    return (
      <tr style={style} aria-rowindex={index + 2}>
        <td colSpan={4}>…</td>
      </tr>
    );
  const frames = extent.end - extent.start;
  const choose = (): void => select({ kind: "frame", pfn: extent.start });
  return (
    <tr
      style={style}
      aria-rowindex={index + 2}
      data-selected={selected}
      onClick={choose}
      onPointerEnter={() => setHover({ kind: "frame", pfn: extent.start })}
      onPointerLeave={() => setHover(undefined)}
    >
      <td>
        <button type="button" className={css.link} onClick={choose} aria-pressed={selected}>
          {hexPfn(extent.start)}
        </button>
      </td>
      <td className={css.number}>{hexPfn(extent.end)}</td>
      <td className={css.number}>
        {count(frames)} <span className={css.quiet}>({size(frames * 4096)})</span>
      </td>
      <td>
        <span className={css.swatch} data-class={extent.class} data-away={extent.away} />
        {CLASS_NAMES[extent.class]}
        {extent.away ? ", away from home" : ""}
      </td>
    </tr>
  );
}
