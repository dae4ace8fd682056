// Painting waits for the frame that shows it: to choose a font is to ask for the layout of the whole page, which the
// frame has to make anyway.

/** What `paint` starts, it may return a function to end; the function returned ends the waiting or what was started. */
export function atNextFrame(paint: () => (() => void) | undefined | void): () => void {
  let end: (() => void) | undefined | void;
  const frame = requestAnimationFrame(() => {
    end = paint();
  });
  return () => {
    cancelAnimationFrame(frame);
    end?.();
  };
}
