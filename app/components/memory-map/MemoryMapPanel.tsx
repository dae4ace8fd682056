// The memory map: what every frame of physical memory holds at this moment, and which frames the exchange moves now.

import { useMemo, useState, type ReactNode } from "react";
import type { FrameClass, Moment } from "../../sim/api.ts";
import { count } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useLab } from "../shared/use-lab.ts";
import { describeFrame } from "./describe.ts";
import { ExtentsTable } from "./ExtentsTable.tsx";
import type { LayoutKind, MapLayout } from "./layout.ts";
import { Legend } from "./Legend.tsx";
import { MapCanvas } from "./MapCanvas.tsx";
import css from "./MemoryMapPanel.module.css";
import { MapToolbar, type MapTab } from "./MapToolbar.tsx";
import type { RulerUnit } from "./paint-ruler.ts";
import { useComparison } from "./use-comparison.ts";
import type { ZoomControls } from "./use-zoom.ts";
import { differingByClass, masked } from "./xor.ts";

export function MemoryMapPanel(): ReactNode {
  const moment = useLab((state) => state.moment);
  if (moment === undefined)
    return (
      <Panel title="Physical memory" fill>
        <EmptyMap />
      </Panel>
    );
  return <Filled moment={moment} />;
}

/** The moment as it is, or, of two runs, what of it differs. */
function useShown(moment: Moment): Moment {
  const comparison = useComparison();
  return useMemo(() => {
    const { classes } = moment.map;
    if (comparison === undefined || comparison.map.length !== classes.length) return moment;
    const map = { classes: masked(classes, comparison), counts: differingByClass(classes, comparison) };
    return { ...moment, map };
  }, [moment, comparison]);
}

function Filled({ moment: now }: { readonly moment: Moment }): ReactNode {
  const [tab, setTab] = useState<MapTab>("map");
  const [kind, setKind] = useState<LayoutKind>("rows");
  const [unit, setUnit] = useState<RulerUnit>("pfn");
  const [isolate, setIsolate] = useState<FrameClass>();
  const [zoom, setZoom] = useState<ZoomControls>();
  const [layout, setLayout] = useState<MapLayout>();
  const moment = useShown(now);
  const compared = moment !== now;
  const toolbar = (
    <MapToolbar tab={tab} onTab={setTab} kind={kind} onKind={setKind} unit={unit} onUnit={setUnit} zoom={zoom} />
  );
  return (
    <Panel title={compared ? "Frames that differ" : "Physical memory"} fill aside={toolbar}>
      {tab === "map" ? (
        <>
          <MapCanvas moment={moment} kind={kind} unit={unit} isolate={isolate} onLayout={setLayout} onZoom={setZoom} />
          <div className={css.foot}>
            <Legend counts={moment.map.counts} isolate={isolate} onIsolate={setIsolate} compared={compared} />
            {compared ? null : (
              <span className={css.key}>
                <span className={css.paler} aria-hidden="true" /> paler: away from home
              </span>
            )}
            <Caption moment={moment} layout={layout} scale={zoom?.view.k ?? 1} />
          </div>
        </>
      ) : (
        <ExtentsTable moment={moment} />
      )}
    </Panel>
  );
}

interface CaptionProps {
  readonly moment: Moment;
  readonly layout: MapLayout | undefined;
  readonly scale: number;
}

/** The frame under the pointer, else what the picture is made of. */
function Caption({ moment, layout, scale }: CaptionProps): ReactNode {
  const hovered = useLab((state) => (state.hover?.kind === "frame" ? state.hover.pfn : undefined));
  const different = useComparison()?.frames.length;
  const { classes } = moment.map;
  if (layout === undefined) return null;
  const shape = layout.kind === "rows" ? `rows of ${count(layout.cols)}` : "Hilbert curve";
  const zoomed = scale > 1.01 ? ` · ${scale.toFixed(1)}×` : "";
  return (
    <p className={css.caption}>
      {hovered === undefined
        ? `${different === undefined ? "" : `${count(different)} of `}${count(classes.length)} frames · ${shape}${zoomed}`
        : describeFrame(hovered, classes[hovered] ?? 0)}
    </p>
  );
}

function EmptyMap(): ReactNode {
  return (
    <div className={css.empty}>
      <div className={css.ghost} aria-hidden="true" />
      <p>Not simulated yet. Open an example and every frame of its memory appears here.</p>
    </div>
  );
}
