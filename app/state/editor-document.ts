// The document of the scenario editor: one text with one history, whoever edits it, the form or the text.

import type { Problem } from "../sim/api.ts";

export interface EditorDocument {
  /** What Reset leads back to: the open scenario as text. */
  readonly base: string;
  readonly text: string;
  readonly past: readonly string[];
  readonly future: readonly string[];
  /** Edits of the same kind, one soon after the other, are one step of the history. */
  readonly run: { readonly kind: string; readonly at: number } | undefined;
  /** What only showed when the text was recorded. */
  readonly refused: readonly Problem[];
}

/** Pause that ends a row of like edits, milliseconds. */
const PAUSE_MS = 1000;
const STEPS_MAX = 200;
/** Texts with a program in them are long: the history of such a text is shorter. */
const CHARACTERS_MAX = 16 * 1024 * 1024;

export const begun = (base: string, text = base): EditorDocument => ({
  ...{ base, text, future: [], run: undefined, refused: [] },
  past: text === base ? [] : [base],
});

function kept(past: readonly string[]): readonly string[] {
  const length = past.at(-1)?.length ?? 0;
  return past.slice(-Math.max(1, Math.min(STEPS_MAX, Math.floor(CHARACTERS_MAX / Math.max(1, length)))));
}

/** `kind` names what is edited, such as a field; without one the edit is a step of its own. */
export function edited(doc: EditorDocument, text: string, now: number, kind?: string): EditorDocument {
  if (text === doc.text) return doc;
  const goesOn = kind !== undefined && doc.run?.kind === kind && now - doc.run.at < PAUSE_MS;
  return {
    ...doc,
    text,
    past: goesOn ? doc.past : kept([...doc.past, doc.text]),
    future: [],
    run: kind === undefined ? undefined : { kind, at: now },
    refused: [],
  };
}

export function undone(doc: EditorDocument): EditorDocument {
  const text = doc.past.at(-1);
  if (text === undefined) return doc;
  const { past, future } = doc;
  return { ...doc, text, past: past.slice(0, -1), future: [...future, doc.text], run: undefined, refused: [] };
}

export function redone(doc: EditorDocument): EditorDocument {
  const text = doc.future.at(-1);
  if (text === undefined) return doc;
  const { past, future } = doc;
  return { ...doc, text, past: [...past, doc.text], future: future.slice(0, -1), run: undefined, refused: [] };
}
