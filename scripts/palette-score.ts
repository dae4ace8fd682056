// How far apart the colours of a palette stay for every kind of colour vision, and how well they stand on their
// background. Distances are OKLab x 100; colour blindness is Machado, Oliveira and Fernandes 2009 at full severity.

export type Rgb = readonly [number, number, number];
type Matrix = readonly [Rgb, Rgb, Rgb];

export const VISIONS: Readonly<Record<string, Matrix>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const decode = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const encode = (c: number): number => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);
const clamp = (c: number): number => Math.min(1, Math.max(0, c));

const apply = (m: Matrix, [r, g, b]: Rgb): Rgb => [
  m[0][0] * r + m[0][1] * g + m[0][2] * b,
  m[1][0] * r + m[1][1] * g + m[1][2] * b,
  m[2][0] * r + m[2][1] * g + m[2][2] * b,
];

/** "#rrggbb" to linear light. */
export function parseHex(text: string): Rgb {
  if (!/^#[0-9a-f]{6}$/i.test(text)) throw new Error(`not a colour of six hex digits: ${text}`);
  const channel = (at: number): number => decode(Number.parseInt(text.slice(at, at + 2), 16) / 255);
  return [channel(1), channel(3), channel(5)];
}

export function toHex(linear: Rgb): string {
  const digits = (c: number): string =>
    Math.round(encode(clamp(c)) * 255)
      .toString(16)
      .padStart(2, "0");
  return `#${digits(linear[0])}${digits(linear[1])}${digits(linear[2])}`;
}

export function toOklab(linear: Rgb): Rgb {
  const [l, m, s] = apply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    linear,
  );
  return apply(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [Math.cbrt(l), Math.cbrt(m), Math.cbrt(s)],
  );
}

export function fromOklab(lab: Rgb): Rgb {
  const [l, m, s] = apply(
    [
      [1, 0.3963377774, 0.2158037573],
      [1, -0.1055613458, -0.0638541728],
      [1, -0.0894841775, -1.291485548],
    ],
    lab,
  );
  return apply(
    [
      [4.0767416621, -3.3077115913, 0.2309699292],
      [-1.2684380046, 2.6097574011, -0.3413193965],
      [-0.0041960863, -0.7034186147, 1.707614701],
    ],
    [l ** 3, m ** 3, s ** 3],
  );
}

const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** WCAG 2 contrast ratio. */
export function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

export const distance = (a: Rgb, b: Rgb): number => 100 * Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

export interface WorstPair {
  readonly distance: number;
  readonly vision: string;
  readonly pair: readonly [string, string];
}

/** The two colours hardest to tell apart, over all four visions. */
export function worstPair(palette: Readonly<Record<string, Rgb>>): WorstPair {
  const names = Object.keys(palette);
  let worst: WorstPair = { distance: Number.POSITIVE_INFINITY, vision: "", pair: ["", ""] };
  for (const [vision, matrix] of Object.entries(VISIONS)) {
    const seen = names.map((name) => {
      const [r, g, b] = apply(matrix, palette[name] ?? [0, 0, 0]);
      return toOklab([clamp(r), clamp(g), clamp(b)]);
    });
    seen.forEach((a, i) => {
      for (let j = i + 1; j < seen.length; j++) {
        const d = distance(a, seen[j] ?? a);
        if (d < worst.distance) worst = { distance: d, vision, pair: [names[i] ?? "", names[j] ?? ""] };
      }
    });
  }
  return worst;
}
