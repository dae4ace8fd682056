// Small windows: one group of views at a time, chosen by tabs above (tablets) or by the bar at the bottom (phones).

import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { PERSPECTIVE_TITLES, TAB_TITLES } from "../../state/titles.ts";
import { isPlace } from "../../state/phases.ts";
import { PLACES, TABS, type Perspective, type Tab } from "../../state/types/looks.ts";
import { Invariants } from "../invariants/Invariants.tsx";
import { Button } from "../shared/Button.tsx";
import { TabList } from "../shared/Tabs.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import type { Layout } from "../shared/use-layout.ts";
import { StoryPanel } from "../story/StoryPanel.tsx";
import { StateHash } from "./StatusLine.tsx";
import css from "./NarrowMain.module.css";
import { Stack, View, type ViewId } from "./views.tsx";

const ITEMS = TABS.map((id) => ({ id, title: TAB_TITLES[id] }));

/** A tablet has room for the story and what it speaks of. */
function StoryTab({ layout }: { readonly layout: Layout }): ReactNode {
  const calls = useLab((state) => state.source?.scenario.payload !== undefined);
  const hibernates = useLab(({ perspective, storyStep }) => perspective === "hibernate" && storyStep !== undefined);
  // A program that the reader has brought tells its own story.
  const told = calls ? <View id="consoles" fill /> : <StoryPanel />;
  // What a step of a hibernation speaks of lies behind no tab of its own.
  if (layout === "phone")
    return (
      <>
        {told}
        {hibernates ? <View id="image" /> : null}
      </>
    );
  return (
    <div className={css.split}>
      <div className={css.half}>{told}</div>
      <View id={hibernates ? "image" : "map"} fill />
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
          <Places />
          <Invariants />
          <p className={css.hash}>
            {say("State hash")} <StateHash />
          </p>
          <Stack
            ids={[
              "trail",
              "breakpoints",
              "stack",
              "devices",
              "device",
              "interrupts",
              "processors",
              "tasks",
              "events",
              "exceptions",
              "control",
              "walk",
              "descriptors",
              "tlb",
              "frame",
              "consoles",
              "numbers",
            ]}
          />
        </>
      );
  }
}

/** What a small window shows instead of its tabs, one below the other. */
const VIEWS_OF: Readonly<Partial<Record<Perspective, readonly ViewId[]>>> = {
  faults: ["injection", "outcome", "faults"],
  compare: ["alignment", "compared-maps", "differences"],
  museum: ["museum"],
  questions: ["provenance", "search", "probes", "events"],
  hibernate: ["image", "limits", "channels", "command-lines", "vmcore", "numbers", "segments"],
};

function Place({
  perspective,
  views,
}: {
  readonly perspective: Perspective;
  readonly views: readonly ViewId[];
}): ReactNode {
  const { setPerspective } = useActions();
  return (
    <div className={css.narrow}>
      <div className={css.place}>
        <Button weight="quiet" onClick={() => setPerspective("overview")}>
          <ChevronLeft size={16} aria-hidden /> {say("Back to the machine")}
        </Button>
      </div>
      <div className={css.body} id="perspective" role="region" aria-label={say(PERSPECTIVE_TITLES[perspective])}>
        <Stack ids={views} />
      </div>
    </div>
  );
}

function Places(): ReactNode {
  const { setPerspective } = useActions();
  const hibernates = useLab((state) => state.source?.scenario.hibernation !== undefined);
  return (
    <nav className={css.places} aria-label={say("More places")}>
      {PLACES.filter((id) => id !== "hibernate" || hibernates).map((id) => (
        <Button key={id} onClick={() => setPerspective(id)}>
          {say(PERSPECTIVE_TITLES[id])}
        </Button>
      ))}
    </nav>
  );
}

export function NarrowMain({ layout }: { readonly layout: Layout }): ReactNode {
  const { setTab } = useActions();
  const tab = useLab((state) => state.tab);
  const perspective = useLab((state) => state.perspective);
  const place = useLab(isPlace);
  const isXor = useLab((state) => state.compareMode === "xor");
  // XOR is the map of the run on screen with what differs in it.
  const views = VIEWS_OF[perspective]?.map((id) => (id === "compared-maps" && isXor ? "map" : id));
  if (place && views !== undefined) return <Place perspective={perspective} views={views} />;
  return (
    <div className={css.narrow}>
      {layout === "narrow" ? (
        <div className={css.tabs}>
          <TabList label={say("Views")} items={ITEMS} chosen={tab} onChoose={setTab} panelId="perspective" />
        </div>
      ) : null}
      <div
        className={css.body}
        id="perspective"
        role={layout === "narrow" ? "tabpanel" : undefined}
        aria-label={layout === "narrow" ? say(TAB_TITLES[tab]) : undefined}
      >
        <TabBody tab={tab} layout={layout} />
      </div>
    </div>
  );
}
