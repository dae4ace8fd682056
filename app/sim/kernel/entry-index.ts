// Where in RAM the entry of each destination lies: speeds up kimage_dst_used, which searches the list.

import { U32Column } from "../memory/growable.ts";

/** No entry lies at physical address 0. */
const NONE = 0;

export class EntryIndex {
  private readonly addresses: Uint32Array;
  /** Destinations as they came. */
  private readonly order = new U32Column();

  constructor(frames: number) {
    this.addresses = new Uint32Array(frames);
  }

  has(destination: number): boolean {
    return (this.addresses[destination] ?? NONE) !== NONE;
  }

  /** Physical address of the entry. */
  get(destination: number): number | undefined {
    const address = this.addresses[destination] ?? NONE;
    return address === NONE ? undefined : address;
  }

  set(destination: number, address: number): void {
    if (!this.has(destination)) this.order.push(destination);
    this.addresses[destination] = address;
  }

  /** Destination and address, in the order of the list. */
  *[Symbol.iterator](): Generator<readonly [number, number]> {
    for (let i = 0; i < this.order.length; i++) {
      const destination = this.order.at(i);
      yield [destination, this.addresses[destination] ?? NONE];
    }
  }
}
