// The columns of a perspective on a desktop, with splitters whose places are remembered per perspective.

import type { ReactNode } from "react";
import { Group, Panel, Separator, useDefaultLayout } from "react-resizable-panels";
import { layoutStorage } from "../../state/storage.ts";
import type { Perspective } from "../../state/types/looks.ts";
import { useLab } from "../shared/use-lab.ts";
import type { Layout } from "../shared/use-layout.ts";
import { useTallHeight } from "../shared/use-layout.ts";
import { SideColumn } from "./SideColumn.tsx";
import { Below } from "./Below.tsx";
import { BelowImage } from "./BelowImage.tsx";
import { BelowMatrix } from "./BelowMatrix.tsx";
import css from "./Main.module.css";
import { Stack, View, type ViewId } from "./views.tsx";

interface Arrangement {
  /** Above each other in the middle, the first one as the hero. */
  readonly center: readonly ViewId[];
  readonly centerShare: number;
  /** Instead, pixels. */
  readonly centerHeight?: number;
  readonly right: readonly ViewId[];
  readonly rightWidth: number;
  /** The first view takes the whole middle. */
  readonly alone?: true;
  /** In place of the story: another view, or nothing. */
  readonly left?: ViewId | "none";
}

const ARRANGEMENTS: Readonly<Record<Perspective, Arrangement>> = {
  overview: { center: ["map"], centerShare: 72, right: ["control", "code", "registers"], rightWidth: 476 },
  exchange: { center: ["map", "list"], centerShare: 52, right: ["code", "control"], rightWidth: 488 },
  cpu: { center: ["code", "registers"], centerShare: 56, right: ["walk", "frame"], rightWidth: 520 },
  tables: { center: ["descriptors", "tlb"], centerShare: 68, right: ["exceptions", "walk"], rightWidth: 468 },
  devices: {
    center: ["devices"],
    centerShare: 58,
    right: ["stack", "interrupts", "processors", "tasks"],
    rightWidth: 452,
  },
  control: { center: ["control"], centerShare: 60, right: ["frame", "consoles"], rightWidth: 468, alone: true },
  faults: {
    center: ["faults"],
    centerShare: 60,
    right: ["injection", "outcome", "map"],
    rightWidth: 536,
    alone: true,
    left: "none",
  },
  compare: {
    center: ["alignment", "map"],
    centerShare: 30,
    centerHeight: 236,
    right: ["differences"],
    rightWidth: 520,
    left: "none",
  },
  questions: {
    center: ["probes", "search"],
    centerShare: 56,
    right: ["provenance", "frame", "events"],
    rightWidth: 536,
  },
  museum: { center: ["map"], centerShare: 64, right: ["code", "exceptions"], rightWidth: 420, left: "museum" },
  hibernate: {
    center: ["image"],
    centerShare: 56,
    centerHeight: 344,
    right: ["limits", "channels", "command-lines", "vmcore"],
    rightWidth: 452,
  },
};

function Center({
  perspective,
  arrangement,
}: {
  readonly perspective: Perspective;
  readonly arrangement: Arrangement;
}): ReactNode {
  const tall = useTallHeight();
  const beside = useLab((state) => state.compareMode !== "xor");
  const [first, lower] = arrangement.center;
  // XOR is the map of the run on screen with what differs in it; the other ways draw both.
  const second = perspective === "compare" && beside ? "compared-maps" : lower;
  if (first === undefined) return null;
  if (arrangement.alone === true || (["overview", "museum", "hibernate"].includes(perspective) && !tall))
    return <View id={first} fill />;
  return (
    <Group orientation="vertical" id={`center-${perspective}`}>
      <Panel
        id={`${perspective}-first`}
        minSize={120}
        defaultSize={arrangement.centerHeight ?? `${arrangement.centerShare}%`}
        groupResizeBehavior={arrangement.centerHeight === undefined ? "preserve-relative-size" : "preserve-pixel-size"}
      >
        <View id={first} fill />
      </Panel>
      <Separator className={css.separator ?? ""} />
      <Panel id={`${perspective}-second`} minSize={80}>
        {second === undefined ? <Lower perspective={perspective} /> : <View id={second} fill />}
      </Panel>
    </Group>
  );
}

function Lower({ perspective }: { readonly perspective: Perspective }): ReactNode {
  if (perspective === "devices") return <BelowMatrix />;
  return perspective === "hibernate" ? <BelowImage /> : <Below />;
}

/** What a program prints is on the first screen: below the map, or, where there is no room, on the right. */
function useRight(perspective: Perspective, { right }: Arrangement): readonly ViewId[] {
  const tall = useTallHeight();
  const calls = useLab((state) => state.source?.scenario.payload !== undefined);
  const faulted = useLab((state) => state.run?.outcome.fault !== undefined);
  // In a room of the museum the exceptions are the exhibit, where there are any.
  if (perspective === "museum") return faulted ? ["exceptions", "code"] : ["code", "registers"];
  if (tall) return right;
  if (perspective === "hibernate") return [...right, "numbers", "segments"];
  return perspective === "overview" && calls ? ["consoles", ...right] : right;
}

/** Middle and right, laid out anew for each perspective. */
function Views({ perspective, layout }: ColumnsProps): ReactNode {
  const arrangement = ARRANGEMENTS[perspective];
  const id = `kjl.columns.${perspective}.${layout}`;
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id, storage: layoutStorage });
  const right = useRight(perspective, arrangement);
  return (
    <Group orientation="horizontal" id={id} defaultLayout={defaultLayout} onLayoutChanged={onLayoutChanged}>
      <Panel id="center" minSize={320}>
        <Center perspective={perspective} arrangement={arrangement} />
      </Panel>
      <Separator className={css.separator ?? ""} />
      <Panel id="right" defaultSize={arrangement.rightWidth} minSize={320} groupResizeBehavior="preserve-pixel-size">
        <Stack ids={right} />
      </Panel>
    </Group>
  );
}

interface ColumnsProps {
  readonly perspective: Perspective;
  readonly layout: Layout;
}

const STORY_WIDTH = 294;
const PLACARD_WIDTH = { wide: 404, medium: 344 } as const;

/** The story's column stays as it is when the perspective changes, or its Next button would lose the focus. */
export function Columns({ perspective, layout }: ColumnsProps): ReactNode {
  const { left = "story" } = ARRANGEMENTS[perspective];
  const id = left === "story" ? "kjl.columns.story" : `kjl.columns.left.${left}`;
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id, storage: layoutStorage });
  const views = <Views key={`${perspective}-${layout}`} perspective={perspective} layout={layout} />;
  if (left === "none" || (left === "story" && layout !== "wide")) return views;
  const width = left === "story" ? STORY_WIDTH : PLACARD_WIDTH[layout === "wide" ? "wide" : "medium"];
  return (
    <Group key={id} orientation="horizontal" id={id} defaultLayout={defaultLayout} onLayoutChanged={onLayoutChanged}>
      <Panel id="left" defaultSize={width} minSize={200} groupResizeBehavior="preserve-pixel-size">
        {left === "story" ? <SideColumn /> : <View id={left} fill />}
      </Panel>
      <Separator className={css.separator ?? ""} />
      <Panel id="views">{views}</Panel>
    </Group>
  );
}
