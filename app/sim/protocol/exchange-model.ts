// The exchange as a direct model on the frame table: what the executed swap_pages must leave behind. Used to check the
// machine, never to run it.

/** Frame pairs in the walker's order. */
export interface FramePairs {
  readonly destinations: Uint32Array;
  readonly sources: Uint32Array;
}

/** Swaps the two frames of each pair, in order. */
export function exchangeModel(frames: Uint32Array, { destinations, sources }: FramePairs): void {
  for (let i = 0; i < destinations.length; i++) {
    const destination = destinations[i] ?? 0;
    const source = sources[i] ?? 0;
    const kept = frames[destination] ?? 0;
    frames[destination] = frames[source] ?? 0;
    frames[source] = kept;
  }
}
