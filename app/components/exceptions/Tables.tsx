// The descriptor tables as they were when delivery failed.

import type { ReactNode } from "react";
import type { CpuView } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { hex, hex32 } from "../shared/format.ts";
import css from "./ExceptionsPanel.module.css";

/** Below this a table holds no descriptor. */
const ONE_DESCRIPTOR = 7;

export function Tables({ cpu }: { readonly cpu: CpuView }): ReactNode {
  return (
    <table className={css.tables} aria-label={say("Descriptor tables when delivery failed")}>
      <tbody>
        {(["idtr", "gdtr"] as const).map((name) => {
          const { base, limit } = cpu[name];
          const gone = limit < ONE_DESCRIPTOR;
          return (
            <tr key={name} data-gone={gone}>
              <th scope="row">{name.slice(0, 3).toUpperCase()}</th>
              <td>
                {say("base")} <code>{hex32(base)}</code>
              </td>
              <td>
                {say("limit")} <code>{hex(limit, 4)}</code>
              </td>
              <td className={css.state}>
                {gone
                  ? say("∅ holds no descriptor")
                  : say("{limit} descriptors", { limit: Math.floor((limit + 1) / 8) })}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
