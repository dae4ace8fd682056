// Small windows: one group of views at a time, chosen by tabs above (tablets) or by the bar at the bottom (phones).

import type { ReactNode } from "react";
import { TAB_TITLES } from "../../state/titles.ts";
import { TABS, type Tab } from "../../state/types.ts";
import { Invariants } from "../invariants/Invariants.tsx";
import { TabList } from "../shared/Tabs.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import type { Layout } from "../shared/use-layout.ts";
import { StoryPanel } from "../story/StoryPanel.tsx";
import { StateHash } from "./StatusLine.tsx";
import css from "./NarrowMain.module.css";
import { Stack, View } from "./views.tsx";

const ITEMS = TABS.map((id) => ({ id, title: TAB_TITLES[id] }));

/** A tablet has room for the story and what it speaks of. */
function StoryTab({ layout }: { readonly layout: Layout }): ReactNode {
  const calls = useLab((state) => state.source?.scenario.payload !== undefined);
  // A program that the reader has brought tells its own story.
  const told = calls ? <View id="consoles" fill /> : <StoryPanel />;
  if (layout === "phone") return told;
  return (
    <div className={css.split}>
      <div className={css.half}>{told}</div>
      <View id="map" fill />
    </div>
  );
}

/** Details of the selected frame slide in under the map. */
function MapTab(): ReactNode {
  const selected = useLab((state) => state.selection?.kind === "frame" && state.storyStep === undefined);
  return (
    <div className={css.map}>
      <View id="map" fill />
      {selected ? (
        <div className={css.sheet}>
          <View id="frame" fill />
        </div>
      ) : null}
    </div>
  );
}

function TabBody({ tab, layout }: { readonly tab: Tab; readonly layout: Layout }): ReactNode {
  switch (tab) {
    case "story":
      return <StoryTab layout={layout} />;
    case "map":
      return <MapTab />;
    case "list":
      return <View id="list" fill />;
    case "cpu":
      return <Stack ids={["registers", "code"]} />;
    case "more":
      return (
        <>
          <Invariants />
          <p className={css.hash}>
            State hash <StateHash />
          </p>
          <Stack ids={["exceptions", "control", "walk", "descriptors", "tlb", "frame", "consoles"]} />
        </>
      );
  }
}

export function NarrowMain({ layout }: { readonly layout: Layout }): ReactNode {
  const { setTab } = useActions();
  const tab = useLab((state) => state.tab);
  return (
    <div className={css.narrow}>
      {layout === "narrow" ? (
        <div className={css.tabs}>
          <TabList label="Views" items={ITEMS} chosen={tab} onChoose={setTab} panelId="perspective" />
        </div>
      ) : null}
      <div
        className={css.body}
        id="perspective"
        role={layout === "narrow" ? "tabpanel" : undefined}
        aria-label={layout === "narrow" ? TAB_TITLES[tab] : undefined}
      >
        <TabBody tab={tab} layout={layout} />
      </div>
    </div>
  );
}
