// What the scan for texts meets and what is no text: signs, names in code, style.

/** The same in every language. */
export const NO_WORDS: readonly RegExp[] = [
  /^Kexec Jump Lab$/,
  // Code, paths, anchors, addresses, keys.
  /^\S*[/_.=:#<>[\]]\S*$/,
  /^[a-z]+[A-Z]\w*$/,
  /^(?:Ctrl|Shift|Alt|Meta|Enter|Escape|Home|End|Tab|Space|Esc)(?:\+\w+)*$/,
  /^(?:eip|esp|kimage|cpu|goto|pfn|CSV|0xfff)$/,
  /^(?:struct |PAGE_SHIFT|npm run )/,
  // An example in a language for programs.
  /postMessage\(/,
  // Style and selectors.
  /^\((?:prefers|forced|min|max)-/,
  /var\(--|color-mix|^underline wavy$|\[role=|^input, textarea|^textarea, |^\d+px|sans-serif$/,
];

/** Texts that a file shows as they are, by file. */
export const UNSAID: Readonly<Record<string, readonly string[]>> = {};
