// The four directory pointers of PAE: the processor reads them when CR3 is loaded and not again.

import type { ReactNode } from "react";
import type { DirectoryPointer } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { entryText } from "../shared/paging.ts";
import css from "./PageWalkPanel.module.css";

interface DirectoryPointersProps {
  readonly pointers: readonly DirectoryPointer[];
  /** Index of the one that the walk takes. */
  readonly used: number | undefined;
}

export function DirectoryPointers({ pointers, used }: DirectoryPointersProps): ReactNode {
  return (
    <table className={css.pointers} aria-label={say("Directory pointers that the processor holds")}>
      <tbody>
        {pointers.map(({ entry, present, inMemory, stale }, index) => (
          <tr key={index} data-used={index === used}>
            <th scope="row">{index}</th>
            <td className={css.mono}>{entryText(entry)}</td>
            <td>
              {stale ? (
                <span className={css.stale}>
                  {say("≠ memory")} <span className={css.mono}>{entryText(inMemory)}</span>
                </span>
              ) : present ? (
                "present"
              ) : (
                say("not present")
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
