// Below the map: the indirection list or the selected frame, whichever the reader asked for last.

import { useState, type ReactNode } from "react";
import { selectedFrame } from "../../state/interest.ts";
import { TabList } from "../shared/Tabs.tsx";
import { useLab } from "../shared/use-lab.ts";
import css from "./Main.module.css";
import { View } from "./views.tsx";

const ITEMS = [
  { id: "list", title: "Indirection list" },
  { id: "frame", title: "Frame inspector" },
] as const;

interface Choice {
  readonly tab: "list" | "frame";
  /** The frame that was selected when the reader chose. */
  readonly frame: number | undefined;
}

export function Below(): ReactNode {
  const [choice, setChoice] = useState<Choice>({ tab: "list", frame: undefined });
  const byHand = useLab((state) => (state.storyStep === undefined ? selectedFrame(state) : undefined));
  // A frame chosen after the tab was brings its bytes to the front.
  const tab = byHand !== undefined && byHand !== choice.frame ? "frame" : choice.tab;
  return (
    <div className={css.below}>
      <div className={css.belowTabs}>
        <TabList
          label="Below the map"
          items={ITEMS}
          chosen={tab}
          onChoose={(id) => setChoice({ tab: id, frame: byHand })}
          panelId="below-map"
          look="line"
        />
      </div>
      <div
        className={css.belowBody}
        id="below-map"
        role="tabpanel"
        aria-label={tab === "list" ? "Indirection list" : "Frame inspector"}
      >
        <View id={tab} fill />
      </div>
    </div>
  );
}
