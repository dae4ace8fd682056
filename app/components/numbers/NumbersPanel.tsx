// The figures that people ask for, of the scenario as it ran: as a picture, and one by one with how each comes about.

import type { ReactNode } from "react";
import type { NumberRow } from "../../sim/api.ts";
import { Panel } from "../shared/Panel.tsx";
import { useLab } from "../shared/use-lab.ts";
import { barsOf, GROUP_TITLES, GROUPS, valueWords } from "./figures.ts";
import css from "./Numbers.module.css";
import { NumbersChart } from "./NumbersChart.tsx";

const NONE: readonly NumberRow[] = [];

export function NumbersPanel(): ReactNode {
  const numbers = useLab((state) => state.run?.numbers ?? NONE);
  const memory = useLab((state) => (state.run?.frames ?? 0) * 4096);
  const bars = barsOf(numbers);
  return (
    <Panel title="Numbers" fill>
      {numbers.length === 0 ? (
        <p className={css.none}>A captured jump has no scenario to work figures out from.</p>
      ) : (
        <div className={css.scroller} tabIndex={0} role="group" aria-label="Figures of this run">
          {bars.length === 0 ? null : <NumbersChart bars={bars} memory={memory} />}
          {GROUPS.map((group) => (
            <Group key={group} group={group} rows={numbers.filter((row) => row.group === group)} />
          ))}
        </div>
      )}
    </Panel>
  );
}

function Group({
  group,
  rows,
}: {
  readonly group: NumberRow["group"];
  readonly rows: readonly NumberRow[];
}): ReactNode {
  if (rows.length === 0) return null;
  return (
    <table className={css.table}>
      <caption>{GROUP_TITLES[group]}</caption>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              {row.name}
              <span className={css.how}>{row.how}</span>
            </th>
            <td>
              {valueWords(row)}
              <span className={css.how}>{row.measured ? "counted in this run" : "from the scenario"}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
