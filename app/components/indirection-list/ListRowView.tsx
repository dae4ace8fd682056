// One entry of the list; its frames are links.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { ListRow } from "../../sim/api.ts";
import { count, hex32, hexPfn } from "../shared/format.ts";
import { useContextMenu } from "../shared/use-context-menu.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./IndirectionListPanel.module.css";
import { FLAG_LETTERS, FLAG_TITLES, meaningOf, stateOf } from "./meaning.ts";
import { ROW_HEIGHT } from "./window.ts";

interface ListRowProps {
  readonly id: string;
  readonly row: number;
  /** Undefined while the worker has not sent it yet. */
  readonly entry: ListRow | undefined;
  readonly level: 1 | 2;
  readonly top: number;
  readonly active: boolean;
}

export function ListRowView({ id, row: at, entry: row, level, top, active }: ListRowProps): ReactNode {
  const { select, setHover } = useActions();
  const openMenu = useContextMenu();
  const exchange = useLab((state) => state.moment?.exchange);
  const linked = useLab(({ hover }) => {
    if (row === undefined || hover === undefined) return false;
    if (hover.kind === "entry") return hover.index === row.index;
    return hover.kind === "frame" && (hover.pfn === row.sourcePfn || hover.pfn === row.destinationPfn);
  });
  const shared = {
    ...{ id, className: css.row, style: { transform: `translateY(${top}px)`, height: ROW_HEIGHT } },
    ...{ "aria-rowindex": at + 2, "aria-level": level },
  };
  if (row === undefined)
    return (
      <div role="row" {...shared}>
        <span role="gridcell" className={css.index}>
          …
        </span>
        <span role="gridcell" className={css.ghost} />
      </div>
    );
  const repeats = row.defect === true;
  return (
    <div
      role="row"
      {...shared}
      aria-selected={active}
      data-state={row.state}
      data-linked={linked}
      data-defect={repeats}
      title={repeats ? say("Invariant violated: the list ends, and meets no page twice") : undefined}
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
      <span role="gridcell" data-raw-cell>
        {hex32(row.raw)}
      </span>
      <span role="gridcell" className={css.flag} data-kind={row.kind} title={say(FLAG_TITLES[row.kind])}>
        {FLAG_LETTERS[row.kind]}
      </span>
      <span role="gridcell" className={css.meaning}>
        <Meaning row={row} />
      </span>
      <span role="gridcell" className={css.state}>
        {repeats ? say("! comes back") : say(stateOf(row, exchange))}
      </span>
    </div>
  );
}

function Meaning({ row }: { readonly row: ListRow }): ReactNode {
  if (row.kind !== "source" || row.sourcePfn === undefined || row.destinationPfn === undefined) return meaningOf(row);
  if (row.self)
    return (
      <>
        <FrameLink pfn={row.sourcePfn} /> {say("is its own destination")} <span className={css.tag}>{say("self")}</span>
      </>
    );
  return (
    <>
      <span className={css.words}>{say("exchange")} </span>
      <FrameLink pfn={row.sourcePfn} />
      <span className={css.words}> {say("with")} </span>
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
