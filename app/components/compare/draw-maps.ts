// Paints the map of one of two runs, or both over each other, on a canvas.

import { FRAME_RELATIONS, type Comparison } from "../../sim/api.ts";
import { CLASS_TOKENS, classOf, isAway, speaker, type Grid } from "./maps.ts";

type Rgb = readonly [number, number, number];

/** Smaller cells have no room for a sign. */
const SIGN_FROM = 9;
/** How far the colours of what is equal go towards the ground. */
const FLATTENED = 0.86;
const AWAY_TINT = 0.42;

const RELATION_TOKENS = { "=": "--text-3", "~": "--text-1", "+": "--good", "-": "--bad" } as const;

/** Colours of the page, as it is now. */
export type Colours = (token: string) => Rgb;

export function readColours(host: HTMLElement): Colours {
  const known = new Map<string, Rgb>();
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  return (token) => {
    const found = known.get(token);
    if (found !== undefined || context === null) return found ?? [128, 128, 128];
    const probe = document.createElement("span");
    probe.style.color = `var(${token})`;
    host.append(probe);
    context.fillStyle = getComputedStyle(probe).color;
    probe.remove();
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    known.set(token, [red, green, blue]);
    return [red, green, blue];
  };
}

const mix = (a: Rgb, b: Rgb, share: number): Rgb => [
  Math.round(a[0] + (b[0] - a[0]) * share),
  Math.round(a[1] + (b[1] - a[1]) * share),
  Math.round(a[2] + (b[2] - a[2]) * share),
];

export type Layer = "here" | "there" | "both";

/** The colour of a frame: whose it is, pale where it is equal; of both runs what sets them apart. */
function colourOf(comparison: Comparison, layer: Layer, frame: number, colours: Colours): Rgb {
  const relation = FRAME_RELATIONS[comparison.map[frame] ?? 0] ?? "=";
  const byte = (layer === "there" ? comparison.thereClasses : comparison.hereClasses)[frame] ?? 0;
  const plain = colours(CLASS_TOKENS[classOf(byte)]);
  const whose = isAway(byte) ? mix(plain, colours("--surface"), AWAY_TINT) : plain;
  if (relation === "=") return mix(whose, colours("--frame-untouched"), FLATTENED);
  if (layer === "both") return colours(RELATION_TOKENS[relation]);
  return classOf(byte) === "untouched" ? colours("--text-3") : whose;
}

export function drawMap(
  canvas: HTMLCanvasElement,
  comparison: Comparison,
  layer: Layer,
  grid: Grid,
  colours: Colours,
): void {
  const ratio = globalThis.devicePixelRatio;
  const { cols, rows, cell, each } = grid;
  [canvas.width, canvas.height] = [Math.round(cols * cell * ratio), Math.round(rows * cell * ratio)];
  [canvas.style.width, canvas.style.height] = [`${cols * cell}px`, `${rows * cell}px`];
  const context = canvas.getContext("2d");
  if (context === null) return;
  const image = new ImageData(cols, rows);
  const cells = Math.ceil(grid.frames / each);
  const known = new Map<number, Rgb>();
  for (let i = 0; i < cells; i++) {
    const frame = speaker(comparison.map, i * each, each);
    const key =
      ((comparison.map[frame] ?? 0) << 8) |
      ((layer === "there" ? comparison.thereClasses : comparison.hereClasses)[frame] ?? 0);
    const colour = known.get(key) ?? colourOf(comparison, layer, frame, colours);
    known.set(key, colour);
    image.data.set([...colour, 255], i * 4);
  }
  const small = document.createElement("canvas");
  [small.width, small.height] = [cols, rows];
  small.getContext("2d")?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, canvas.width, canvas.height);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (cell >= SIGN_FROM) signs(context, comparison, layer, grid, colours);
}

/** On what differs: the sign says what the colour says. */
function signs(
  context: CanvasRenderingContext2D,
  { map }: Comparison,
  layer: Layer,
  { cols, cell }: Grid,
  colours: Colours,
): void {
  if (layer !== "both") return;
  context.font = `700 ${cell}px monospace`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const [frame, code] of map.entries()) {
    const relation = FRAME_RELATIONS[code] ?? "=";
    if (relation === "=") continue;
    context.fillStyle = `rgb(${colours("--surface").join(" ")})`;
    const [x, y] = [(frame % cols) * cell + cell / 2, Math.floor(frame / cols) * cell + cell / 2];
    context.fillText(relation === "-" ? "−" : relation, x, y);
  }
}
