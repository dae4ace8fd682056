// A picture as a list of shapes, and the shapes as SVG that stands alone: colours and fonts are in it.

import { captionLine, type Caption } from "./caption.ts";

export type ColourName =
  | "surface"
  | "ink"
  | "quiet"
  | "rule"
  | "kernelA"
  | "kernelB"
  | "kernelC"
  | "code"
  | "selected"
  | "bad";
/** CSS colours of the theme. */
export type Colours = Readonly<Record<ColourName, string>>;

/** Where there is no page whose theme it could be. */
export const PAPER: Colours = {
  surface: "#ffffff",
  ink: "#16181d",
  quiet: "#5b6470",
  rule: "#c9ced6",
  kernelA: "#2f62d9",
  kernelB: "#c2620b",
  kernelC: "#6b4fbb",
  code: "#1d8a6b",
  selected: "#b8860b",
  bad: "#7d1128",
};

export type Shape =
  | {
      readonly kind: "rect";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill?: ColourName;
      readonly alpha?: number;
      readonly stroke?: ColourName;
      readonly title?: string;
    }
  | {
      readonly kind: "path";
      readonly d: string;
      readonly stroke: ColourName;
      readonly width?: number;
      readonly arrow?: boolean;
    }
  | {
      readonly kind: "text";
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly fill?: ColourName;
      readonly size?: number;
      readonly mono?: boolean;
      readonly bold?: boolean;
      /** Cut to this width, pixels. */
      readonly most?: number;
    };

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

const UI = "Inter, system-ui, sans-serif";
const MONO = "'JetBrains Mono', ui-monospace, monospace";
const SIZE = 12;

/** What XML cannot carry is left out. */
const escape = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

const number = (value: number): string => String(Math.round(value * 100) / 100);

/** Letters are about this share of their size wide. */
const WIDTH_OF_LETTER = 0.6;
function cut(text: string, size: number, most: number | undefined): string {
  const letters = most === undefined ? Infinity : Math.floor(most / (size * WIDTH_OF_LETTER));
  if (text.length <= letters) return text;
  return letters < 3 ? "" : `${text.slice(0, letters - 1)}…`;
}

function shapeText(shape: Shape, colours: Colours): string {
  switch (shape.kind) {
    case "rect": {
      const { x, y, width, height, fill, alpha, stroke, title } = shape;
      const paint =
        `fill="${fill === undefined ? "none" : colours[fill]}"` +
        (alpha === undefined ? "" : ` fill-opacity="${number(alpha)}"`) +
        (stroke === undefined ? "" : ` stroke="${colours[stroke]}"`);
      const box = `x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"`;
      return `<rect ${box} ${paint}${title === undefined ? "/>" : `><title>${escape(title)}</title></rect>`}`;
    }
    case "path": {
      const { d, stroke, width = 1, arrow = false } = shape;
      return `<path d="${d}" fill="none" stroke="${colours[stroke]}" stroke-width="${number(width)}"${arrow ? ' marker-end="url(#arrow)"' : ""}/>`;
    }
    case "text": {
      const { x, y, text, fill = "ink", size = SIZE, mono = false, bold = false, most } = shape;
      const font = `font-family="${mono ? MONO : UI}" font-size="${size}"${bold ? ' font-weight="600"' : ""}`;
      return `<text x="${number(x)}" y="${number(y)}" ${font} fill="${colours[fill]}">${escape(cut(text, size, most))}</text>`;
    }
  }
}

const MARGIN = 16;
const HEAD = 46;
const FOOT = 22;

/** With title above and caption and link below; the same input is always the same text. */
export function svgText({ width, height, shapes }: Picture, caption: Caption, colours: Colours): string {
  const [w, h] = [width + 2 * MARGIN, height + HEAD + FOOT + MARGIN];
  const around: readonly Shape[] = [
    { kind: "text", x: MARGIN, y: 22, text: caption.title, size: 15, bold: true, most: width },
    { kind: "text", x: MARGIN, y: 38, text: captionLine(caption), fill: "quiet", size: 11, most: width * 1.1 },
  ];
  const foot: Shape = { kind: "text", x: MARGIN, y: h - 10, text: "Kexec Jump Lab", fill: "quiet", size: 10 };
  const footText = shapeText(foot, colours);
  const link = caption.link;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${number(w)}" height="${number(h)}" viewBox="0 0 ${number(w)} ${number(h)}" role="img">`,
    `<title>${escape(caption.title)}</title>`,
    `<desc>${escape(captionLine(caption))}${link === undefined ? "" : ` ${escape(link)}`}</desc>`,
    `<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="${colours.quiet}"/></marker></defs>`,
    `<rect width="100%" height="100%" fill="${colours.surface}"/>`,
    ...around.map((shape) => shapeText(shape, colours)),
    `<g transform="translate(${MARGIN} ${HEAD})">`,
    ...shapes.map((shape) => shapeText(shape, colours)),
    "</g>",
    link === undefined ? footText : `<a href="${escape(link)}">${footText}</a>`,
    "</svg>",
    "",
  ].join("\n");
}
