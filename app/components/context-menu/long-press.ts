// A finger held on a thing asks for its menu where the browser itself does not: then nothing else tells of it.

const HELD_MS = 550;
/** A finger that moves further scrolls, pixels. */
const STILL = 10;

/** From here on a long press is a contextmenu event; returns what ends that. */
export function watchLongPress(root: HTMLElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let from = { x: 0, y: 0 };
  const leave = (): void => clearTimeout(timer);
  const down = (event: PointerEvent): void => {
    leave();
    const { target, clientX, clientY, pointerType } = event;
    if (pointerType !== "touch" || !(target instanceof Element)) return;
    from = { x: clientX, y: clientY };
    timer = setTimeout(() => {
      target.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true, clientX, clientY }));
    }, HELD_MS);
  };
  const move = ({ clientX, clientY }: PointerEvent): void => {
    if (Math.hypot(clientX - from.x, clientY - from.y) > STILL) leave();
  };
  const listeners = [
    ["pointerdown", down],
    ["pointermove", move],
    ["pointerup", leave],
    ["pointercancel", leave],
    // The browser's own came first.
    ["contextmenu", leave],
  ] as const;
  for (const [name, listener] of listeners) root.addEventListener(name, listener as EventListener, { passive: true });
  return () => {
    leave();
    for (const [name, listener] of listeners) root.removeEventListener(name, listener as EventListener);
  };
}
