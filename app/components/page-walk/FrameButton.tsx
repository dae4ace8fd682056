// A frame as a link: shows it in the other views.

import type { ReactNode } from "react";
import { frameName } from "../shared/format.ts";
import { useActions } from "../shared/use-lab.ts";
import css from "./PageWalkPanel.module.css";

export function FrameButton({ pfn }: { readonly pfn: number }): ReactNode {
  const { select, setHover } = useActions();
  return (
    <button
      type="button"
      className={css.link}
      onClick={() => select({ kind: "frame", pfn })}
      onPointerEnter={() => setHover({ kind: "frame", pfn })}
      onPointerLeave={() => setHover(undefined)}
    >
      {frameName(pfn)}
    </button>
  );
}
