// On laptops the left column becomes a rail of icons; story and invariants open as a drawer beside the views.

import { BookOpen, ShieldCheck, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Invariants } from "../invariants/Invariants.tsx";
import { IconButton } from "../shared/Button.tsx";
import { StoryPanel } from "../story/StoryPanel.tsx";
import css from "./Rail.module.css";

export function Rail(): ReactNode {
  const [open, setOpen] = useState<"story" | "invariants" | undefined>("story");
  const toggle = (what: "story" | "invariants"): void => setOpen((now) => (now === what ? undefined : what));
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
      {open === undefined ? null : (
        <aside className={css.drawer} aria-label={open === "story" ? "Story" : "Invariants"}>
          <IconButton label="Close" className={css.close ?? ""} onClick={() => setOpen(undefined)}>
            <X />
          </IconButton>
          {open === "story" ? <StoryPanel /> : <Invariants />}
        </aside>
      )}
    </>
  );
}
