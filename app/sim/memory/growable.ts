// Append-only columns of numbers that grow by doubling; the recording is made of them.

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

  push3(a: number, b: number, c: number): void {
    if (this.length + 3 > this.data.length) this.grow(this.length + 3);
    this.data[this.length++] = a;
    this.data[this.length++] = b;
    this.data[this.length++] = c;
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
