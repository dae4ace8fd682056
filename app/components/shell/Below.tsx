// Below the map: the indirection list, the selected frame or the consoles, whichever the reader asked for last. Where a
// program runs that the reader has brought, its console comes first.

import type { ReactNode } from "react";
import type { Below as BelowTab } from "../../state/question-types.ts";
import { selectedFrame } from "../../state/interest.ts";
import { TabList, type TabItem } from "../shared/Tabs.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./Main.module.css";
import { View } from "./views.tsx";
import { say } from "../../messages/say.ts";

const ITEMS = [
  { id: "list", title: "Indirection list" },
  { id: "frame", title: "Frame inspector" },
  { id: "consoles", title: "Consoles" },
  { id: "provenance", title: "Provenance" },
  { id: "events", title: "Events" },
  { id: "probes", title: "Probes" },
  { id: "search", title: "Search" },
  { id: "numbers", title: "Numbers" },
] as const satisfies readonly TabItem<BelowTab>[];

export function Below(): ReactNode {
  const { showBelow } = useActions();
  const choice = useLab((state) => state.below);
  const run = useLab((state) => state.run);
  const byHand = useLab((state) => (state.storyStep === undefined ? selectedFrame(state) : undefined));
  // A frame chosen after the tab was brings its bytes to the front.
  const first = run?.scenario.payload === undefined ? "list" : "consoles";
  const chosen = choice?.run === run ? choice : undefined;
  const tab = byHand !== undefined && byHand !== chosen?.frame ? "frame" : (chosen?.tab ?? first);
  const title = ITEMS.find(({ id }) => id === tab)?.title;
  return (
    <div className={css.below}>
      <div className={css.belowTabs}>
        <TabList
          label={say("Below the map")}
          items={ITEMS}
          chosen={tab}
          onChoose={showBelow}
          panelId="below-map"
          look="line"
        />
      </div>
      <div
        className={css.belowBody}
        id="below-map"
        role="tabpanel"
        aria-label={title === undefined ? undefined : say(title)}
      >
        <View id={tab} fill />
      </div>
    </div>
  );
}
