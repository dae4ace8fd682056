// The global or the local table: its register, and every descriptor in it that is not empty.

import type { ReactNode } from "react";
import type { DescriptorRow, DescriptorTable } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { count, hex, hex32 } from "../shared/format.ts";
import { Bits } from "./Bits.tsx";
import css from "./DescriptorsPanel.module.css";
import { TableHead } from "./TableHead.tsx";
import { SLOTS } from "./words.ts";

interface TableSectionProps {
  readonly name: "GDT" | "LDT";
  readonly table: DescriptorTable<DescriptorRow>;
}

export function TableSection({ name, table }: TableSectionProps): ReactNode {
  return (
    <section>
      <TableHead name={name} table={table} what={SLOTS} inUse={table.rows.length + table.more} />
      {table.rows.length === 0 ? null : (
        <div role="table" aria-label={say("Descriptors of the {name}", { name })} className={css.table}>
          <div role="row" className={css.head}>
            {["entry", "selector", "base", "limit", "type", "DPL", "bits", "held by"].map((title) => (
              <span key={title} role="columnheader">
                {say(title)}
              </span>
            ))}
          </div>
          {table.rows.map((row) => (
            <Row key={row.selector} row={row} />
          ))}
        </div>
      )}
      {table.more === 0 ? null : <p className={css.note}>{say("and {more} more", { more: count(table.more) })}</p>}
    </section>
  );
}

function Row({ row }: { readonly row: DescriptorRow }): ReactNode {
  const { selector, base, limit, type, dpl, gate, usedBy, low, high } = row;
  return (
    <div role="row" className={css.row} title={`${hex32(high)} ${hex32(low)}`}>
      <span role="rowheader">{selector >>> 3}</span>
      <span role="cell" className={css.mono}>
        {hex(selector, 4)}
      </span>
      <span role="cell" className={css.mono}>
        {gate === undefined ? hex32(base) : `→ ${hex(gate.selector, 4)}`}
      </span>
      <span role="cell" className={css.mono}>
        {hex32(gate === undefined ? limit : gate.offset)}
      </span>
      <span role="cell" className={css.type}>
        {say(type)}
      </span>
      <span role="cell" className={css.dpl}>
        {dpl}
      </span>
      <span role="cell">
        <Bits words={row} />
      </span>
      <span role="cell" className={css.held}>
        {usedBy.join(" ")}
      </span>
    </div>
  );
}
