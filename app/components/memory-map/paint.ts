// What the map's colours say: a byte for every frame, a pixel for every byte, and which byte wins where several share
// a pixel.

import type { FrameClass, FrameMeasures } from "../../sim/api.ts";
import type { MapLook } from "../../state/types/looks.ts";
import { CLASS_RANK, NO_FRAME } from "./mip.ts";
import { measureWords, pixelWords, type Palette } from "./palette.ts";
import { DIFFERS, EQUAL } from "./xor.ts";

export interface Paint {
  readonly bytes: Uint8Array;
  readonly words: Uint32Array;
  readonly rank: Uint8Array;
  /** Bytes are classes, so that patterns and letters of classes go with them. */
  readonly ofClasses: boolean;
}

interface PaintInputs {
  readonly look: Pick<MapLook, "paint" | "isolate" | "hidden">;
  readonly classes: Uint8Array;
  readonly measures: FrameMeasures | undefined;
  readonly palette: Palette;
}

/** The highest level is what must not be lost. */
const LEVEL_RANK = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === NO_FRAME ? 0 : byte + 1 > 255 ? 255 : byte + 1,
);

/** Frames that the run has written step back; the others stand out, also those that nobody ever wrote. */
const neverWritten = (classes: Uint8Array, levels: Uint8Array): Uint8Array =>
  classes.map((byte, pfn) => byte | (levels[pfn] === 0 ? DIFFERS : EQUAL));

export function paintOf({ look, classes, measures, palette }: PaintInputs): Paint {
  const fits = measures !== undefined && measures.levels.length === classes.length;
  if (look.paint === "untouched" && fits)
    return {
      bytes: neverWritten(classes, measures.levels),
      words: pixelWords(palette, look.isolate, look.hidden),
      rank: CLASS_RANK,
      ofClasses: true,
    };
  if (look.paint !== "class" && fits && measures.of === look.paint)
    return { bytes: measures.levels, words: measureWords(palette), rank: LEVEL_RANK, ofClasses: false };
  return { bytes: classes, words: pixelWords(palette, look.isolate, look.hidden), rank: CLASS_RANK, ofClasses: true };
}

export const isShown = (name: FrameClass, { isolate, hidden }: Pick<MapLook, "isolate" | "hidden">): boolean =>
  !hidden.includes(name) && (isolate === undefined || isolate === name);
