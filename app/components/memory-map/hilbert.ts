// The Hilbert curve on a square of 2^order cells a side: neighbours in address stay neighbours on the screen.

export interface Cell {
  readonly col: number;
  readonly row: number;
}

/** The cell at distance d along the curve. */
export function hilbertCell(order: number, d: number): Cell {
  let col = 0;
  let row = 0;
  let rest = d;
  for (let side = 1; side < 1 << order; side <<= 1) {
    const right = (rest >> 1) & 1;
    const down = (rest ^ right) & 1;
    if (down === 0) {
      if (right === 1) {
        col = side - 1 - col;
        row = side - 1 - row;
      }
      [col, row] = [row, col];
    }
    col += side * right;
    row += side * down;
    rest >>= 2;
  }
  return { col, row };
}

/** The distance along the curve of a cell: the inverse of hilbertCell. */
export function hilbertDistance(order: number, cell: Cell): number {
  let { col, row } = cell;
  let d = 0;
  for (let side = (1 << order) >> 1; side > 0; side >>= 1) {
    const right = (col & side) === 0 ? 0 : 1;
    const down = (row & side) === 0 ? 0 : 1;
    d += side * side * ((3 * right) ^ down);
    col &= side - 1;
    row &= side - 1;
    if (down === 0) {
      if (right === 1) {
        col = side - 1 - col;
        row = side - 1 - row;
      }
      [col, row] = [row, col];
    }
  }
  return d;
}
