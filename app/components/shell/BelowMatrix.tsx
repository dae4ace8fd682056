// Below the devices: the event log, the card of the device chosen last, or the consoles, whichever was asked for last.

import { useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { TabList } from "../shared/Tabs.tsx";
import { useLab } from "../shared/use-lab.ts";
import css from "./Main.module.css";
import { View } from "./views.tsx";

const TABS = ["events", "device", "consoles"] as const;
type Tab = (typeof TABS)[number];

const TITLES: Readonly<Record<Tab, string>> = { events: "Event log", device: "Device", consoles: "Consoles" };

export function BelowMatrix(): ReactNode {
  const [choice, setChoice] = useState<{ readonly tab: Tab; readonly device: string | undefined }>();
  const device = useLab((state) => state.device);
  // A device chosen after the tab was brings its card to the front.
  const tab = device === undefined || device === choice?.device ? (choice?.tab ?? "events") : "device";
  const items = TABS.map((id) => ({ id, title: id === "device" ? (device ?? TITLES[id]) : TITLES[id] }));
  return (
    <div className={css.below}>
      <div className={css.belowTabs}>
        <TabList
          label={say("Below the devices")}
          items={items}
          chosen={tab}
          onChoose={(id) => setChoice({ tab: id, device })}
          panelId="below-devices"
          look="line"
        />
      </div>
      <div className={css.belowBody} id="below-devices" role="tabpanel" aria-label={say(TITLES[tab])}>
        <View id={tab} fill />
      </div>
    </div>
  );
}
