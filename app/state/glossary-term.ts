// What the glossary says of a word.

export interface Term {
  readonly id: string;
  /** Synonyms and relatives behind a comma. */
  readonly term: string;
  /** `code` and *emphasis* as in stories. */
  readonly meaning: string;
  /** A name in this project's code. */
  readonly code: string;
  /** What the kernel's source calls it; absent where the word is ours. */
  readonly kernel?: string;
  /** Where it is met: the first of these anchors that the run has. */
  readonly show?: readonly string[];
  /** What to look at there, as stories name things. */
  readonly selection?: string;
}
