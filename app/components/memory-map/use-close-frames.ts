// Where cells are large enough to show their bytes in small, asks for the frames in sight, once the map is at rest.

import { useEffect } from "react";
import { useActions, useLabHandle } from "../shared/use-lab.ts";
import { HINTS_FROM } from "./paint-cells.ts";
import type { ScreenBox } from "./use-box.ts";
import { cellSize, visibleCells, type Placement } from "./viewport.ts";

const REST_MS = 140;

export function framesInSight(placement: Placement, { width, height }: ScreenBox): readonly number[] {
  const size = cellSize(placement);
  if (Math.min(size.width, size.height) < HINTS_FROM) return [];
  const { fromCol, toCol, fromRow, toRow } = visibleCells(placement, width, height);
  const pfns: number[] = [];
  for (let row = fromRow; row < toRow; row++)
    for (let col = fromCol; col < toCol; col++) {
      const pfn = placement.layout.frameAt({ col, row });
      if (pfn !== undefined) pfns.push(pfn);
    }
  return pfns;
}

export function useCloseFrames(placement: Placement, box: ScreenBox | undefined): void {
  const lab = useLabHandle();
  const { lookClosely } = useActions();
  useEffect(() => {
    if (box === undefined) return undefined;
    const timer = setTimeout(() => {
      const pfns = framesInSight(placement, box);
      const { closeFrames } = lab.store.getState();
      const same = pfns.length === closeFrames.length && pfns.every((pfn, i) => pfn === closeFrames[i]);
      if (!same) lookClosely(pfns);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [placement, box, lab, lookClosely]);
  useEffect(() => () => void (lab.store.getState().closeFrames.length > 0 && lookClosely([])), [lab, lookClosely]);
}
