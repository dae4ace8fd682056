// Pan, zoom and pinch of the map by d3-zoom, and the same by button and key. The view is plain data.

import { interpolateZoom, select, zoom, zoomIdentity, type D3ZoomEvent, type ZoomBehavior } from "d3";
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from "react";
import { FIT, type View } from "./viewport.ts";

export interface ZoomControls {
  readonly view: View;
  zoomBy(factor: number): void;
  fit(): void;
  show(view: View): void;
}

export interface ZoomBounds {
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly maxScale: number;
}

const EASE_MS = 200;
type Zoomer = ZoomBehavior<HTMLElement, unknown>;

/** A plain wheel belongs to the page unless the map has the focus; one finger pans only a map that is zoomed in. */
function wanted(event: Event, host: HTMLElement, scale: number): boolean {
  if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey || host.contains(document.activeElement);
  if (typeof TouchEvent !== "undefined" && event instanceof TouchEvent) return event.touches.length > 1 || scale > 1;
  return event instanceof MouseEvent && event.button === 0 && !event.ctrlKey;
}

export function useZoom(host: RefObject<HTMLElement | null>, bounds: ZoomBounds, still: boolean): ZoomControls {
  const { left, width, height, maxScale } = bounds;
  const area = useMemo<ZoomBounds>(() => ({ left, width, height, maxScale }), [left, width, height, maxScale]);
  const [view, setView] = useState<View>(FIT);
  const zoomer = useZoomer(host, area, setView);
  const frame = useRef(0);

  const show = useCallback(
    (next: View) => {
      cancelAnimationFrame(frame.current);
      if (host.current === null || zoomer.current === undefined) return;
      const selection = select(host.current);
      zoomer.current.transform(selection, zoomIdentity.translate(next.x, next.y).scale(next.k));
      zoomer.current.translateBy(selection, 0, 0);
    },
    [host, zoomer],
  );
  const glide = useCallback(
    (target: (from: View) => View) => {
      if (host.current === null) return;
      const from = current(host.current);
      const to = target(from);
      if (still) return show(to);
      const path = between(from, to, area);
      const start = performance.now();
      const tick = (now: number): void => {
        const share = Math.min(1, Math.max(0, (now - start) / EASE_MS));
        show(share < 1 ? path(1 - (1 - share) ** 3) : to);
        if (share < 1) frame.current = requestAnimationFrame(tick);
      };
      cancelAnimationFrame(frame.current);
      frame.current = requestAnimationFrame(tick);
    },
    [host, still, show, area],
  );
  return useMemo(
    () => ({
      view,
      show,
      fit: () => glide(() => FIT),
      zoomBy: (factor) => glide((from) => scaled(from, factor, area)),
    }),
    [view, show, glide, area],
  );
}

/** d3's behaviour on the element, made anew when the map's place changes; the view is kept within it. */
function useZoomer(host: RefObject<HTMLElement | null>, area: ZoomBounds, onView: (view: View) => void) {
  const zoomer = useRef<Zoomer | undefined>(undefined);
  useEffect(() => {
    const element = host.current;
    const { left, width, height, maxScale } = area;
    if (element === null || width <= left) return undefined;
    const corners: [[number, number], [number, number]] = [
      [left, 0],
      [width, height],
    ];
    const behaviour: Zoomer = zoom<HTMLElement, unknown>()
      .scaleExtent([1, maxScale])
      .extent(corners)
      .translateExtent(corners)
      .filter((event: Event) => wanted(event, element, current(element).k))
      .on("zoom", ({ transform: { k, x, y } }: D3ZoomEvent<HTMLElement, unknown>) => onView({ k, x, y }));
    zoomer.current = behaviour;
    const selection = select(element).call(behaviour).on("dblclick.zoom", null);
    behaviour.translateBy(selection, 0, 0);
    return () => {
      selection.on(".zoom", null);
    };
  }, [host, area, onView]);
  return zoomer;
}

/** The view after zooming about the middle of the map. */
function scaled(from: View, factor: number, { left, width, height, maxScale }: ZoomBounds): View {
  const k = Math.max(1, Math.min(maxScale, from.k * factor));
  const middle = { x: (left + width) / 2, y: height / 2 };
  return { k, x: middle.x - ((middle.x - from.x) / from.k) * k, y: middle.y - ((middle.y - from.y) / from.k) * k };
}

function current(element: Element & { __zoom?: View }): View {
  const { k, x, y } = element.__zoom ?? FIT;
  return { k, x, y };
}

/** Smooth in what is seen rather than in the numbers: d3's path between two windows on the map. */
function between(from: View, to: View, { left, width, height }: ZoomBounds): (share: number) => View {
  const middle = { x: (left + width) / 2, y: height / 2 };
  const across = width - left;
  const windowOf = (view: View): [number, number, number] => [
    (middle.x - view.x) / view.k,
    (middle.y - view.y) / view.k,
    across / view.k,
  ];
  const path = interpolateZoom(windowOf(from), windowOf(to));
  return (share) => {
    const [x, y, span] = path(share);
    const k = across / span;
    return { k, x: middle.x - x * k, y: middle.y - y * k };
  };
}
