// Below the map: the indirection list, the selected frame or the consoles, whichever the reader asked for last. Where a
// program runs that the reader has brought, its console comes first.

import { useState, type ReactNode } from "react";
import type { RunSummary } from "../../sim/api.ts";
import { selectedFrame } from "../../state/interest.ts";
import { TabList } from "../shared/Tabs.tsx";
import { useLab } from "../shared/use-lab.ts";
import css from "./Main.module.css";
import { View } from "./views.tsx";

const ITEMS = [
  { id: "list", title: "Indirection list" },
  { id: "frame", title: "Frame inspector" },
  { id: "consoles", title: "Consoles" },
  { id: "numbers", title: "Numbers" },
] as const;
type Tab = (typeof ITEMS)[number]["id"];

interface Choice {
  readonly tab: Tab;
  /** The frame that was selected, and the run that was open, when the reader chose. */
  readonly frame: number | undefined;
  readonly run: RunSummary | undefined;
}

export function Below(): ReactNode {
  const [choice, setChoice] = useState<Choice>();
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
          label="Below the map"
          items={ITEMS}
          chosen={tab}
          onChoose={(id) => setChoice({ tab: id, frame: byHand, run })}
          panelId="below-map"
          look="line"
        />
      </div>
      <div className={css.belowBody} id="below-map" role="tabpanel" aria-label={title}>
        <View id={tab} fill />
      </div>
    </div>
  );
}
