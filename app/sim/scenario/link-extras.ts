// Fields of a link beyond scenario, place and perspective: ranges of time, notes, a title, and how an embed shows itself.

import { deflateSync, strFromU8, strToU8 } from "fflate";
import { fromBase64Url, toBase64Url } from "../core/base64url.ts";
import { inflateCapped } from "./inflate.ts";

/** Positions, half-open. */
export interface LinkRange {
  readonly from: number;
  readonly to: number;
}

const RANGES_MAX = 8;

/** Outermost first. */
export const rangesText = (ranges: readonly LinkRange[]): string =>
  ranges.map(({ from, to }) => `${from}..${to}`).join(",");

/** Each lies within the one before it. */
export function parseRanges(text: string): readonly LinkRange[] | undefined {
  const ranges: LinkRange[] = [];
  for (const word of text.split(",")) {
    const [, from, to] = /^([0-9]{1,15})\.\.([0-9]{1,15})$/.exec(word) ?? [];
    const range = { from: Number(from ?? NaN), to: Number(to ?? NaN) };
    const outer = ranges.at(-1) ?? { from: 0, to: Infinity };
    if (!(range.from < range.to && range.from >= outer.from && range.to <= outer.to)) return undefined;
    ranges.push(range);
  }
  return ranges.length > RANGES_MAX ? undefined : ranges;
}

export const EMBED_UIS = ["min", "transport", "full"] as const;
export type EmbedUi = (typeof EMBED_UIS)[number];

export interface LinkEmbed {
  readonly ui: EmbedUi;
  readonly readOnly: boolean;
  /** Pages that may talk to the embed, "https://example.org"; "*" is any. None: it listens to nobody. */
  readonly origins: readonly string[];
}

const ORIGIN = /^(?:\*|https?:\/\/[a-zA-Z0-9.-]{1,253}(?::[0-9]{1,5})?)$/;
const ORIGINS_MAX = 16;

export function parseOrigins(text: string): readonly string[] | undefined {
  const origins = text.split(",");
  return origins.length <= ORIGINS_MAX && origins.every((origin) => ORIGIN.test(origin)) ? origins : undefined;
}

/** Of the text itself, bytes. */
export const NOTES_MAX = 64 * 1024;

export const notesText = (notes: string): string => toBase64Url(deflateSync(strToU8(notes), { level: 9 }));

export function parseNotes(text: string): string | undefined {
  const data = fromBase64Url(text);
  if (typeof data === "number") return undefined;
  const inflated = inflateCapped(data, NOTES_MAX);
  return inflated === undefined || inflated === "too long" ? undefined : strFromU8(inflated);
}

export const TITLE_MAX = 120;
export const parseTitle = (text: string): string | undefined =>
  text.length > 0 && text.length <= TITLE_MAX && !/\p{Cc}/u.test(text) ? text : undefined;
