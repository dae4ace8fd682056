// The pointer on the map: hover follows it, one publication per frame met; a click selects a frame, a drag with Shift a
// range of them.

import { useRef, type MouseEvent, type PointerEvent } from "react";
import { useContextMenu } from "../shared/use-context-menu.ts";
import { useActions, useLabHandle } from "../shared/use-lab.ts";
import { rangeOf } from "./range-shape.ts";
import { hitTest, type Placement } from "./viewport.ts";

type Place = { readonly clientX: number; readonly clientY: number; readonly currentTarget: HTMLElement };

export function usePointer(placement: Placement) {
  const lab = useLabHandle();
  const { select, setHover } = useActions();
  const openMenu = useContextMenu();
  const last = useRef<number | undefined>(undefined);
  const pointed = useRef(false);
  /** Where a range was begun. */
  const begun = useRef<number | undefined>(undefined);
  const at = (event: Place): number | undefined => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return hitTest(placement, event.clientX - left, event.clientY - top);
  };
  const publish = (pfn: number | undefined): void => {
    if (pfn === last.current) return;
    last.current = pfn;
    setHover(pfn === undefined ? undefined : { kind: "frame", pfn });
  };
  const end = (): void => {
    begun.current = undefined;
  };
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || !event.shiftKey) return;
      const { selection } = lab.store.getState();
      begun.current = selection?.kind === "frame" ? selection.pfn : at(event);
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType === "touch") return;
      pointed.current = true;
      const pfn = at(event);
      publish(pfn);
      if (begun.current !== undefined && pfn !== undefined && pfn !== begun.current)
        select({ kind: "range", ...rangeOf(begun.current, pfn) });
    },
    onPointerUp: end,
    onPointerCancel: end,
    onPointerLeave: () => {
      pointed.current = false;
      publish(undefined);
    },
    onClick: (event: MouseEvent<HTMLElement>) => {
      const pfn = at(event);
      if (pfn === undefined) return;
      const { selection } = lab.store.getState();
      if (!event.shiftKey) return select({ kind: "frame", pfn });
      if (selection?.kind === "frame" && selection.pfn !== pfn)
        select({ kind: "range", ...rangeOf(selection.pfn, pfn) });
    },
    onContextMenu: (event: MouseEvent<HTMLElement>) => {
      const { selection } = lab.store.getState();
      const pfn = at(event);
      if (pfn === undefined) return;
      const inRange = selection?.kind === "range" && pfn >= selection.from && pfn <= selection.to;
      openMenu(event, inRange ? selection : { kind: "frame", pfn });
    },
  };
  return { handlers, pointed };
}
