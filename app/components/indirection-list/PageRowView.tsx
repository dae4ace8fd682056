// A page of the list, as the row above its entries: pressing it folds them up.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { count, hexPfn } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./IndirectionListPanel.module.css";
import { toggled, type PageRow } from "./tree.ts";
import { ROW_HEIGHT } from "./window.ts";

interface PageRowProps {
  readonly id: string;
  readonly row: number;
  readonly page: PageRow;
  /** The frame that the page has at home. */
  readonly pfn: number | undefined;
  readonly top: number;
  readonly active: boolean;
}

export function PageRowView({ id, row, page, pfn, top, active }: PageRowProps): ReactNode {
  const { changeList, select, setHover } = useActions();
  const folded = useLab((state) => state.list.folded);
  const linked = useLab(({ hover }) => hover?.kind === "frame" && hover.pfn === pfn);
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={row + 2}
      aria-level={1}
      aria-expanded={!page.folded}
      aria-selected={active}
      className={`${css.row} ${css.page}`}
      style={{ transform: `translateY(${top}px)`, height: ROW_HEIGHT }}
      data-linked={linked}
      onClick={() => changeList({ folded: toggled(folded, page.page) })}
      onPointerEnter={() => pfn !== undefined && setHover({ kind: "frame", pfn })}
      onPointerLeave={() => setHover(undefined)}
    >
      <span role="gridcell" className={css.pageCell}>
        <span aria-hidden="true" className={css.twist}>
          {page.folded ? "▸" : "▾"}
        </span>
        {say("list page {n}", { n: page.page + 1 })}
        {pfn === undefined ? null : (
          <button
            type="button"
            tabIndex={-1}
            className={css.link}
            onClick={(event) => {
              event.stopPropagation();
              select({ kind: "frame", pfn });
            }}
          >
            {hexPfn(pfn)}
          </button>
        )}
        <span className={css.quiet}>
          {say("entries {first} to {last}", { first: count(page.first), last: count(page.last) })}
        </span>
      </span>
    </div>
  );
}
