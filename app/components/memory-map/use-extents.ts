// Batches of extents around what is in sight, thrown away when the moment or their order changes.

import { useEffect, useState } from "react";
import type { Extent, ExtentOrder, Moment } from "../../sim/api.ts";
import { useService } from "../shared/use-lab.ts";

const BATCH = 128;

export interface LoadedExtents {
  readonly of: string;
  readonly total: number;
  readonly rows: ReadonlyMap<number, Extent>;
}
const EMPTY: LoadedExtents = { of: "", total: 0, rows: new Map() };

export function useExtents(moment: Moment, order: ExtentOrder, first: number): LoadedExtents {
  const service = useService();
  const [loaded, setLoaded] = useState<LoadedExtents>(EMPTY);
  const from = Math.floor(first / BATCH) * BATCH;
  const of = `${moment.hash} ${order.by} ${order.down}`;
  useEffect(() => {
    let stale = false;
    void service.extents(from, 2 * BATCH, order).then(({ total, rows }) => {
      if (stale) return;
      setLoaded((old) => {
        const kept = old.of === of ? old.rows : new Map<number, Extent>();
        return { of, total, rows: new Map([...kept, ...rows.map((row, i) => [from + i, row] as const)]) };
      });
    });
    return () => {
      stale = true;
    };
  }, [service, of, order, from]);
  return loaded;
}
