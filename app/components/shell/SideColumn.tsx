// The left column: the story, the reader's own trail, or the breakpoints; the invariants always below.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { shownSide } from "../../state/question-views.ts";
import type { Side } from "../../state/question-types.ts";
import { Invariants } from "../invariants/Invariants.tsx";
import { TabList } from "../shared/Tabs.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import { StoryPanel } from "../story/StoryPanel.tsx";
import css from "./Main.module.css";
import { View } from "./views.tsx";

export const SIDE_TITLES: Readonly<Record<Side, string>> = {
  story: "Story",
  trail: "Trail",
  breakpoints: "Breakpoints",
};
const ITEMS = (["story", "trail", "breakpoints"] as const).map((id) => ({ id, title: SIDE_TITLES[id] }));

export const SideView = ({ side }: { readonly side: Side }): ReactNode =>
  side === "story" ? <StoryPanel /> : <View id={side} />;

export function SideColumn(): ReactNode {
  const { showSide } = useActions();
  const side = useLab(shownSide);
  return (
    <div className={css.scroll}>
      <div className={css.sideTabs}>
        <TabList
          label={say("Left column")}
          items={ITEMS}
          chosen={side}
          onChoose={showSide}
          panelId="side"
          look="line"
        />
      </div>
      <div className={css.side} id="side" role="tabpanel" aria-label={say(SIDE_TITLES[side])}>
        <SideView side={side} />
      </div>
      <Invariants />
    </div>
  );
}
