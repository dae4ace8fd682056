// Below the map: the indirection list or the selected frame, whichever the reader asked for last.

import { useEffect, useState, type ReactNode } from "react";
import { selectedFrame } from "../../state/interest.ts";
import { TabList } from "../shared/Tabs.tsx";
import { useLab } from "../shared/use-lab.ts";
import css from "./Main.module.css";
import { View } from "./views.tsx";

const ITEMS = [
  { id: "list", title: "Indirection list" },
  { id: "frame", title: "Frame inspector" },
] as const;

export function Below(): ReactNode {
  const [tab, setTab] = useState<"list" | "frame">("list");
  const byHand = useLab((state) => (state.storyStep === undefined ? selectedFrame(state) : undefined));
  useEffect(() => {
    if (byHand !== undefined) setTab("frame");
  }, [byHand]);
  return (
    <div className={css.below}>
      <div className={css.belowTabs}>
        <TabList label="Below the map" items={ITEMS} chosen={tab} onChoose={setTab} panelId="below-map" look="line" />
      </div>
      <div className={css.belowBody} id="below-map" role="tabpanel" aria-label={tab === "list" ? "Indirection list" : "Frame inspector"}>
        <View id={tab} fill />
      </div>
    </div>
  );
}
