// The exchange as a direct model on the frame table: what the executed swap_pages must leave behind. Used to check the
// machine, never to run it.

export interface FramePair {
  readonly destination: number;
  readonly source: number;
}

/** Swaps the two frames of each pair, in order. */
export function exchangeModel(frames: Uint32Array, pairs: readonly FramePair[]): void {
  for (const { destination, source } of pairs) {
    const kept = frames[destination] ?? 0;
    frames[destination] = frames[source] ?? 0;
    frames[source] = kept;
  }
}
