// The columns of a perspective on a desktop, with splitters whose places are remembered per perspective.

import type { ReactNode } from "react";
import { Group, Panel, Separator, useDefaultLayout } from "react-resizable-panels";
import type { Perspective } from "../../state/types.ts";
import { Invariants } from "../invariants/Invariants.tsx";
import { useLab } from "../shared/use-lab.ts";
import type { Layout } from "../shared/use-layout.ts";
import { useTallHeight } from "../shared/use-layout.ts";
import { StoryPanel } from "../story/StoryPanel.tsx";
import { Below } from "./Below.tsx";
import css from "./Main.module.css";
import { Stack, View, type ViewId } from "./views.tsx";

interface Arrangement {
  /** Above each other in the middle, the first one as the hero. */
  readonly center: readonly ViewId[];
  readonly centerShare: number;
  readonly right: readonly ViewId[];
  readonly rightWidth: number;
}

const ARRANGEMENTS: Readonly<Record<Perspective, Arrangement>> = {
  overview: { center: ["map"], centerShare: 72, right: ["control", "code", "registers"], rightWidth: 476 },
  exchange: { center: ["map", "list"], centerShare: 52, right: ["code", "control"], rightWidth: 488 },
  cpu: { center: ["code", "registers"], centerShare: 56, right: ["walk", "frame"], rightWidth: 520 },
  tables: { center: ["descriptors", "tlb"], centerShare: 68, right: ["exceptions", "walk"], rightWidth: 468 },
  control: { center: ["control"], centerShare: 60, right: ["frame", "consoles"], rightWidth: 468 },
};

function Center({
  perspective,
  arrangement,
}: {
  readonly perspective: Perspective;
  readonly arrangement: Arrangement;
}): ReactNode {
  const tall = useTallHeight();
  const [first, second] = arrangement.center;
  if (first === undefined) return null;
  if (perspective === "control" || (perspective === "overview" && !tall)) return <View id={first} fill />;
  return (
    <Group orientation="vertical" id={`center-${perspective}`}>
      <Panel id={`${perspective}-first`} minSize={120} defaultSize={`${arrangement.centerShare}%`}>
        <View id={first} fill />
      </Panel>
      <Separator className={css.separator ?? ""} />
      <Panel id={`${perspective}-second`} minSize={80}>
        {second === undefined ? <Below /> : <View id={second} fill />}
      </Panel>
    </Group>
  );
}

/** What a program prints is on the first screen: below the map, or, where there is no room, on the right. */
function useRight(perspective: Perspective, { right }: Arrangement): readonly ViewId[] {
  const tall = useTallHeight();
  const calls = useLab((state) => state.source?.scenario.payload !== undefined);
  return perspective === "overview" && calls && !tall ? ["consoles", ...right] : right;
}

/** Middle and right, laid out anew for each perspective. */
function Views({ perspective, layout }: ColumnsProps): ReactNode {
  const arrangement = ARRANGEMENTS[perspective];
  const id = `kjl.columns.${perspective}.${layout}`;
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id, storage: localStorage });
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

/** The story's column stays as it is when the perspective changes, or its Next button would lose the focus. */
export function Columns({ perspective, layout }: ColumnsProps): ReactNode {
  const id = "kjl.columns.story";
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id, storage: localStorage });
  const views = <Views key={`${perspective}-${layout}`} perspective={perspective} layout={layout} />;
  if (layout !== "wide") return views;
  return (
    <Group orientation="horizontal" id={id} defaultLayout={defaultLayout} onLayoutChanged={onLayoutChanged}>
      <Panel id="left" defaultSize={294} minSize={200} groupResizeBehavior="preserve-pixel-size">
        <div className={css.scroll}>
          <StoryPanel />
          <Invariants />
        </div>
      </Panel>
      <Separator className={css.separator ?? ""} />
      <Panel id="views">{views}</Panel>
    </Group>
  );
}
