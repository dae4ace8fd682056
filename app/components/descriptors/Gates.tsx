// The interrupt descriptor table: gates, those of neighbouring vectors that say the same in one row.

import type { ReactNode } from "react";
import type { DescriptorTable, GateRow } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { count, hex, hex32 } from "../shared/format.ts";
import { AddressLink } from "../shared/FrameLink.tsx";
import { useActions } from "../shared/use-lab.ts";
import css from "./DescriptorsPanel.module.css";
import { TableHead } from "./TableHead.tsx";
import { GATES } from "./words.ts";

const vectors = ({ first, last }: GateRow): string => (first === last ? String(first) : `${first}–${last}`);

export function Gates({ table }: { readonly table: DescriptorTable<GateRow> }): ReactNode {
  const inUse = table.rows.reduce((sum, { first, last }) => sum + last - first + 1, table.more);
  return (
    <section>
      <TableHead name="IDT" table={table} what={GATES} inUse={inUse} />
      {table.rows.length === 0 ? null : (
        <div role="table" aria-label={say("Gates of the IDT")} className={css.table}>
          <div role="row" className={css.head}>
            {["vector", "selector", "offset", "handler", "type", "DPL", "bits"].map((title) => (
              <span key={title} role="columnheader">
                {say(title)}
              </span>
            ))}
          </div>
          {table.rows.map((row) => (
            <Row key={row.first} row={row} />
          ))}
        </div>
      )}
      {table.more === 0 ? null : <p className={css.note}>{say("and {more} more", { more: count(table.more) })}</p>}
    </section>
  );
}

function Row({ row }: { readonly row: GateRow }): ReactNode {
  const { setWalk } = useActions();
  const { selector, offset, type, dpl, present, symbol } = row;
  return (
    <div role="row" className={css.row}>
      <span role="rowheader">{vectors(row)}</span>
      <span role="cell" className={css.mono}>
        {hex(selector, 4)}
      </span>
      <span role="cell">
        <AddressLink title={say("Walk to this address")} onClick={() => setWalk(offset)}>
          {hex32(offset)}
        </AddressLink>
      </span>
      <span role="cell" className={css.symbol} title={symbol}>
        {symbol ?? "–"}
      </span>
      <span role="cell" className={css.type}>
        {say(type)}
      </span>
      <span role="cell" className={css.dpl}>
        {dpl}
      </span>
      <span role="cell" className={css.bits}>
        <span
          className={css.bit}
          data-set={present}
          title={say("present: {present}", { present: present ? say("yes") : say("no") })}
        >
          P<span className="visually-hidden"> {present ? say("set") : say("clear")}</span>
        </span>
      </span>
    </div>
  );
}
