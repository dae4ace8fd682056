// Assembly that loads another IDT; its operand lies in the code, jumped over.

export const loadIdt = (limit: number, base = "IDT"): string => `jmp 9f; 8: .word ${limit}; .long ${base}; 9: lidt 8b`;
