// The classes of frames with their counts. A chip hides or shows its class; held, or with Shift, it shows that class
// alone: the only way to find one frame in a fine map.

import { useRef, type CSSProperties, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { FRAME_CLASSES, type FrameClass } from "../../sim/api.ts";
import { count } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import { CLASS_LETTERS } from "./describe.ts";
import css from "./Legend.module.css";

export const CLASS_TITLES: Readonly<Record<FrameClass, string>> = {
  kernelA: "Kernel A",
  kernelB: "Kernel B",
  kernelC: "Kernel C",
  control: "Control",
  list: "List",
  swap: "Swap",
  reserved: "Reserved",
  untouched: "Untouched",
  fault: "Fault",
};
/** Named only where there are any. */
const RARE: ReadonlySet<FrameClass> = new Set(["kernelC", "fault"]);
const ORDER = Object.keys(CLASS_TITLES) as readonly FrameClass[];

const TOKEN: Readonly<Record<FrameClass, string>> = {
  kernelA: "kernel-a",
  kernelB: "kernel-b",
  kernelC: "kernel-c",
  control: "control",
  list: "list",
  swap: "swap",
  reserved: "reserved",
  untouched: "untouched",
  fault: "fault",
};

const swatchOf = (name: FrameClass, compared: boolean): string =>
  compared && name === "untouched" ? "var(--text-3)" : `var(--frame-${TOKEN[name]})`;

const HOLD_MS = 450;

/** One press, or a long one; a key pressed with Shift is a long one. */
function useLongPress(short: () => void, long: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const held = useRef(false);
  const stop = (): void => clearTimeout(timer.current);
  return {
    onPointerDown: () => {
      held.current = false;
      timer.current = setTimeout(() => {
        held.current = true;
        long();
      }, HOLD_MS);
    },
    onPointerUp: stop,
    onPointerLeave: stop,
    onPointerCancel: stop,
    onClick: (event: { readonly shiftKey: boolean }) => {
      stop();
      if (!held.current) (event.shiftKey ? long : short)();
      held.current = false;
    },
  };
}

interface LegendProps {
  readonly counts: readonly number[];
  /** Only frames that differ are counted, and painted. */
  readonly compared?: boolean;
}

export function Legend({ counts, compared = false }: LegendProps): ReactNode {
  const of = (name: FrameClass): number => counts[FRAME_CLASSES.indexOf(name)] ?? 0;
  return (
    <div
      className={css.legend}
      role="group"
      aria-label={say("Classes of frames. Press to hide or show one; hold, or press with Shift, to see it alone")}
    >
      {ORDER.filter((name) => !RARE.has(name) || of(name) > 0).map((name) => (
        <Chip key={name} name={name} frames={of(name)} compared={compared} />
      ))}
    </div>
  );
}

interface ChipProps {
  readonly name: FrameClass;
  readonly frames: number;
  readonly compared: boolean;
}

function Chip({ name, frames, compared }: ChipProps): ReactNode {
  const { changeMap } = useActions();
  const hidden = useLab((state) => state.map.hidden);
  const isolate = useLab((state) => state.map.isolate);
  const title = say(CLASS_TITLES[name]);
  const alone = isolate === name;
  const shown = !hidden.includes(name) && (isolate === undefined || alone);
  const press = useLongPress(
    () => {
      if (isolate !== undefined) return changeMap({ isolate: undefined });
      changeMap({ hidden: shown ? [...hidden, name] : hidden.filter((each) => each !== name) });
    },
    () => changeMap({ isolate: alone ? undefined : name, hidden: [] }),
  );
  return (
    <button
      type="button"
      className={css.chip}
      aria-pressed={shown}
      data-alone={alone}
      title={
        alone
          ? say("{name} alone. Press to show all classes", { name: title })
          : say("Press to hide or show {name}; hold, or press with Shift, to see it alone", { name: title })
      }
      {...press}
    >
      <span
        className={css.swatch}
        data-class={name}
        data-letter={CLASS_LETTERS[name] || "."}
        style={{ "--swatch": swatchOf(name, compared) } as CSSProperties}
      />
      {title} <span className={css.count}>{count(frames)}</span>
    </button>
  );
}
