// The map itself: two canvases, and over them the grid that pointer, keyboard and screen readers use.

import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { Moment } from "../../sim/api.ts";
import type { MapLook } from "../../state/types/looks.ts";
import { useLab } from "../shared/use-lab.ts";
import { layoutOf, type MapLayout } from "./layout.ts";
import { MapGrid } from "./MapGrid.tsx";
import css from "./MapCanvas.module.css";
import { useBox, type ScreenBox } from "./use-box.ts";
import { useCloseFrames } from "./use-close-frames.ts";
import { usePainting } from "./use-painting.ts";
import { usePointer } from "./use-pointer.ts";
import { useStill } from "./use-still.ts";
import { useZoom, type ZoomControls } from "./use-zoom.ts";
import { reveal, type Placement } from "./viewport.ts";

interface MapCanvasProps {
  readonly moment: Moment;
  readonly onLayout: (layout: MapLayout) => void;
  readonly onZoom: (controls: ZoomControls) => void;
}

const GUTTER: Readonly<Record<MapLook["ruler"], number>> = { pfn: 58, address: 78 };
const BAND_GUTTER = 66;
const NARROW = 420;
/** Cells grow to this side, CSS pixels: room for a frame number and the bytes in small. */
const LARGEST_CELL = 72;

function gutterOf({ layout, ruler }: MapLook, box: ScreenBox | undefined): number {
  if (layout === "hilbert" || box === undefined) return 0;
  if (box.width < NARROW && (ruler === "address" || layout === "owner")) return 0;
  return layout === "owner" ? BAND_GUTTER : GUTTER[ruler];
}

function useMapLayout(classes: Uint8Array, look: MapLook, box: ScreenBox | undefined) {
  const gutter = gutterOf(look, box);
  const { layout: kind, lowFirst } = look;
  const frames = classes.length;
  // Only where whose a frame is decides its place does the layout follow the classes.
  const order = kind === "owner" ? classes : undefined;
  const layout = useMemo(() => {
    const { width = 600, height = 400, pixelRatio = 1 } = box ?? {};
    const room = { width: Math.max(64, width - gutter), height: Math.max(64, height) };
    return layoutOf(kind, frames, room, pixelRatio, { lowFirst, ...(order === undefined ? {} : { classes: order }) });
  }, [kind, lowFirst, frames, order, box, gutter]);
  return { layout, gutter };
}

export function MapCanvas({ moment, onLayout, onZoom }: MapCanvasProps): ReactNode {
  const look = useLab((state) => state.map);
  const host = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const box = useBox(host);
  const still = useStill();
  const { classes } = moment.map;
  const { layout, gutter } = useMapLayout(classes, look, box);
  const zoom = useZoom(
    grid,
    {
      left: gutter,
      width: box?.width ?? 0,
      height: box?.height ?? 0,
      maxScale: Math.max(1, LARGEST_CELL / Math.min(layout.cellWidth, layout.cellHeight)),
    },
    still,
  );
  const placement = useMemo<Placement>(
    () => ({ layout, view: zoom.view, left: gutter, top: 0 }),
    [layout, zoom.view, gutter],
  );
  const [cursor, setCursor] = useState<number>();
  useEffect(() => onLayout(layout), [layout, onLayout]);
  useEffect(() => onZoom(zoom), [zoom, onZoom]);
  const pointer = usePointer(placement);
  const { lower, upper } = usePainting({
    ...{ host, box, placement, moment, look, cursor, still },
    pointed: pointer.pointed,
  });
  useCloseFrames(placement, box);

  const moveTo = (pfn: number): void => {
    setCursor(pfn);
    if (box !== undefined) zoom.show(reveal(placement, pfn, box.width, box.height));
  };
  return (
    <div ref={host} className={css.host} data-map>
      <canvas ref={lower} className={css.canvas} aria-hidden="true" />
      <canvas ref={upper} className={css.canvas} aria-hidden="true" />
      <div ref={grid} className={css.input} {...pointer.handlers}>
        <MapGrid
          layout={layout}
          classes={classes}
          cursor={cursor}
          onCursor={moveTo}
          onBlur={() => setCursor(undefined)}
          zoom={zoom}
        />
      </div>
    </div>
  );
}
