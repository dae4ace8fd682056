// The frames of a comparison as rows, as many as there are: only those in sight are in the document.

import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, type ReactNode } from "react";
import type { Comparison, FrameDifference } from "../../sim/api.ts";
import { plural, say } from "../../messages/say.ts";
import { count, hexPfn } from "../shared/format.ts";
import { FrameLink } from "../shared/FrameLink.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./Differences.module.css";
import { rowsOf, type FrameRow } from "./rows.ts";

const ROW = 44;

interface FrameTableProps {
  readonly comparison: Comparison;
  readonly only: boolean;
}

export function FrameTable({ comparison, only }: FrameTableProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => rowsOf(comparison, only), [comparison, only]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  if (rows.length === 0)
    return (
      <p className={css.empty}>{say("All {map} frames hold the same bytes.", { map: count(comparison.map.length) })}</p>
    );
  return (
    <div ref={scroller} className={css.scroller} tabIndex={0} role="region" aria-label={say("Frames compared")}>
      <table
        className={css.frames}
        aria-label={only ? say("Frames that differ") : say("All frames")}
        aria-rowcount={rows.length + 1}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{say("frame")}</th>
            <th scope="col">{say("bytes")}</th>
            <th scope="col">{say("this run, and the other")}</th>
          </tr>
        </thead>
        <tbody style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start, key }) => {
            const row = rows[index];
            return row === undefined ? null : <Row key={key} row={row} index={index} top={start} />;
          })}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly row: FrameRow;
  readonly index: number;
  readonly top: number;
}

function Row({ row, index, top }: RowProps): ReactNode {
  const pfn = row.kind === "differs" ? row.difference.pfn : row.from;
  const { setHover } = useActions();
  const selected = useLab(({ selection }) => selection?.kind === "frame" && selection.pfn === pfn);
  return (
    <tr
      style={{ transform: `translateY(${top}px)`, height: ROW }}
      aria-rowindex={index + 2}
      data-selected={selected}
      onPointerEnter={() => setHover({ kind: "frame", pfn })}
      onPointerLeave={() => setHover(undefined)}
    >
      <td>
        <FrameLink pfn={pfn} />
      </td>
      {row.kind === "differs" ? <Different difference={row.difference} /> : <Equal from={row.from} to={row.to} />}
    </tr>
  );
}

function Different({ difference }: { readonly difference: FrameDifference }): ReactNode {
  const { bytes, here, there } = difference;
  return (
    <>
      <td className={css.bytes}>{count(bytes)}</td>
      <td className={css.both}>
        <span className={css.side} title={here}>
          {here}
        </span>
        <span className={css.side} data-side="there" title={there}>
          {there}
        </span>
      </td>
    </>
  );
}

function Equal({ from, to }: { readonly from: number; readonly to: number }): ReactNode {
  return (
    <>
      <td className={css.bytes}>=</td>
      <td className={css.equal}>
        {plural(to - from, "{n} frame equal in both", "{n} frames equal in both, up to {last}", {
          last: hexPfn(to - 1),
        })}
      </td>
    </>
  );
}
