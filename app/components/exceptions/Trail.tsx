// The last instructions of the run; each leads to its position.

import type { ReactNode } from "react";
import type { TrailLine } from "../../sim/api.ts";
import { plural, say } from "../../messages/say.ts";
import { hex32, time } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./ExceptionsPanel.module.css";

interface TrailProps {
  readonly lines: readonly TrailLine[];
  readonly end: number;
}

/** Breaks before the distance if it has to. */
function Symbol({ name }: { readonly name: string }): ReactNode {
  const plus = name.lastIndexOf("+");
  if (plus < 0) return name;
  return (
    <>
      {name.slice(0, plus)}
      <wbr />
      {name.slice(plus)}
    </>
  );
}

export function Trail({ lines, end }: TrailProps): ReactNode {
  const { goTo } = useActions();
  const now = useLab((state) => state.moment?.at.t);
  return (
    <details className={css.trail}>
      <summary>
        {say("The last {lines}", { lines: plural(lines.length, "{n} instruction", "{n} instructions") })}
      </summary>
      <table aria-label={say("The last instructions, oldest first")}>
        <thead>
          <tr>
            <th scope="col">t</th>
            <th scope="col" className={css.address}>
              {say("address")}
            </th>
            <th scope="col">{say("instruction")}</th>
            <th scope="col">{say("where")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ t, address, text, symbol }) => (
            <tr key={t} data-here={t === now} data-last={t === end} aria-current={t === now ? "step" : undefined}>
              <td>
                <button
                  type="button"
                  className={css.time}
                  title={say("Go there: this instruction is about to run")}
                  onClick={() => void goTo({ kind: "position", at: { t, sub: 0 } }, "jump")}
                >
                  {time({ t, sub: 0 })}
                </button>
              </td>
              <td className={css.address}>
                <code>{hex32(address)}</code>
              </td>
              <td>
                <code>{text}</code>
              </td>
              <td className={css.symbol}>{symbol === undefined ? null : <Symbol name={symbol} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
