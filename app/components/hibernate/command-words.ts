// A command line in its words; those that carry a fact or a limit are worth marking.

export interface CommandWord {
  readonly text: string;
  readonly carries: "fact" | "limit" | "nothing";
}

const FACTS = /^(?:kexec_jump_back_entry|elfcorehdr)=/;
const LIMITS = /^memmap=/;

export const commandWords = (text: string): readonly CommandWord[] =>
  text
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => ({ text: word, carries: FACTS.test(word) ? "fact" : LIMITS.test(word) ? "limit" : "nothing" }));
