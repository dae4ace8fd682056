// The memory map: what every frame of physical memory holds at this moment, and which frames the exchange moves now.

import { lazy, Suspense, useMemo, useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { Moment } from "../../sim/api.ts";
import { count, hexPfn, size } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useLab } from "../shared/use-lab.ts";
import { describeFrame } from "./describe.ts";
import type { MapLayout } from "./layout.ts";
import { Legend } from "./Legend.tsx";
import { MapCanvas } from "./MapCanvas.tsx";
import css from "./MemoryMapPanel.module.css";
import { MapToolbar } from "./MapToolbar.tsx";
import { MeasureLegend } from "./MeasureLegend.tsx";
import { framesIn } from "./range-shape.ts";
import { useComparison } from "./use-comparison.ts";
import type { ZoomControls } from "./use-zoom.ts";
import { differingByClass, masked } from "./xor.ts";

const ExtentsTable = lazy(() => import("./ExtentsTable.tsx").then((m) => ({ default: m.ExtentsTable })));

export function MemoryMapPanel(): ReactNode {
  const moment = useLab((state) => state.moment);
  if (moment === undefined)
    return (
      <Panel title={say("Physical memory")} fill>
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
    if (comparison === undefined || comparison.sizes.here !== classes.length) return moment;
    const map = { classes: masked(classes, comparison), counts: differingByClass(classes, comparison) };
    return { ...moment, map };
  }, [moment, comparison]);
}

function Filled({ moment: now }: { readonly moment: Moment }): ReactNode {
  const look = useLab((state) => state.map);
  const [zoom, setZoom] = useState<ZoomControls>();
  const [layout, setLayout] = useState<MapLayout>();
  const moment = useShown(now);
  const compared = moment !== now;
  const measures = look.paint === "age" || look.paint === "heat" ? moment.measures : undefined;
  return (
    <Panel
      title={compared ? say("Frames that differ") : say("Physical memory")}
      fill
      aside={<MapToolbar zoom={zoom} />}
    >
      {look.tab === "map" ? (
        <>
          <MapCanvas moment={moment} onLayout={setLayout} onZoom={setZoom} />
          <div className={css.foot}>
            {measures === undefined ? (
              <Legend counts={moment.map.counts} compared={compared} />
            ) : (
              <MeasureLegend measures={measures} />
            )}
            {compared || measures !== undefined ? null : (
              <span className={css.key}>
                <span className={css.paler} aria-hidden="true" /> {say("paler: away from home")}
              </span>
            )}
            <Caption moment={moment} layout={layout} scale={zoom?.view.k ?? 1} />
          </div>
        </>
      ) : (
        <Suspense fallback={null}>
          <ExtentsTable moment={moment} />
        </Suspense>
      )}
    </Panel>
  );
}

interface CaptionProps {
  readonly moment: Moment;
  readonly layout: MapLayout | undefined;
  readonly scale: number;
}

/** The frame under the pointer, else the range that is marked, else what the picture is made of. */
function Caption({ moment, layout, scale }: CaptionProps): ReactNode {
  const hovered = useLab((state) => (state.hover?.kind === "frame" ? state.hover.pfn : undefined));
  const range = useLab((state) => (state.selection?.kind === "range" ? state.selection : undefined));
  const pairs = useLab((state) => (state.map.pairs ? state.moment?.pairs : undefined));
  const never = useLab(({ map, moment: now }) =>
    map.paint === "untouched" && now?.measures !== undefined
      ? now.measures.levels.length - now.measures.written
      : undefined,
  );
  const different = useComparison()?.differing;
  const { classes } = moment.map;
  if (layout === undefined) return null;
  const drawn = (pairs?.frames.length ?? 0) / 2;
  const words = [
    different === undefined
      ? say("{n} frames", { n: count(classes.length) })
      : say("{n} of {all} frames", { n: count(different), all: count(classes.length) }),
    shapeOf(layout),
    ...(never === undefined ? [] : [say("{n} never written", { n: count(never) })]),
    ...(scale > 1.01 ? [`${scale.toFixed(1)}×`] : []),
    ...(pairs === undefined
      ? []
      : drawn < pairs.total
        ? [say("{n} of {all} pairs drawn", { n: count(drawn), all: count(pairs.total) })]
        : [say("{n} pairs", { n: count(drawn) })]),
  ];
  return (
    <p className={css.caption}>
      {hovered !== undefined
        ? describeFrame(hovered, classes[hovered] ?? 0)
        : range !== undefined
          ? say("{first} to {last}: {n} frames, {size}", {
              first: hexPfn(range.from),
              last: hexPfn(range.to),
              n: count(framesIn(range)),
              size: size(framesIn(range) * 4096),
            })
          : words.join(" · ")}
    </p>
  );
}

const shapeOf = ({ kind, cols }: MapLayout): string =>
  kind === "rows"
    ? say("rows of {n}", { n: count(cols) })
    : kind === "hilbert"
      ? say("Hilbert curve")
      : say("by owner");

function EmptyMap(): ReactNode {
  return (
    <div className={css.empty}>
      <div className={css.ghost} aria-hidden="true" />
      <p>{say("Not simulated yet. Open an example and every frame of its memory appears here.")}</p>
    </div>
  );
}
