// Which entries, and how: table, graph, or the bytes.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { ListLook } from "../../state/types/looks.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./IndirectionListPanel.module.css";

const FILTERS: readonly (readonly [ListLook["filter"], string])[] = [
  ["all", "all entries"],
  ["destinations", "destinations"],
  ["jumps", "jumps to list pages"],
  ["selection", "of the selection"],
];
const MODES: readonly (readonly [ListLook["mode"], string])[] = [
  ["table", "table"],
  ["graph", "graph"],
  ["raw", "bytes"],
];

export function ListTools(): ReactNode {
  const { mode, filter } = useLab((state) => state.list);
  const { changeList, setListFrom } = useActions();
  return (
    <span className={css.tools}>
      {mode === "raw" ? null : (
        <select
          aria-label={say("Entries shown")}
          value={filter}
          onChange={(event) => {
            const chosen = FILTERS.find(([name]) => name === event.target.value);
            if (chosen === undefined) return;
            setListFrom("now");
            changeList({ filter: chosen[0] });
          }}
        >
          {FILTERS.map(([name, title]) => (
            <option key={name} value={name}>
              {say(title)}
            </option>
          ))}
        </select>
      )}
      <span role="group" aria-label={say("The list as")}>
        {MODES.map(([name, title]) => (
          <button key={name} type="button" aria-pressed={mode === name} onClick={() => changeList({ mode: name })}>
            {say(title)}
          </button>
        ))}
      </span>
    </span>
  );
}
