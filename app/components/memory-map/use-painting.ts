// Paints the lower canvas whenever something it shows changes; the upper one has its own reasons.

import { useEffect, useMemo, useRef, useState, type RefObject } from "react";
import { CHANGED, type Moment } from "../../sim/api.ts";
import type { MapLook } from "../../state/types/looks.ts";
import { useLab } from "../shared/use-lab.ts";
import { atNextFrame } from "./at-next-frame.ts";
import { createBitmapCache } from "./bitmap.ts";
import { mipLevel } from "./mip.ts";
import { paintOf } from "./paint.ts";
import { paintCells } from "./paint-cells.ts";
import { paintRuler } from "./paint-ruler.ts";
import { createPatterns } from "./patterns.ts";
import { surfaceOf } from "./surface.ts";
import type { ScreenBox } from "./use-box.ts";
import { useOverlay } from "./use-overlay.ts";
import { usePalette } from "./use-palette.ts";
import type { Placement } from "./viewport.ts";

interface Painting {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly box: ScreenBox | undefined;
  readonly placement: Placement;
  readonly moment: Moment;
  readonly look: MapLook;
  readonly cursor: number | undefined;
  readonly still: boolean;
  /** True while the pointer is on the map: what it points at needs no finding. */
  readonly pointed: RefObject<boolean>;
}

const FADE_MS = 120;

export function usePainting({ host, box, placement, moment, look, cursor, still, pointed }: Painting) {
  const lower = useRef<HTMLCanvasElement>(null);
  const upper = useRef<HTMLCanvasElement>(null);
  const palette = usePalette(host);
  const [bitmap] = useState(createBitmapCache);
  const marks = useLab((state) => state.marks);
  const all = moment.map.classes;
  const classes = useMemo(() => (marks ? all : all.map((byte) => byte & ~CHANGED)), [all, marks]);
  const pixelRatio = box?.pixelRatio ?? 1;
  const patterns = useMemo(
    () => (palette === undefined ? {} : createPatterns(palette, pixelRatio)),
    [palette, pixelRatio],
  );
  const { measures, hints } = moment;
  const { paint: wanted, isolate, hidden, ruler } = look;
  const paint = useMemo(
    () =>
      palette === undefined
        ? undefined
        : paintOf({ look: { paint: wanted, isolate, hidden }, classes, measures, palette }),
    [wanted, isolate, hidden, classes, measures, palette],
  );

  useEffect(() => {
    const surface = surfaceOf(lower.current, box, palette);
    if (surface === undefined || paint === undefined) return undefined;
    return atNextFrame(() => {
      const { layout, view } = placement;
      const cell = Math.min(layout.cellWidth, layout.cellHeight) * view.k * surface.pixelRatio;
      const map = bitmap({ layout, paint, level: mipLevel(cell) });
      paintCells(surface, placement, map, { classes, paint, look: { isolate, hidden }, patterns, hints });
      paintRuler(surface, placement, ruler);
    });
  }, [box, palette, placement, classes, paint, isolate, hidden, patterns, hints, bitmap, ruler]);

  useFade(lower, moment, still);
  useOverlay({ upper, box, palette, placement, moment, isolate, cursor, still, pointed });
  return { lower, upper };
}

/** From one place to another nothing travels: the new picture comes up, once. */
function useFade(canvas: RefObject<HTMLCanvasElement | null>, moment: Moment, still: boolean): void {
  const far = useLab((state) => state.move !== "step");
  const shown = useRef(moment);
  useEffect(() => {
    const before = shown.current;
    shown.current = moment;
    const stays = before.at.t === moment.at.t && before.at.sub === moment.at.sub;
    if (far && !still && !stays) canvas.current?.animate([{ opacity: 0.35 }, { opacity: 1 }], FADE_MS);
  }, [canvas, moment, far, still]);
}
