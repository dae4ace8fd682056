// One bend between two places: a quadratic curve that starts and ends beside its marks, not on them.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Curve {
  readonly from: Point;
  readonly control: Point;
  readonly to: Point;
}

const towards = (from: Point, to: Point, distance: number): Point => {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(0.45, distance / length);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
};

/** `lift` is the bend's height as a share of the distance, always to the left of the direction of travel. */
export function bend(from: Point, to: Point, lift: number, clearance: number): Curve {
  const control = {
    x: (from.x + to.x) / 2 + (to.y - from.y) * lift,
    y: (from.y + to.y) / 2 - (to.x - from.x) * lift,
  };
  return { from: towards(from, control, clearance * 0.7), control, to: towards(to, control, clearance * 0.8) };
}

const PLACES = [0.5, 0.38, 0.62, 0.28, 0.72];

/** A spot for each curve's number, near its middle and clear of the numbers placed before. */
export function badgeSpots(curves: readonly Curve[], clearance: number): readonly Point[] {
  const spots: Point[] = [];
  for (const curve of curves) {
    const options = PLACES.map((share) => pointOn(curve, share));
    const isFree = (point: Point): boolean =>
      spots.every((spot) => Math.hypot(spot.x - point.x, spot.y - point.y) >= clearance);
    spots.push(options.find(isFree) ?? pointOn(curve, 0.5));
  }
  return spots;
}

export function pointOn({ from, control, to }: Curve, share: number): Point {
  const rest = 1 - share;
  const along = (a: number, b: number, c: number): number => rest * rest * a + 2 * rest * share * b + share * share * c;
  return { x: along(from.x, control.x, to.x), y: along(from.y, control.y, to.y) };
}
