// A name in a program, whatever list it came from.

export type SymbolType = "function" | "object" | "label" | "absolute";

export interface FileSymbol {
  readonly name: string;
  readonly value: number;
  /** Bytes; 0 if the list does not say. */
  readonly size: number;
  readonly type: SymbolType;
}

export const SYMBOLS_MAX = 500_000;
export const SYMBOL_NAME_MAX = 512;
