// The map itself: two canvases, and over them the grid that pointer, keyboard and screen readers use.

import { useEffect, useMemo, useRef, useState, type MouseEvent, type PointerEvent, type ReactNode } from "react";
import type { FrameClass, Moment } from "../../sim/api.ts";
import { useContextMenu } from "../shared/use-context-menu.ts";
import { useActions } from "../shared/use-lab.ts";
import { layoutOf, type LayoutKind, type MapLayout } from "./layout.ts";
import { MapGrid } from "./MapGrid.tsx";
import css from "./MapCanvas.module.css";
import type { RulerUnit } from "./paint-ruler.ts";
import { useBox, type ScreenBox } from "./use-box.ts";
import { usePainting } from "./use-painting.ts";
import { useStill } from "./use-still.ts";
import { useZoom, type ZoomControls } from "./use-zoom.ts";
import { hitTest, reveal, type Placement } from "./viewport.ts";

interface MapCanvasProps {
  readonly moment: Moment;
  readonly kind: LayoutKind;
  readonly unit: RulerUnit;
  readonly isolate: FrameClass | undefined;
  readonly onLayout: (layout: MapLayout) => void;
  readonly onZoom: (controls: ZoomControls) => void;
}

const GUTTER: Readonly<Record<RulerUnit, number>> = { pfn: 58, address: 78 };
const NARROW = 420;
/** Cells grow to this side, CSS pixels: room for a frame number. */
const LARGEST_CELL = 72;

function useMapLayout(frames: number, kind: LayoutKind, unit: RulerUnit, box: ScreenBox | undefined) {
  const gutter =
    kind === "hilbert" || box === undefined || (box.width < NARROW && unit === "address") ? 0 : GUTTER[unit];
  const layout = useMemo(() => {
    const { width = 600, height = 400, pixelRatio = 1 } = box ?? {};
    return layoutOf(kind, frames, { width: Math.max(64, width - gutter), height: Math.max(64, height) }, pixelRatio);
  }, [kind, frames, box, gutter]);
  return { layout, gutter };
}

export function MapCanvas({ moment, kind, unit, isolate, onLayout, onZoom }: MapCanvasProps): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const box = useBox(host);
  const still = useStill();
  const { classes } = moment.map;
  const { layout, gutter } = useMapLayout(classes.length, kind, unit, box);
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
  const { lower, upper } = usePainting({ host, box, placement, moment, unit, isolate, cursor, still });
  const pointer = usePointer(placement);

  const moveTo = (pfn: number): void => {
    setCursor(pfn);
    if (box !== undefined) zoom.show(reveal(placement, pfn, box.width, box.height));
  };
  return (
    <div ref={host} className={css.host}>
      <canvas ref={lower} className={css.canvas} aria-hidden="true" />
      <canvas ref={upper} className={css.canvas} aria-hidden="true" />
      <div ref={grid} className={css.input} {...pointer}>
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

/** Hover follows the pointer, one publication per frame met; a click selects. */
function usePointer(placement: Placement) {
  const { select, setHover } = useActions();
  const openMenu = useContextMenu();
  const last = useRef<number | undefined>(undefined);
  const at = (event: { clientX: number; clientY: number; currentTarget: HTMLElement }): number | undefined => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return hitTest(placement, event.clientX - left, event.clientY - top);
  };
  const publish = (pfn: number | undefined): void => {
    if (pfn === last.current) return;
    last.current = pfn;
    setHover(pfn === undefined ? undefined : { kind: "frame", pfn });
  };
  return {
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType !== "touch") publish(at(event));
    },
    onPointerLeave: () => publish(undefined),
    onClick: (event: MouseEvent<HTMLElement>) => {
      const pfn = at(event);
      if (pfn !== undefined) select({ kind: "frame", pfn });
    },
    onContextMenu: (event: MouseEvent<HTMLElement>) => {
      const pfn = at(event);
      if (pfn !== undefined) openMenu(event, { kind: "frame", pfn });
    },
  };
}
