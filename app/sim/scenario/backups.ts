// Backup segments, as kexec-tools adds them when a context is to be preserved.

import type { Scenario, SegmentSpec } from "../api.ts";

/** Adds a backup segment (bufsz 0) for every gap, so that the whole range takes part in the exchange. */
export function withBackups(range: Scenario["bRange"], segments: readonly SegmentSpec[]): readonly SegmentSpec[] {
  const sorted = segments.toSorted((a, b) => a.mem - b.mem);
  const filled: SegmentSpec[] = [];
  let next = range.start;
  let backups = 0;
  const fillTo = (end: number): void => {
    if (end <= next) return;
    backups += 1;
    filled.push({ name: `backup ${backups}`, mem: next, memsz: end - next, bufsz: 0, content: "backup" });
  };
  for (const segment of sorted) {
    fillTo(segment.mem);
    filled.push(segment);
    next = segment.mem + segment.memsz;
  }
  fillTo(range.end);
  return filled;
}
