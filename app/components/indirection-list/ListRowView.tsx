// One entry of the list; its frames are links.

import type { ReactNode } from "react";
import type { ListRow } from "../../sim/api.ts";
import { count, hex32, hexPfn } from "../shared/format.ts";
import { useContextMenu } from "../shared/use-context-menu.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./IndirectionListPanel.module.css";
import { FLAG_LETTERS, FLAG_TITLES, meaningOf, stateOf } from "./meaning.ts";
import { ROW_HEIGHT } from "./window.ts";

interface ListRowProps {
  readonly id: string;
  /** A number while the worker has not sent the row yet. */
  readonly row: ListRow | number;
  readonly top: number;
  readonly active: boolean;
}

export function ListRowView({ id, row, top, active }: ListRowProps): ReactNode {
  const { select, setHover } = useActions();
  const openMenu = useContextMenu();
  const exchange = useLab((state) => state.moment?.exchange);
  const hovered = useLab((state) => (state.hover?.kind === "frame" ? state.hover.pfn : undefined));
  const style = { transform: `translateY(${top}px)`, height: ROW_HEIGHT };
  if (typeof row === "number")
    return (
      <div role="row" id={id} aria-rowindex={row + 1} className={css.row} style={style}>
        <span role="gridcell" className={css.index}>
          {count(row)}
        </span>
        <span role="gridcell" className={css.ghost} />
      </div>
    );
  const linked = hovered !== undefined && (hovered === row.sourcePfn || hovered === row.destinationPfn);
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={row.index + 1}
      aria-selected={active}
      className={css.row}
      style={style}
      data-state={row.state}
      data-linked={linked}
      onClick={() => select({ kind: "entry", index: row.index })}
      onContextMenu={(event) => openMenu(event, { kind: "entry", index: row.index }, row.raw)}
      onPointerEnter={() => setHover({ kind: "entry", index: row.index })}
      onPointerLeave={() => setHover(undefined)}
    >
      <span role="gridcell" className={css.index}>
        {count(row.index)}
      </span>
      <span role="gridcell" className={css.quiet}>
        {row.address === undefined ? "kimage" : hex32(row.address)}
      </span>
      <span role="gridcell">{hex32(row.raw)}</span>
      <span role="gridcell" className={css.flag} data-kind={row.kind} title={FLAG_TITLES[row.kind]}>
        {FLAG_LETTERS[row.kind]}
      </span>
      <span role="gridcell" className={css.meaning}>
        <Meaning row={row} />
      </span>
      <span role="gridcell" className={css.state}>
        {stateOf(row, exchange)}
      </span>
    </div>
  );
}

function Meaning({ row }: { readonly row: ListRow }): ReactNode {
  if (row.kind !== "source" || row.sourcePfn === undefined || row.destinationPfn === undefined) return meaningOf(row);
  if (row.self)
    return (
      <>
        <FrameLink pfn={row.sourcePfn} /> is its own destination <span className={css.tag}>self</span>
      </>
    );
  return (
    <>
      <span className={css.words}>exchange </span>
      <FrameLink pfn={row.sourcePfn} />
      <span className={css.words}> with </span>
      <span className={css.sign} aria-hidden="true">
        {" ⇄ "}
      </span>
      <FrameLink pfn={row.destinationPfn} />
    </>
  );
}

function FrameLink({ pfn }: { readonly pfn: number }): ReactNode {
  const { select, setHover } = useActions();
  return (
    <button
      type="button"
      tabIndex={-1}
      className={css.link}
      onPointerEnter={() => setHover({ kind: "frame", pfn })}
      onClick={(event) => {
        event.stopPropagation();
        select({ kind: "frame", pfn });
      }}
    >
      {hexPfn(pfn)}
    </button>
  );
}
