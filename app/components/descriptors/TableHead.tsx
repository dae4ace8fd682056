// A table's register, and what it means when no descriptor fits into the table.

import type { ReactNode } from "react";
import type { DescriptorTable } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { hex, hex32 } from "../shared/format.ts";
import css from "./DescriptorsPanel.module.css";
import { GONE, tableText, type TableName, UNREADABLE, type Counted } from "./words.ts";
import { Rich } from "../shared/Rich.tsx";

interface TableHeadProps {
  readonly name: TableName;
  readonly table: DescriptorTable<unknown>;
  readonly what: Counted;
  readonly inUse: number;
}

export function TableHead({ name, table, what, inUse }: TableHeadProps): ReactNode {
  const { base, limit, state } = table;
  return (
    <>
      <h3 className={css.heading}>
        {name}
        <span className={css.register}>
          <Rich
            text="base {base} limit {limit}"
            values={{
              base: <span className={css.mono}>{hex32(base)}</span>,
              limit: <span className={css.mono}>{hex(limit, limit > 0xffff ? 8 : 4)}</span>,
            }}
          />
        </span>
        <span className={css.count} data-gone={state !== "there"}>
          {tableText(table, what, inUse)}
        </span>
      </h3>
      {state === "there" ? null : (
        <p className={css.gone}>
          {state === "gone" ? (
            <>
              <b>{limit === 0 ? say("Limit 0") : say("The limit is below 7")}.</b> {say(GONE[name])}
            </>
          ) : (
            say(UNREADABLE)
          )}
        </p>
      )}
    </>
  );
}
