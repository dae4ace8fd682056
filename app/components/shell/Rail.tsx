// On laptops the left column becomes a rail of icons; story and invariants open as a drawer beside the views.

import { BookOpen, CircleDot, Footprints, ShieldCheck, X, type LucideIcon } from "lucide-react";
import { useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { isTold } from "../../state/stories/index.ts";
import { Invariants } from "../invariants/Invariants.tsx";
import { IconButton } from "../shared/Button.tsx";
import { useLab } from "../shared/use-lab.ts";
import { shownSide } from "../../state/question-views.ts";
import { SIDE_TITLES, SideView } from "./SideColumn.tsx";
import css from "./Rail.module.css";

const DRAWERS = ["story", "trail", "breakpoints", "invariants"] as const;
type Drawer = (typeof DRAWERS)[number];

const ICONS: Readonly<Record<Drawer, LucideIcon>> = {
  story: BookOpen,
  trail: Footprints,
  breakpoints: CircleDot,
  invariants: ShieldCheck,
};
const TITLES: Readonly<Record<Drawer, string>> = { ...SIDE_TITLES, invariants: "Invariants" };

/** Until the reader chooses, the story is open where there is one; what a command asks for opens whatever was chosen before. */
function useDrawer(): readonly [Drawer | "closed", (open: Drawer | "closed") => void] {
  const told = useLab(isTold);
  const asked = useLab((state) => state.side);
  const side = useLab(shownSide);
  const [chosen, setChosen] = useState<{ readonly open: Drawer | "closed"; readonly asked: typeof asked }>();
  const first = asked === undefined ? (told ? "story" : "closed") : side;
  return [chosen?.asked === asked ? (chosen?.open ?? first) : first, (open) => setChosen({ open, asked })];
}

export function Rail(): ReactNode {
  const [open, setOpen] = useDrawer();
  const toggle = (what: Drawer): void => setOpen(open === what ? "closed" : what);
  return (
    <>
      <div id="rail" className={css.rail} role="toolbar" aria-label={say("Side views")} aria-orientation="vertical">
        {DRAWERS.map((each) => {
          const Icon = ICONS[each];
          return (
            <IconButton key={each} label={say(TITLES[each])} aria-pressed={open === each} onClick={() => toggle(each)}>
              <Icon />
            </IconButton>
          );
        })}
      </div>
      {open === "closed" ? null : (
        <aside className={css.drawer} id="side" aria-label={say(TITLES[open])}>
          <IconButton label={say("Close")} className={css.close ?? ""} onClick={() => setOpen("closed")}>
            <X />
          </IconButton>
          {open === "invariants" ? <Invariants /> : <SideView side={open} />}
        </aside>
      )}
    </>
  );
}
