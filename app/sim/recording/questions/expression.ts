// A small language over one position of a run, parsed to data: registers and their bits, memory, time and place, frames.
// What means nothing is a problem with its place in the text; nothing is ever executed.
//
//   cr0.pg == 0 && dword[0x9d804] != 0      frame(0x400).class == "kernelB"      slot(A, 0x808) >> 12
//
// Numbers are whole: +, -, *, & and so on keep 32 bits unsigned. Comparisons and logic give true or false. From loose to
// tight: ||  &&  |  ^  &  == !=  < <= > >=  << >>  + -  *  and the prefixes ! ~ -.

import { ok, refuse, type Result } from "../../core/errors.ts";
import { FRAME_CLASSES } from "../../moment-api.ts";
import { KERNELS, type KernelName } from "../../position-api.ts";
import { type RegisterPart, registerPart } from "./registers.ts";

export const BINARY_LEVELS = [
  ["||"],
  ["&&"],
  ["|"],
  ["^"],
  ["&"],
  ["==", "!="],
  ["<=", ">=", "<", ">"],
  ["<<", ">>"],
  ["+", "-"],
  ["*"],
] as const;
export type BinaryOperator = (typeof BINARY_LEVELS)[number][number];
export type PrefixOperator = "!" | "~" | "-";

export const TIME_NAMES = ["t", "sub", "leg", "phase", "running"] as const;
export type TimeName = (typeof TIME_NAMES)[number];
export const EXCHANGE_NAMES = ["exchange.page", "exchange.copies"] as const;
export type ExchangeName = (typeof EXCHANGE_NAMES)[number];
export const FRAME_FIELDS = ["class", "hash", "owner", "home"] as const;
export type FrameField = (typeof FRAME_FIELDS)[number];
export const MEMORY_NAMES = ["byte", "word", "dword", "lin"] as const;
export type MemoryName = (typeof MEMORY_NAMES)[number];

export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "register"; readonly name: string; readonly part: RegisterPart }
  | { readonly kind: "time"; readonly name: TimeName }
  | { readonly kind: "exchange"; readonly name: ExchangeName }
  | { readonly kind: "memory"; readonly size: MemoryName; readonly address: Expression }
  | { readonly kind: "frame"; readonly pfn: Expression; readonly field: FrameField }
  | { readonly kind: "slot"; readonly kernel: KernelName; readonly offset: Expression }
  | { readonly kind: "frames"; readonly code: number; readonly name: string }
  | { readonly kind: "prefix"; readonly operator: PrefixOperator; readonly of: Expression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    };

/** Does the value of an expression depend on a time's name? */
export function names(expression: Expression, name: TimeName): boolean {
  switch (expression.kind) {
    case "time":
      return expression.name === name;
    case "memory":
      return names(expression.address, name);
    case "frame":
      return names(expression.pfn, name);
    case "slot":
      return names(expression.offset, name);
    case "prefix":
      return names(expression.of, name);
    case "binary":
      return names(expression.left, name) || names(expression.right, name);
    default:
      return false;
  }
}

/** Characters of an expression, and expressions inside each other, at most. */
export const LONGEST_EXPRESSION = 1000;
const DEEPEST = 100;

interface Token {
  readonly kind: "number" | "string" | "name" | "sign" | "end";
  readonly text: string;
  readonly at: number;
}

class Refusal {
  readonly at: number;
  readonly expected: string;
  readonly got: string;
  constructor(at: number, expected: string, got: string) {
    this.at = at;
    this.expected = expected;
    this.got = got;
  }
}

const TOKEN =
  /\s*(?:(?<number>0[xX][0-9a-fA-F]+|[0-9]+)|(?<string>"[^"\n]*"|'[^'\n]*')|(?<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)?)|(?<sign>\|\||&&|==|!=|<=|>=|<<|>>|[-+*&|^~!<>()[\],.]))/y;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const before = TOKEN.lastIndex;
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) {
      const at = before + (text.slice(before).length - text.slice(before).trimStart().length);
      throw new Refusal(at, "a name, a number, a quoted string or an operator", text.slice(at, at + 1));
    }
    for (const kind of ["number", "string", "name", "sign"] as const) {
      const found = groups[kind];
      if (found !== undefined) tokens.push({ kind, text: found, at: TOKEN.lastIndex - found.length });
    }
  }
  return [...tokens, { kind: "end", text: "", at: end }];
}

/** Names of one set, spelled as there. */
const among = <T extends string>(names: readonly T[], text: string): T | undefined =>
  names.find((name) => name.toLowerCase() === text.toLowerCase());

class Parser {
  private readonly tokens: readonly Token[];
  private next = 0;
  private depth = 0;

  constructor(text: string) {
    this.tokens = tokensOf(text);
  }

  whole(): Expression {
    const expression = this.binary(0);
    this.must("end", "", "an operator or the end");
    return expression;
  }

  private get token(): Token {
    return this.tokens[Math.min(this.next, this.tokens.length - 1)] ?? { kind: "end", text: "", at: 0 };
  }

  private fail(expected: string, token = this.token): never {
    throw new Refusal(token.at, expected, token.kind === "end" ? "the end" : token.text);
  }

  private takes(text: string): boolean {
    const isIt = this.token.kind === "sign" && this.token.text === text;
    if (isIt) this.next += 1;
    return isIt;
  }

  private must(kind: Token["kind"], text: string, expected: string): Token {
    const { token } = this;
    if (token.kind !== kind || (kind === "sign" && token.text !== text)) this.fail(expected);
    this.next += 1;
    return token;
  }

