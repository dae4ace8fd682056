// The colours of the map, read from the page's custom properties once per theme change, as pixel words and as CSS.

import { AWAY_FROM_HOME, CLASS_MASK, FRAME_CLASSES, type FrameClass, type KernelName } from "../../sim/api.ts";
import { NO_FRAME } from "./mip.ts";
import { DIFFERS, EQUAL } from "./xor.ts";

export type Rgb = readonly [red: number, green: number, blue: number];

const TOKENS = {
  untouched: "--frame-untouched",
  kernelA: "--frame-kernel-a",
  kernelB: "--frame-kernel-b",
  kernelC: "--frame-kernel-c",
  control: "--frame-control",
  list: "--frame-list",
  swap: "--frame-swap",
  reserved: "--frame-reserved",
  fault: "--frame-fault",
  surface: "--surface",
  rule: "--rule",
  ink: "--text-1",
  quiet: "--text-3",
  selected: "--selected",
  accentA: "--kernel-a",
  accentB: "--kernel-b",
  accentC: "--kernel-c",
  measure: "--frame-list",
} as const;
export type ColourName = keyof typeof TOKENS;

export interface Palette {
  readonly rgb: Readonly<Record<ColourName, Rgb>>;
  readonly mono: string;
}

const ACCENTS: Readonly<Record<KernelName, ColourName>> = { A: "accentA", B: "accentB", C: "accentC" };
export const accentOf = (palette: Palette, kernel: KernelName): Rgb => palette.rgb[ACCENTS[kernel]];

export const css = (colour: Rgb, alpha = 1): string => `rgb(${colour.join(" ")} / ${alpha})`;

export const mix = (a: Rgb, b: Rgb, share: number): Rgb => [
  Math.round(a[0] + (b[0] - a[0]) * share),
  Math.round(a[1] + (b[1] - a[1]) * share),
  Math.round(a[2] + (b[2] - a[2]) * share),
];

/** How far the tint of a page away from home goes towards the surface. */
const AWAY_TINT = 0.42;
const FLATTENED = 0.86;
/** A hint of whose it is, and no more. */
const EQUAL_FLATTENED = 0.94;

/** Of a map byte: what nobody has touched has no colour of its own, unless just that is the difference. */
export const byteColour = (palette: Palette, byte: number): Rgb => {
  const name = FRAME_CLASSES[byte & CLASS_MASK] ?? "untouched";
  if (name === "untouched" && (byte & DIFFERS) !== 0) return palette.rgb.quiet;
  return classColour(palette, name, (byte & AWAY_FROM_HOME) !== 0);
};

export const classColour = (palette: Palette, name: FrameClass, away: boolean): Rgb =>
  away ? mix(palette.rgb[name], palette.rgb.surface, AWAY_TINT) : palette.rgb[name];

const word = ([red, green, blue]: Rgb): number => ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;

/** One pixel word for every possible map byte. What is not isolated, or equal in a comparison, all but vanishes. */
export function pixelWords(
  palette: Palette,
  isolate: FrameClass | undefined,
  hidden: readonly FrameClass[] = [],
): Uint32Array {
  const words = new Uint32Array(256);
  for (let byte = 0; byte < NO_FRAME; byte++) {
    const name = FRAME_CLASSES[byte & CLASS_MASK];
    if (name === undefined) continue;
    const colour = byteColour(palette, byte);
    const other = isolate !== undefined && isolate !== name && name !== "untouched";
    const share = hidden.includes(name) ? 1 : (byte & EQUAL) !== 0 ? EQUAL_FLATTENED : other ? FLATTENED : 0;
    words[byte] = word(share === 0 ? colour : mix(colour, palette.rgb.untouched, share));
  }
  words[NO_FRAME] = 0;
  return words;
}

/** Of a measure: what is low is near to nothing, what is high stands out; one hue all the way. */
export function measureColour(palette: Palette, share: number): Rgb {
  const { untouched, measure, ink } = palette.rgb;
  const turn = 0.62;
  return share <= turn
    ? mix(untouched, measure, 0.14 + 0.86 * (share / turn))
    : mix(measure, ink, 0.55 * ((share - turn) / (1 - turn)));
}

/** One pixel word for every level: 0 is what has none. */
export function measureWords(palette: Palette): Uint32Array {
  const words = new Uint32Array(256);
  for (let level = 1; level < NO_FRAME; level++) words[level] = word(measureColour(palette, (level - 1) / 253));
  words[0] = word(palette.rgb.untouched);
  words[NO_FRAME] = 0;
  return words;
}

/** Lets the browser resolve each property (functions, inheritance, system colours) and reads the pixel it paints. */
export function readPalette(host: HTMLElement): Palette {
  const probe = document.createElement("span");
  probe.style.display = "none";
  host.append(probe);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const entries = Object.entries(TOKENS).map(([name, token]): [string, Rgb] => {
    probe.style.color = `var(${token})`;
    if (context === null) return [name, [128, 128, 128]];
    context.fillStyle = getComputedStyle(probe).color;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return [name, [red, green, blue]];
  });
  probe.remove();
  const mono = getComputedStyle(host).getPropertyValue("--font-mono").trim() || "monospace";
  return { rgb: Object.fromEntries(entries) as Record<ColourName, Rgb>, mono };
}
