// Append-only columns of numbers; the recording is made of them. Short ones grow by doubling, long ones by pieces, so that
// nothing is copied and nothing stands empty.

export class U32Column {
  data: Uint32Array;
  length = 0;

  constructor(capacity = 1024) {
    this.data = new Uint32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.data.length) this.grow(this.length + 1);
    this.data[this.length++] = value;
  }

  at(index: number): number {
    return this.data[index] ?? 0;
  }

  truncate(length: number): void {
    this.length = length;
  }

  /** A copy of exactly what was pushed. */
  values(): Uint32Array {
    return this.data.slice(0, this.length);
  }

  /** Bytes in use. */
  get bytes(): number {
    return this.length * 4;
  }

  private grow(needed: number): void {
    const larger = new Uint32Array(Math.max(needed, this.data.length * 2));
    larger.set(this.data.subarray(0, this.length));
    this.data = larger;
  }
}

const PIECE_SHIFT = 14;
const PIECE = 1 << PIECE_SHIFT;
const WITHIN = PIECE - 1;

/** Words, or pairs of words where only pairs are pushed. */
export class LongColumn {
  private readonly pieces: Uint32Array[] = [];
  private last: Uint32Array = new Uint32Array(0);
  length = 0;

  push(value: number): void {
    const at = this.length & WITHIN;
    if (at === 0) this.extend();
    this.last[at] = value;
    this.length++;
  }

  push2(a: number, b: number): void {
    const at = this.length & WITHIN;
    if (at === 0) this.extend();
    this.last[at] = a;
    this.last[at + 1] = b;
    this.length += 2;
  }

  at(index: number): number {
    return this.pieces[index >>> PIECE_SHIFT]?.[index & WITHIN] ?? 0;
  }

  /** To an even length where pairs are pushed. */
  truncate(length: number): void {
    this.length = length;
    this.pieces.length = Math.ceil(length / PIECE);
    this.last = this.pieces.at(-1) ?? this.last;
  }

  /** A copy of exactly what was pushed. */
  values(): Uint32Array {
    const all = new Uint32Array(this.pieces.length << PIECE_SHIFT);
    this.pieces.forEach((piece, i) => all.set(piece, i << PIECE_SHIFT));
    return all.slice(0, this.length);
  }

  get bytes(): number {
    return this.length * 4;
  }

  private extend(): void {
    this.last = new Uint32Array(PIECE);
    this.pieces.push(this.last);
  }
}

const SPAN = 1 << 16;

/** Numbers that never fall, near to each other: 16 bits each, from the first of their row. */
export class RisingColumn {
  private readonly distances: Uint16Array[] = [];
  /** For each row, the index of its first number and that number. */
  private readonly firsts = new U32Column(16);
  private readonly origins = new U32Column(16);
  private origin = 0;
  length = 0;

  push(value: number): void {
    const at = this.length & WITHIN;
    if (at === 0) this.distances.push(new Uint16Array(PIECE));
    if (this.length === 0 || value - this.origin >= SPAN) {
      this.firsts.push(this.length);
      this.origins.push(value);
      this.origin = value;
    }
    const piece = this.distances[this.length >>> PIECE_SHIFT];
    if (piece !== undefined) piece[at] = value - this.origin;
    this.length++;
  }

  at(index: number): number {
    if (index < 0 || index >= this.length) return 0;
    return this.origins.at(lastAtMost(this.firsts.data, this.firsts.length, index)) + this.distance(index);
  }

  /** Index of the last number <= value; -1 if there is none. */
  lastAtMost(value: number): number {
    const row = lastAtMost(this.origins.data, this.origins.length, value);
    if (row < 0) return -1;
    const origin = this.origins.at(row);
    let low = this.firsts.at(row);
    let high = row + 1 < this.firsts.length ? this.firsts.at(row + 1) : this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (origin + this.distance(middle) <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  get bytes(): number {
    return this.length * 2 + this.firsts.bytes + this.origins.bytes;
  }

  private distance(index: number): number {
    return this.distances[index >>> PIECE_SHIFT]?.[index & WITHIN] ?? 0;
  }
}

/** Rising numbers from 0 on of which few are missing: those are what is kept. */
export class DenseColumn {
  private readonly missing = new U32Column(16);
  /** The number behind the last. */
  private end = 0;
  length = 0;

  push(value: number): void {
    for (; this.end < value; this.end++) this.missing.push(this.end);
    this.end++;
    this.length++;
  }

  at(index: number): number {
    if (index < 0 || index >= this.length) return 0;
    let low = 0;
    let high = this.missing.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.missing.at(middle) - middle <= index) low = middle + 1;
      else high = middle;
    }
    return index + low;
  }

  /** Index of the last number <= value; -1 if there is none. */
  lastAtMost(value: number): number {
    const below = Math.min(value, this.end - 1);
    return below - (lastAtMost(this.missing.data, this.missing.length, below) + 1);
  }

  get bytes(): number {
    return this.missing.bytes;
  }
}

/** Index of the last element of a sorted column that is <= value; -1 if there is none. */
export function lastAtMost(column: ArrayLike<number>, length: number, value: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
