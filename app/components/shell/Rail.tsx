// On laptops the left column becomes a rail of icons; story and invariants open as a drawer beside the views.

import { BookOpen, ShieldCheck, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { isTold } from "../../state/stories/index.ts";
import { Invariants } from "../invariants/Invariants.tsx";
import { IconButton } from "../shared/Button.tsx";
import { useLab } from "../shared/use-lab.ts";
import { StoryPanel } from "../story/StoryPanel.tsx";
import css from "./Rail.module.css";

type Drawer = "story" | "invariants";

/** Until the reader chooses, the story is open where there is one. */
export function Rail(): ReactNode {
  const told = useLab(isTold);
  const [chosen, setOpen] = useState<Drawer | "closed">();
  const open = chosen ?? (told ? "story" : "closed");
  const toggle = (what: Drawer): void => setOpen(open === what ? "closed" : what);
  return (
    <>
      <div className={css.rail} role="toolbar" aria-label="Side views" aria-orientation="vertical">
        <IconButton label="Story" aria-pressed={open === "story"} onClick={() => toggle("story")}>
          <BookOpen />
        </IconButton>
        <IconButton label="Invariants" aria-pressed={open === "invariants"} onClick={() => toggle("invariants")}>
          <ShieldCheck />
        </IconButton>
      </div>
      {open === "closed" ? null : (
        <aside className={css.drawer} aria-label={open === "story" ? "Story" : "Invariants"}>
          <IconButton label="Close" className={css.close ?? ""} onClick={() => setOpen("closed")}>
            <X />
          </IconButton>
          {open === "story" ? <StoryPanel /> : <Invariants />}
        </aside>
      )}
    </>
  );
}
