// Lists of symbols as nm prints them and as System.map holds them: address, letter, name.

import type { Problem, Result } from "../core/errors.ts";
import { type FileSymbol, SYMBOL_NAME_MAX, SYMBOLS_MAX, type SymbolType } from "./symbol.ts";

/** Bytes; a whole kernel's System.map has about 5 MB. */
const SYMBOL_LIST_MAX = 64 << 20;
/** More of them would be one and the same mistake. */
const PROBLEMS_MAX = 10;
const LINE_MAX = 2 * SYMBOL_NAME_MAX;
const LINE_SHOWN = 60;

const UNDEFINED = /^[UvVwW]$/;
const LETTER = /^[A-Za-z?-]$/;
const NUMBER = /^[0-9a-fA-F]{1,16}$/;
const LARGEST = 0xffffffff;

/** What nm's letters say; letters that are not here name a place in the code or nothing special. */
const TYPES: Readonly<Record<string, SymbolType>> = {
  a: "absolute",
  ...Object.fromEntries(Array.from("bcdgnrsv", (letter): [string, SymbolType] => [letter, "object"])),
};

type Line = FileSymbol | "nothing" | Problem;
const isProblem = (line: Exclude<Line, "nothing">): line is Problem => "path" in line;

/** Undefined symbols and empty lines are passed over. Up to ten problems, each with its line. */
export function readSymbolList(text: string): Result<readonly FileSymbol[]> {
  if (text.length > SYMBOL_LIST_MAX) return tooMuch(`at most ${SYMBOL_LIST_MAX} characters`, `${text.length}`);
  const symbols: FileSymbol[] = [];
  const problems: Problem[] = [];
  const lines = text.split("\n");
  for (let i = 0; i < lines.length && problems.length < PROBLEMS_MAX; i += 1) {
    const line = readLine(lines[i] ?? "", i + 1);
    if (line === "nothing") continue;
    if (isProblem(line)) problems.push(line);
    else symbols.push(line);
    if (symbols.length > SYMBOLS_MAX) return tooMuch(`at most ${SYMBOLS_MAX} symbols`, `more, at line ${i + 1}`);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: symbols };
}

const tooMuch = (expected: string, got: string): Result<never> => ({
  ok: false,
  problems: [{ path: "symbol list", expected, got }],
});

function readLine(line: string, number: number): Line {
  const refuse = (expected: string, got: string): Problem => ({ path: `line ${number}`, expected, got });
  const words = line.length > LINE_MAX ? [] : line.trim().split(/\s+/);
  if (words.length === 1 && words[0] === "") return "nothing";
  if (words.length === 2 && UNDEFINED.test(words[0] ?? "")) return "nothing";
  const columns = columnsOf(words);
  if (columns === undefined) {
    return refuse("ADDRESS LETTER NAME, such as 00000040 T start", line.trim().slice(0, LINE_SHOWN));
  }
  const { address, letter, name, size } = columns;
  const value = Number.parseInt(address, 16);
  if (value > LARGEST) return refuse("an address of 32 bits", `0x${address}`);
  if (name.length > SYMBOL_NAME_MAX) return refuse(`a name of at most ${SYMBOL_NAME_MAX} characters`, `${name.length}`);
  return { name, value, size: Number.parseInt(size, 16), type: TYPES[letter.toLowerCase()] ?? "label" };
}

type Columns = Readonly<Record<"address" | "letter" | "name" | "size", string>>;

/** nm -S puts the size behind the address. */
function columnsOf(words: readonly string[]): Columns | undefined {
  const [address, size, letter, name] = words.length === 3 ? [words[0], "0", words[1], words[2]] : words;
  if (words.length > 4 || address === undefined || size === undefined || letter === undefined || name === undefined)
    return undefined;
  return LETTER.test(letter) && NUMBER.test(address) && NUMBER.test(size) ? { address, letter, name, size } : undefined;
}
