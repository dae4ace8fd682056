// Work that can be done in slices: a generator that yields where it may rest.

/** Does it all at once. */
export function runThrough<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
