// Paints the upper canvas: what is selected, hovered and under way, and what of it moves.

import { useLayoutEffect, useMemo, useRef, type RefObject } from "react";
import type { Comparison, FrameClass, Moment, RunSummary } from "../../sim/api.ts";
import { readDraft, targetFrames } from "../../state/drafts.ts";
import type { Draft } from "../../state/types/faults.ts";
import { useLab } from "../shared/use-lab.ts";
import { atNextFrame } from "./at-next-frame.ts";
import { fewFramesOf, framesOf } from "./describe.ts";
import { exchangeMarks, type ExchangeMarks } from "./exchange-marks.ts";
import { flightsOf } from "./flights.ts";
import { fly, pulse, wipe } from "./fly.ts";
import { paintOverlay, type Overlay } from "./paint-overlay.ts";
import type { Palette } from "./palette.ts";
import { surfaceOf, type Surface } from "./surface.ts";
import type { ScreenBox } from "./use-box.ts";
import { useComparison } from "./use-comparison.ts";
import { cellSize, type Placement } from "./viewport.ts";

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

interface OverlayInputs {
  readonly box: ScreenBox | undefined;
  readonly placement: Placement;
  readonly moment: Moment;
  readonly isolate: FrameClass | undefined;
  readonly cursor: number | undefined;
  readonly still: boolean;
  readonly pointed: RefObject<boolean>;
  readonly upper: RefObject<HTMLCanvasElement | null>;
  readonly palette: Palette | undefined;
}

/** Cells below this are hard to find, CSS pixels. */
const SMALL = 16;
const MOST_FOUND = 4;
const DWORDS = 1024;

/** How much of a copy is done: iterations of the repeated instruction under way. */
const partOf = ({ at, exchange }: Moment): number | undefined =>
  exchange === undefined || at.sub === 0 ? undefined : Math.min(1, at.sub / DWORDS);

/** Above this many steps a second nothing travels: the step itself is the motion. */
const FASTEST_PLAY = 8;

interface Step {
  readonly shown: Moment;
  readonly previous: Moment | undefined;
  readonly moment: Moment;
  readonly run: RunSummary;
}

/** What is to be seen moving, if anything: a page, a copy that goes on, or the way to a frame pointed at elsewhere. */
function motionOf(
  surface: Surface,
  placement: Placement,
  overlay: Overlay,
  step: Step | undefined,
  found: boolean,
): (() => void) | undefined {
  if (step !== undefined && overlay.exchange !== NO_EXCHANGE) {
    const flights = flightsOf(step.previous, step.moment, step.run);
    if (flights.length > 0) return fly(surface, placement, overlay, flights);
    const before = partOf(step.shown);
    if (before !== undefined && overlay.partly !== undefined && before < overlay.partly)
      return wipe(surface, placement, overlay, before);
  }
  const { width, height } = cellSize(placement);
  const { hovered } = overlay;
  const isHard = Math.min(width, height) < SMALL && hovered.length > 0 && hovered.length <= MOST_FOUND;
  return found && isHard ? pulse(surface, placement, overlay, hovered) : undefined;
}

/** Frames with a ring each: those that differ, or of an isolated class, in the fault at hand, found by a search. */
function useRinged(
  moment: Moment,
  isolate: FrameClass | undefined,
  comparison: Comparison | undefined,
): readonly number[] {
  const { classes } = moment.map;
  const draft = useLab((state) => (state.perspective === "faults" ? state.draft : undefined));
  const pulsing = useLab((state) => state.pulsing);
  return useMemo(() => {
    if (comparison !== undefined) return fewOf(comparison.frames.map(({ pfn }) => pfn));
    return [...fewFramesOf(isolate, classes), ...draftFrames(draft, moment), ...fewOf(pulsing)];
  }, [isolate, classes, draft, comparison, moment, pulsing]);
}

export function useOverlay(inputs: OverlayInputs): void {
  const { upper, box, palette, placement, moment, isolate, cursor, still, pointed } = inputs;
  const selection = useLab((state) => state.selection);
  const hover = useLab((state) => state.hover);
  const run = useLab((state) => state.run);
  const previous = useLab((state) => state.previous);
  const byStep = useLab((state) => state.move === "step" && (state.playing === 0 || state.speed < FASTEST_PLAY));
  const comparison = useComparison();
  const ringed = useRinged(moment, isolate, comparison);
  const pairs = useLab((state) => (state.map.pairs ? moment.pairs : undefined));
  const flown = useRef<Moment | undefined>(undefined);
  const pointedAt = useRef(hover);
  useLayoutEffect(() => {
    const surface = surfaceOf(upper.current, box, palette);
    if (surface === undefined || run === undefined) return undefined;
    const overlay = {
      exchange: comparison === undefined ? exchangeMarks(moment, run) : NO_EXCHANGE,
      classes: moment.map.classes,
      selected: framesOf(selection, moment),
      hovered: framesOf(hover, moment),
      ringed,
      cursor,
      range: selection?.kind === "range" ? selection : undefined,
      pairs,
      partly: partOf(moment),
    };
    // A view just opened, or a refresh of the same position, is no new step.
    const shown = flown.current;
    const fresh = shown !== undefined && (shown.at.t !== moment.at.t || shown.at.sub !== moment.at.sub);
    flown.current = moment;
    const found = hover !== pointedAt.current && !pointed.current;
    pointedAt.current = hover;
    const step = fresh && byStep ? { shown, previous, moment, run } : undefined;
    return atNextFrame(() => {
      paintOverlay(surface, placement, overlay);
      return still ? undefined : motionOf(surface, placement, overlay, step, found);
    });
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
    pairs,
    pointed,
  ]);
}
