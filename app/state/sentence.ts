// The beginning of a sentence: a capital letter, unless the first word is a name from the code, which keeps its case.

const PLAIN_WORD = /^[a-z]+(?=[\s,.:;’'-]|$)/;

export const capitalised = (text: string): string =>
  PLAIN_WORD.test(text) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : text;
