// Draws something from 0 to 1 over a time, frame by frame; any key, and whoever stops it, has the end drawn at once.

export function tween(ms: number, draw: (share: number) => void): () => void {
  let request = 0;
  let over = false;
  const start = performance.now();
  const rest = (): void => {
    if (over) return;
    over = true;
    cancelAnimationFrame(request);
    removeEventListener("keydown", rest, true);
    draw(1);
  };
  const tick = (now: number): void => {
    const share = Math.max(0, now - start) / ms;
    if (share >= 1) return rest();
    draw(share);
    request = requestAnimationFrame(tick);
  };
  addEventListener("keydown", rest, true);
  request = requestAnimationFrame(tick);
  return rest;
}
