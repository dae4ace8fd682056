// Power as a signal along the timeline: high while the machine is on, down to nothing where memory is lost.

import type { BootSpan } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { fits, type Axis } from "./axis.ts";

export const POWER_HEIGHT = 24;
const HIGH = 4;
const LOW = POWER_HEIGHT - 5;
/** Width of an outage, which takes no time: it is drawn before what begins there, pixels. */
const GAP = 8;

export interface BootBox {
  readonly boot: BootSpan;
  readonly x: number;
  readonly width: number;
  /** The longest form that fits. */
  readonly label: string;
}

/** What began: "cold boot, kernel C". */
export const beginning = ({ begins, kernel }: BootSpan): string =>
  begins === "running" ? say("kernel {kernel} is running", { kernel }) : say("cold boot, kernel {kernel}", { kernel });

/** "off through S5", "power lost"; undefined while power stays on. */
export const ending = ({ ended }: BootSpan): string | undefined =>
  ended === undefined ? undefined : ended === "power lost" ? say("power lost") : say("off through {ended}", { ended });

/** Only what lies on the axis: it may show one leg alone. */
export function bootBoxes(boots: readonly BootSpan[], axis: Axis): readonly BootBox[] {
  return boots.flatMap((boot) => {
    const x = axis.x(boot.from);
    const width = axis.x(boot.to) - x;
    if (width < 1) return [];
    const names = [
      say("boot {boot} · {how}", { boot: boot.n, how: beginning(boot) }),
      say("boot {boot}", { boot: boot.n }),
      String(boot.n),
    ];
    return [{ boot, x, width, label: names.find((name) => fits(name, width)) ?? "" }];
  });
}

/** Where power went, pixels. */
export const outages = (boots: readonly BootSpan[], axis: Axis): readonly number[] =>
  boots.flatMap(({ ended, to }) => {
    const x = axis.x(to);
    return ended !== undefined && x > 0 && x < axis.width ? [x] : [];
  });

/** The signal as an SVG path. */
export function powerPath(boots: readonly BootSpan[], axis: Axis): string {
  const falls = outages(boots, axis).map((x) => `H${x - GAP}V${LOW}H${x}V${HIGH}`);
  return `M0 ${HIGH}${falls.join("")}H${axis.width}`;
}
