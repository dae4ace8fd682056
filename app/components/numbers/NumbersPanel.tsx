// The figures that people ask for, of the scenario as it ran: as a picture, and one by one with how each comes about.

import type { ReactNode } from "react";
import type { NumberRow } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { Panel } from "../shared/Panel.tsx";
import { useLab } from "../shared/use-lab.ts";
import { barsOf, GROUP_TITLES, GROUPS, valueWords } from "./figures.ts";
import css from "./Numbers.module.css";
import { NumbersChart } from "./NumbersChart.tsx";
import { Told } from "../shared/Told.tsx";

const NONE: readonly NumberRow[] = [];

export function NumbersPanel(): ReactNode {
  const numbers = useLab((state) => state.run?.numbers ?? NONE);
  const memory = useLab((state) => (state.run?.frames ?? 0) * 4096);
  const bars = barsOf(numbers);
  return (
    <Panel title={say("Numbers")} fill>
      {numbers.length === 0 ? (
        <p className={css.none}>{say("A captured jump has no scenario to work figures out from.")}</p>
      ) : (
        <div className={css.scroller} tabIndex={0} role="group" aria-label={say("Figures of this run")}>
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
      <caption>{say(GROUP_TITLES[group])}</caption>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <Told text={row.name} />
              <span className={css.how}>
                <Told text={row.how} />
              </span>
            </th>
            <td>
              <Told text={valueWords(row)} />
              <span className={css.how}>{row.measured ? say("counted in this run") : say("from the scenario")}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
