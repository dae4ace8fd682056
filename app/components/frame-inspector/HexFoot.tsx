// Below the bytes: how much is selected, and the way from one changed byte to the next.

import { ChevronDown, ChevronUp } from "lucide-react";
import type { ReactNode } from "react";
import { plural, say } from "../../messages/say.ts";
import { IconButton } from "../shared/Button.tsx";
import { count, hex32 } from "../shared/format.ts";
import { useActions } from "../shared/use-lab.ts";
import css from "./FrameInspectorPanel.module.css";
import { nextChanged } from "./hex-grid.ts";
import type { HexGridProps } from "./HexGrid.tsx";

export function HexFoot({ frame, cursor, selected, onCursor }: HexGridProps): ReactNode {
  const { select } = useActions();
  const base = frame.pfn * 4096;
  const changed = frame.changed.reduce((sum, each) => sum + each, 0);
  const [before, after] = [nextChanged(frame.changed, cursor, -1), nextChanged(frame.changed, cursor, 1)];
  function go(offset: number | undefined): void {
    if (offset === undefined) return;
    onCursor(offset);
    select({ kind: "byte", address: base + offset });
  }
  const first = hex32(base + selected.from);
  return (
    <p className={css.foot}>
      <span className={css.mono}>
        {selected.size === 1
          ? first
          : say("{first} to {last}, {bytes}", {
              first,
              last: hex32(base + selected.from + selected.size - 1),
              bytes: plural(selected.size, "{n} byte", "{n} bytes"),
            })}
      </span>
      <span className={css.changes}>
        {plural(changed, "{n} byte changed", "{n} bytes changed", { n: count(changed) })}
        <IconButton
          label={say("Previous changed byte")}
          keys="Shift+N"
          disabled={before === undefined}
          onClick={() => go(before)}
        >
          <ChevronUp />
        </IconButton>
        <IconButton label={say("Next changed byte")} keys="N" disabled={after === undefined} onClick={() => go(after)}>
          <ChevronDown />
        </IconButton>
      </span>
    </p>
  );
}
