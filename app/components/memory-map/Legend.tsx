// The classes of frames with their counts. A chip isolates its class: the only way to find one frame in a fine map.

import type { CSSProperties, ReactNode } from "react";
import { FRAME_CLASSES, type FrameClass } from "../../sim/api.ts";
import { count } from "../shared/format.ts";
import { CLASS_LETTERS } from "./describe.ts";
import css from "./Legend.module.css";

const TITLES: Readonly<Record<FrameClass, string>> = {
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
const ORDER = Object.keys(TITLES) as readonly FrameClass[];

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

interface LegendProps {
  readonly counts: readonly number[];
  readonly isolate: FrameClass | undefined;
  readonly onIsolate: (name: FrameClass | undefined) => void;
  /** Only frames that differ are counted, and painted. */
  readonly compared?: boolean;
}

export function Legend({ counts, isolate, onIsolate, compared = false }: LegendProps): ReactNode {
  const of = (name: FrameClass): number => counts[FRAME_CLASSES.indexOf(name)] ?? 0;
  return (
    <div className={css.legend} role="group" aria-label="Classes of frames; press one to isolate it">
      {ORDER.filter((name) => !RARE.has(name) || of(name) > 0).map((name) => (
        <button
          key={name}
          type="button"
          className={css.chip}
          aria-pressed={isolate === name}
          title={isolate === name ? "Show all classes" : `Isolate: ${TITLES[name]}`}
          onClick={() => onIsolate(isolate === name ? undefined : name)}
        >
          <span
            className={css.swatch}
            data-class={name}
            data-letter={CLASS_LETTERS[name] || "."}
            style={{ "--swatch": swatchOf(name, compared) } as CSSProperties}
          />
          {TITLES[name]} <span className={css.count}>{count(of(name))}</span>
        </button>
      ))}
    </div>
  );
}
