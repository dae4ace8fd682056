// Frames counted by where in memory they lie.

export function bins(frames: readonly number[], total: number, number: number): readonly number[] {
  const counts = Array.from({ length: number }, () => 0);
  for (const pfn of frames) {
    const bin = Math.min(number - 1, Math.floor((pfn * number) / Math.max(1, total)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
