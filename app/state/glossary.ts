// The field's words, as GLOSSARY.md has them: each with its meaning, the name that the kernel and this project have for
// it, and where in a run it is first met. GLOSSARY.md is held to this table by a test.

import { JUMP_TERMS } from "./glossary-jump.ts";
import { LAB_TERMS } from "./glossary-lab.ts";
import type { Term } from "./glossary-term.ts";

export type { Term } from "./glossary-term.ts";

export const TERMS: readonly Term[] = [...JUMP_TERMS, ...LAB_TERMS];

export const termById = (id: string): Term | undefined => TERMS.find((term) => term.id === id);

/** All words must occur, in the term, its meaning or its names. */
export function findTerms(text: string): readonly Term[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return TERMS.filter(({ term, meaning, code, kernel = "" }) => {
    const all = `${term} ${meaning} ${code} ${kernel}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** A term's names as they stand in a text: "indirection list", "vmcore", "old memory". */
export const namesOf = ({ term }: Term): readonly string[] => {
  const [first = "", ...more] = term.split(", ");
  // "late, noirq" are two words; of "jump-back entry, real" the second only qualifies the first.
  return term.startsWith("jump-back entry") ? [first] : [first, ...more];
};

/** Terms that a text uses, in the order in which it does. */
export function termsIn(text: string): readonly Term[] {
  const found = TERMS.flatMap((term) => {
    const places = namesOf(term).map((name) => text.search(new RegExp(`(?<![\\w-])${name}(?:e?s)?(?![\\w-])`, "i")));
    const at = Math.min(...places.map((place) => (place < 0 ? Infinity : place)));
    return at === Infinity ? [] : [{ term, at }];
  });
  return found.toSorted((a, b) => a.at - b.at).map(({ term }) => term);
}
