// Finds where a text stops being JSON. Engines word their errors differently, and some name no place; this is read
// only after JSON.parse has refused the text.

const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /true|false|null/y;
const DEEPEST = 200;

interface Cursor {
  readonly text: string;
  at: number;
}

function take(cursor: Cursor, pattern: RegExp): boolean {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.text);
  if (match === null) return false;
  cursor.at += match[0].length;
  return true;
}

function takeChar(cursor: Cursor, char: string): boolean {
  take(cursor, SPACE);
  if (cursor.text[cursor.at] !== char) return false;
  cursor.at += 1;
  return true;
}

/** True when the value is well formed; otherwise the cursor stands where it is not. */
function value(cursor: Cursor, depth: number): boolean {
  take(cursor, SPACE);
  if (depth > DEEPEST) return false;
  const first = cursor.text[cursor.at];
  if (first === "{") return members(cursor, "}", depth);
  if (first === "[") return members(cursor, "]", depth);
  return take(cursor, STRING) || take(cursor, NUMBER) || take(cursor, WORD);
}

function members(cursor: Cursor, close: "}" | "]", depth: number): boolean {
  cursor.at += 1;
  if (takeChar(cursor, close)) return true;
  do {
    if (close === "}") {
      take(cursor, SPACE);
      if (!take(cursor, STRING) || !takeChar(cursor, ":")) return false;
    }
    if (!value(cursor, depth + 1)) return false;
  } while (takeChar(cursor, ","));
  return takeChar(cursor, close);
}

/** Offset of the first character that cannot stand where it stands, or undefined for well-formed JSON. */
export function jsonErrorOffset(text: string): number | undefined {
  const cursor = { text, at: 0 };
  if (!value(cursor, 0)) return cursor.at;
  take(cursor, SPACE);
  return cursor.at === text.length ? undefined : cursor.at;
}

/** "line 3, column 14", both from 1. */
export function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return `line ${line}, column ${offset - before.lastIndexOf("\n")}`;
}