  private binary(level: number): Expression {
    const operators: readonly BinaryOperator[] | undefined = BINARY_LEVELS[level];
    if (operators === undefined) return this.prefix();
    let left = this.binary(level + 1);
    for (;;) {
      const operator = operators.find((each) => this.takes(each));
      if (operator === undefined) return left;
      left = { kind: "binary", operator, left, right: this.binary(level + 1) };
    }
  }

  private prefix(): Expression {
    this.depth += 1;
    if (this.depth > DEEPEST) this.fail(`at most ${DEEPEST} expressions inside each other`);
    const operator = (["!", "~", "-"] as const).find((each) => this.takes(each));
    const found: Expression = operator === undefined ? this.primary() : { kind: "prefix", operator, of: this.prefix() };
    this.depth -= 1;
    return found;
  }

  private primary(): Expression {
    const { token } = this;
    this.next += 1;
    if (token.kind === "number") return this.number(token);
    if (token.kind === "string") return { kind: "string", value: token.text.slice(1, -1) };
    if (token.kind === "sign" && token.text === "(") {
      const inside = this.binary(0);
      this.must("sign", ")", '")"');
      return inside;
    }
    if (token.kind === "name") return this.name(token);
    this.next -= 1;
    return this.fail("a value");
  }

  private number(token: Token): Expression {
    const value = Number(token.text);
    if (value > Number.MAX_SAFE_INTEGER) this.fail("a number below 2^53", token);
    return { kind: "number", value };
  }

  private name(token: Token): Expression {
    const { text } = token;
    const time = among(TIME_NAMES, text);
    if (time !== undefined) return { kind: "time", name: time };
    const exchange = among(EXCHANGE_NAMES, text);
    if (exchange !== undefined) return { kind: "exchange", name: exchange };
    const size = among(MEMORY_NAMES, text);
    if (size !== undefined) {
      const address = this.within("[", "]");
      return { kind: "memory", size, address };
    }
    const call = among(["frame", "frames", "slot"] as const, text);
    if (call !== undefined) return this[call]();
    const part = registerPart(text);
    return part.ok
      ? { kind: "register", name: text.toLowerCase(), part: part.value }
      : this.fail(
          "a register, a bit such as cr0.pg, t, phase, memory as dword[…], frame(…), frames(…) or slot(…)",
          token,
        );
  }

  private within(open: string, close: string): Expression {
    this.must("sign", open, `"${open}"`);
    const inside = this.binary(0);
    this.must("sign", close, `"${close}"`);
    return inside;
  }

  private frame(): Expression {
    const pfn = this.within("(", ")");
    this.must("sign", ".", `.${FRAME_FIELDS.join(", .")}`);
    const { token } = this;
    const field = among(FRAME_FIELDS, token.text);
    if (token.kind !== "name" || field === undefined) return this.fail(FRAME_FIELDS.join(", "));
    this.next += 1;
    return { kind: "frame", pfn, field };
  }

  private frames(): Expression {
    this.must("sign", "(", '"("');
    const { token } = this;
    const name = among(FRAME_CLASSES, token.text);
    if (token.kind !== "name" || name === undefined) return this.fail(FRAME_CLASSES.join(", "));
    this.next += 1;
    this.must("sign", ")", '")"');
    return { kind: "frames", code: FRAME_CLASSES.indexOf(name), name };
  }

  private slot(): Expression {
    this.must("sign", "(", '"("');
    const { token } = this;
    const kernel = among(KERNELS, token.text);
    if (token.kind !== "name" || kernel === undefined) return this.fail(KERNELS.join(", "));
    this.next += 1;
    this.must("sign", ",", '","');
    const offset = this.binary(0);
    this.must("sign", ")", '")"');
    return { kind: "slot", kernel, offset };
  }
}

export function parseExpression(text: string): Result<Expression> {
  if (text.length > LONGEST_EXPRESSION)
    return refuse({ path: "expression", expected: `at most ${LONGEST_EXPRESSION} characters`, got: `${text.length}` });
  try {
    return ok(new Parser(text).whole());
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return refuse({ path: `expression, character ${thrown.at + 1}`, expected: thrown.expected, got: thrown.got });
  }
}

const levelOf = (operator: BinaryOperator): number =>
  BINARY_LEVELS.findIndex((level) => (level as readonly string[]).includes(operator));

/** The inverse of parsing, with the parentheses that are needed. */
export function printExpression(expression: Expression, least = 0): string {
  const print = printExpression;
  switch (expression.kind) {
    case "number":
      return `${expression.value}`;
    case "string":
      return expression.value.includes('"') ? `'${expression.value}'` : `"${expression.value}"`;
    case "register":
    case "time":
    case "exchange":
      return expression.name;
    case "memory":
      return `${expression.size}[${print(expression.address)}]`;
    case "frame":
      return `frame(${print(expression.pfn)}).${expression.field}`;
    case "slot":
      return `slot(${expression.kernel}, ${print(expression.offset)})`;
    case "frames":
      return `frames(${expression.name})`;
    case "prefix":
      return `${expression.operator}${print(expression.of, BINARY_LEVELS.length)}`;
    case "binary": {
      const level = levelOf(expression.operator);
      const text = `${print(expression.left, level)} ${expression.operator} ${print(expression.right, level + 1)}`;
      return level < least ? `(${text})` : text;
    }
  }
}
