// The trail: places that the reader has come through. A jump leaves a note that goes again when newer ones come; a note
// that is kept stays, over a reload too.

import * as v from "valibot";
import type { Moment, Position } from "../sim/api.ts";
import { hashWords } from "../sim/core/hash.ts";
import { hex } from "../sim/core/hex.ts";
import type { Note } from "./question-types.ts";
import type { Source } from "./types/run.ts";
import type { LabState } from "./types/state.ts";

/** Notes that are not kept. */
const PASSING = 12;
/** Notes that are: more than a reader names, fewer than a store holds. */
export const MOST_KEPT = 200;
export const LONGEST_NAME = 120;

const samePlace = (a: Position, b: Position): boolean => a.t === b.t && a.sub === b.sub;

const nextId = (notes: readonly Note[]): number => Math.max(0, ...notes.map(({ id }) => id)) + 1;

/** With a note of the moment at its end; a place that has one gets no second. */
export function withNote(notes: readonly Note[], { at, anchor, completed }: Moment, kept: boolean): readonly Note[] {
  const there = notes.find((note) => samePlace(note.at, at));
  if (there !== undefined)
    return kept && !there.kept ? notes.map((note) => (note === there ? { ...note, kept } : note)) : notes;
  const added = [...notes, { id: nextId(notes), at, anchor, what: completed, name: "", kept }];
  const passing = added.filter((note) => !note.kept);
  const gone = new Set(passing.slice(0, Math.max(0, passing.length - PASSING)));
  return added.filter((note) => !gone.has(note));
}

export const changedNote = (notes: readonly Note[], id: number, to: Partial<Note>): readonly Note[] =>
  notes.map((note) => (note.id === id ? { ...note, ...to } : note));

/** A place further up (-1) or down (1); at an end it stays. */
export function movedNote(notes: readonly Note[], id: number, by: 1 | -1): readonly Note[] {
  const from = notes.findIndex((note) => note.id === id);
  const to = from + by;
  const [note, other] = [notes[from], notes[to]];
  if (note === undefined || other === undefined) return notes;
  return notes.map((each, index) => (index === to ? note : index === from ? other : each));
}

/** What the reader calls it, else what had happened there. */
export const noteTitle = ({ name, what }: Note): string => (name === "" ? what : name);

export const keptNotes = ({ trail }: Pick<LabState, "trail">): readonly Note[] => trail.filter(({ kept }) => kept);

/** Where the kept notes of a scenario are stored. */
export function trailKey({ scenario }: Source): string {
  const text = JSON.stringify(scenario);
  return `kjl.trail.${hex(hashWords(Uint16Array.from(text, (sign) => sign.charCodeAt(0))), 8).slice(2)}.${text.length}`;
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Stored = v.pipe(
  v.array(
    v.object({
      at: v.object({ t: count, sub: count }),
      anchor: v.pipe(v.string(), v.maxLength(300)),
      what: v.pipe(v.string(), v.maxLength(600)),
      name: v.pipe(v.string(), v.maxLength(LONGEST_NAME)),
    }),
  ),
  v.maxLength(MOST_KEPT),
);

export const trailText = (notes: readonly Note[]): string =>
  JSON.stringify(
    notes
      .filter(({ kept }) => kept)
      .slice(-MOST_KEPT)
      .map(({ at, anchor, what, name }) => ({ at, anchor, what: what.slice(0, 600), name })),
  );

/** What was stored, each kept; nothing of a text that is damaged or someone else's. */
export function parseTrail(text: string | null): readonly Note[] {
  if (text === null) return [];
  try {
    const read = v.safeParse(Stored, JSON.parse(text));
    return read.success ? read.output.map((note, index) => ({ ...note, id: index + 1, kept: true })) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
