// Paints both canvases whenever something they show changes: cells rarely, the overlay often.

import { useEffect, useMemo, useRef, useState, type RefObject } from "react";
import { CHANGED, type FrameClass, type Moment } from "../../sim/api.ts";
import { readDraft, targetFrames } from "../../state/drafts.ts";
import type { Draft } from "../../state/types.ts";
import { useLab } from "../shared/use-lab.ts";
import { createBitmapCache } from "./bitmap.ts";
import { fewFramesOf, framesOf } from "./describe.ts";
import { exchangeMarks, type ExchangeMarks } from "./exchange-marks.ts";
import { flightsOf } from "./flights.ts";
import { fly } from "./fly.ts";
import { mipLevel } from "./mip.ts";
import { paintCells, type Surface } from "./paint-cells.ts";
import { paintOverlay } from "./paint-overlay.ts";
import { paintRuler, type RulerUnit } from "./paint-ruler.ts";
import type { Palette } from "./palette.ts";
import { createPatterns } from "./patterns.ts";
import type { ScreenBox } from "./use-box.ts";
import { useComparison } from "./use-comparison.ts";
import { usePalette } from "./use-palette.ts";
import type { Placement } from "./viewport.ts";

interface Painting {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly box: ScreenBox | undefined;
  readonly placement: Placement;
  readonly moment: Moment;
  readonly unit: RulerUnit;
  readonly isolate: FrameClass | undefined;
  readonly cursor: number | undefined;
  readonly still: boolean;
}

export function usePainting({ host, box, placement, moment, unit, isolate, cursor, still }: Painting) {
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

  useEffect(() => {
    const surface = surfaceOf(lower.current, box, palette);
    if (surface === undefined) return;
    const { layout, view } = placement;
    const cell = Math.min(layout.cellWidth, layout.cellHeight) * view.k * surface.pixelRatio;
    const inputs = { layout, classes, palette: surface.palette, isolate, level: mipLevel(cell) };
    paintCells(surface, placement, bitmap(inputs), classes, patterns, isolate);
    paintRuler(surface, placement, unit);
  }, [box, palette, placement, classes, isolate, patterns, bitmap, unit]);

  useOverlay({ upper, box, palette, placement, moment, isolate, cursor, still });
  return { lower, upper };
}

/** More rings than this hide more than they show. */
const MOST_RINGS = 64;
const fewOf = (pfns: readonly number[]): readonly number[] => (pfns.length > MOST_RINGS ? [] : pfns);

/** What the fault in hand is aimed at, before anything runs. */
function draftFrames(draft: Draft | undefined, moment: Moment): readonly number[] {
  const read = draft === undefined ? undefined : readDraft(draft);
  return read?.ok === true ? targetFrames(read.value, moment) : [];
}

/** Beside another run it is what differs that matters. */
const NO_EXCHANGE: ExchangeMarks = { marks: [], copies: [] };

interface OverlayInputs extends Pick<Painting, "box" | "placement" | "moment" | "isolate" | "cursor" | "still"> {
  readonly upper: RefObject<HTMLCanvasElement | null>;
  readonly palette: Palette | undefined;
}

/** Above this many steps a second nothing travels: the step itself is the motion. */
const FASTEST_PLAY = 8;

function useOverlay({ upper, box, palette, placement, moment, isolate, cursor, still }: OverlayInputs): void {
  const selection = useLab((state) => state.selection);
  const hover = useLab((state) => state.hover);
  const run = useLab((state) => state.run);
  const previous = useLab((state) => state.previous);
  const byStep = useLab((state) => state.move === "step" && (state.playing === 0 || state.speed < FASTEST_PLAY));
  const { classes } = moment.map;
  const draft = useLab((state) => (state.perspective === "faults" ? state.draft : undefined));
  const comparison = useComparison();
  const ringed = useMemo(() => {
    if (comparison !== undefined) return fewOf(comparison.frames.map(({ pfn }) => pfn));
    return [...fewFramesOf(isolate, classes), ...draftFrames(draft, moment)];
  }, [isolate, classes, draft, comparison, moment]);
  const flown = useRef<Moment | undefined>(undefined);
  useEffect(() => {
    const surface = surfaceOf(upper.current, box, palette);
    if (surface === undefined || run === undefined) return undefined;
    const overlay = {
      exchange: comparison === undefined ? exchangeMarks(moment, run) : NO_EXCHANGE,
      classes: moment.map.classes,
      selected: framesOf(selection, moment),
      hovered: framesOf(hover, moment),
      ringed,
      cursor,
    };
    paintOverlay(surface, placement, overlay);
    // A view just opened, or a refresh of the same position, is no new step.
    const shown = flown.current;
    const fresh = shown !== undefined && (shown.at.t !== moment.at.t || shown.at.sub !== moment.at.sub);
    flown.current = moment;
    const flights = fresh && byStep && !still && comparison === undefined ? flightsOf(previous, moment, run) : [];
    return flights.length === 0 ? undefined : fly(surface, placement, overlay, flights);
  }, [
    upper,
    box,
    palette,
    placement,
    moment,
    run,
    previous,
    byStep,
    still,
    selection,
    hover,
    ringed,
    cursor,
    comparison,
  ]);
}

function surfaceOf(
  canvas: HTMLCanvasElement | null,
  box: ScreenBox | undefined,
  palette: Surface["palette"] | undefined,
): Surface | undefined {
  const context = canvas?.getContext("2d");
  if (canvas === null || context == null || box === undefined || palette === undefined) return undefined;
  const { width, height, pixelRatio } = box;
  const [w, h] = [Math.round(width * pixelRatio), Math.round(height * pixelRatio)];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  return { context, width, height, pixelRatio, palette };
}
