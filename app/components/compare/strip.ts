// The line of the strip: a step at each sample, its height the logarithm of the frames that differ there.

interface Point {
  readonly x: number;
  readonly frames: number;
}

/** Closed at the ground; nothing where nothing ever differs. */
export function stripPath(points: readonly Point[], most: number, height: number): string {
  const [first] = points;
  if (most === 0 || first === undefined) return "";
  const y = (frames: number): string => (height - (height - 2) * (Math.log1p(frames) / Math.log1p(most))).toFixed(1);
  const steps = points.slice(1).map(({ x, frames }) => `H${x.toFixed(1)}V${y(frames)}`);
  return `M${first.x.toFixed(1)} ${height}V${y(first.frames)}${steps.join("")}H1000V${height}Z`;
}
