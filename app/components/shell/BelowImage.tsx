// Below the image: memory as it is now, the image's segments one by one, and the numbers.

import { useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { TabList } from "../shared/Tabs.tsx";
import css from "./Main.module.css";
import { View } from "./views.tsx";

const ITEMS = [
  { id: "map", title: "Memory" },
  { id: "segments", title: "Segments" },
  { id: "numbers", title: "Numbers" },
] as const;
type Tab = (typeof ITEMS)[number]["id"];

export function BelowImage(): ReactNode {
  const [tab, setTab] = useState<Tab>("map");
  return (
    <div className={css.below} data-image>
      <div className={css.belowTabs}>
        <TabList
          label={say("Below the image")}
          items={ITEMS}
          chosen={tab}
          onChoose={setTab}
          panelId="below-image"
          look="line"
        />
      </div>
      <div
        className={css.belowBody}
        id="below-image"
        role="tabpanel"
        aria-label={say(ITEMS.find(({ id }) => id === tab)?.title ?? "")}
      >
        <View id={tab} fill />
      </div>
    </div>
  );
}
