// The look of the map as a field of a link: the words that differ from the defaults, "hilbert,high,-kernelB,only:swap".

import { FRAME_CLASSES, type FrameClass } from "../sim/api.ts";
import { DEFAULT_MAP } from "./initial.ts";
import type { MapLook } from "./types/looks.ts";

/** Each word sets one member; a word that stands for the default is never written. */
const WORDS: Readonly<Record<string, Partial<MapLook>>> = {
  extents: { tab: "extents" },
  hilbert: { layout: "hilbert" },
  owner: { layout: "owner" },
  address: { ruler: "address" },
  high: { lowFirst: false },
  pairs: { pairs: true },
  age: { paint: "age" },
  heat: { paint: "heat" },
  untouched: { paint: "untouched" },
};
const ONLY = "only:";

const says = (look: MapLook, change: Partial<MapLook>): boolean =>
  Object.entries(change).every(([key, value]) => look[key as keyof MapLook] === value);

/** Undefined where all is as it is by default. */
export function mapText(look: MapLook): string | undefined {
  const words = Object.keys(WORDS).filter((word) => says(look, WORDS[word] ?? {}));
  const hidden = look.hidden.map((name) => `-${name}`);
  const only = look.isolate === undefined ? [] : [`${ONLY}${look.isolate}`];
  const all = [...words, ...hidden, ...only];
  return all.length === 0 ? undefined : all.join(",");
}

const classOf = (text: string): FrameClass | undefined => FRAME_CLASSES.find((name) => name === text);

/** Words that are none are passed over: a newer page may have more. */
export function parseMap(text: string | undefined): MapLook {
  let look = DEFAULT_MAP;
  for (const word of text?.split(",") ?? []) {
    const hidden = word.startsWith("-") ? classOf(word.slice(1)) : undefined;
    const isolate = word.startsWith(ONLY) ? classOf(word.slice(ONLY.length)) : undefined;
    if (hidden !== undefined && !look.hidden.includes(hidden)) look = { ...look, hidden: [...look.hidden, hidden] };
    else if (isolate !== undefined) look = { ...look, isolate };
    else if (Object.hasOwn(WORDS, word)) look = { ...look, ...WORDS[word] };
  }
  return look;
}
