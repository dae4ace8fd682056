// The phone's bottom bar: one panel at a time.

import { BookOpen, Cpu, Grid3x3, List, MoreHorizontal, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { TAB_TITLES } from "../../state/titles.ts";
import { isPlace } from "../../state/phases.ts";
import { TABS, type Tab } from "../../state/types/looks.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./TabBar.module.css";

const ICONS: Readonly<Record<Tab, LucideIcon>> = {
  story: BookOpen,
  map: Grid3x3,
  list: List,
  cpu: Cpu,
  more: MoreHorizontal,
};

export function TabBar(): ReactNode {
  const { setTab, setPerspective } = useActions();
  const place = useLab(isPlace);
  const tab = useLab((state) => state.tab);
  return (
    <nav className={css.bar} aria-label={say("Views")}>
      {TABS.map((id) => {
        const Icon = ICONS[id];
        return (
          <button
            key={id}
            type="button"
            className={css.tab}
            aria-current={id === tab && !place ? "page" : undefined}
            onClick={() => {
              if (place) setPerspective("overview");
              setTab(id);
            }}
          >
            <Icon size={18} aria-hidden />
            {say(TAB_TITLES[id])}
          </button>
        );
      })}
    </nav>
  );
}
