// The small notation of story texts: [words](reference), `code`, {key} and *emphasis*.

import type { StoryStep } from "./story.ts";

export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "ref"; readonly text: string; readonly ref: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "key"; readonly text: string }
  | { readonly kind: "emphasis"; readonly text: string };

const MARK = /\[([^\]]+)\]\(([^)]+)\)|`([^`]+)`|\{([^}]+)\}|\*([^*]+)\*/g;

export function parseMarks(source: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of source.matchAll(MARK)) {
    if (match.index > at) pieces.push({ kind: "text", text: source.slice(at, match.index) });
    const [, words, ref, code, key, emphasis] = match;
    if (words !== undefined && ref !== undefined) pieces.push({ kind: "ref", text: words, ref });
    else if (code !== undefined) pieces.push({ kind: "code", text: code });
    else if (key !== undefined) pieces.push({ kind: "key", text: key });
    else if (emphasis !== undefined) pieces.push({ kind: "emphasis", text: emphasis });
    at = match.index + match[0].length;
  }
  if (at < source.length) pieces.push({ kind: "text", text: source.slice(at) });
  return pieces;
}

/** Everything that a step points at. */
export function refsOf({ body, hint = "", highlight, selection }: StoryStep): readonly string[] {
  const inText = [...body, hint].flatMap(parseMarks).flatMap((piece) => (piece.kind === "ref" ? [piece.ref] : []));
  return [...inText, ...highlight, ...(selection === undefined ? [] : [selection])];
}
