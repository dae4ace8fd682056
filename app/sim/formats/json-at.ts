// A parsed JSON value with its path, read as what it must be.

import { malformed } from "./refused.ts";

const SHOWN = 40;

export class JsonAt {
  readonly path: string;
  readonly value: unknown;

  constructor(path: string, value: unknown) {
    this.path = path;
    this.value = value;
  }

  refuse(expected: string): never {
    const text = JSON.stringify(this.value) ?? "nothing";
    return malformed(this.path, expected, text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
  }

  at(name: string): JsonAt {
    const fields = this.#fields();
    return new JsonAt(`${this.path}.${name}`, Object.hasOwn(fields, name) ? fields[name] : undefined);
  }

  maybe(name: string): JsonAt | undefined {
    const found = this.at(name);
    return found.value === undefined ? undefined : found;
  }

  items(most: number): readonly JsonAt[] {
    const { value } = this;
    if (!Array.isArray(value) || value.length > most) return this.refuse(`a list of at most ${most}`);
    return value.map((item: unknown, i) => new JsonAt(`${this.path}[${i}]`, item));
  }

  entries(most: number): readonly (readonly [name: string, JsonAt])[] {
    const entries = Object.entries(this.#fields());
    if (entries.length > most) return this.refuse(`an object of at most ${most} fields`);
    return entries.map(([name, value]) => [name, new JsonAt(`${this.path}.${name}`, value)]);
  }

  text(longest = 200): string {
    const { value } = this;
    return typeof value === "string" && value.length <= longest
      ? value
      : this.refuse(`text of at most ${longest} characters`);
  }

  oneOf<T extends string>(choices: readonly T[]): T {
    return choices.find((choice) => choice === this.value) ?? this.refuse(choices.join(" or "));
  }

  /** A whole number from 0 to `most`. */
  whole(most = 0xffffffff): number {
    const { value } = this;
    if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > most)
      return this.refuse(`a whole number up to ${most}`);
    return value;
  }

  /** A multiple of the page size below `end`. */
  page(end: number): number {
    const value = this.whole();
    return value % 4096 === 0 && value < end ? value : this.refuse("the address of a page of RAM");
  }

  /** A 32-bit word as up to eight hexadecimal digits. */
  hexWord(): number {
    const { value } = this;
    if (typeof value !== "string" || !/^[0-9a-f]{1,8}$/.test(value)) return this.refuse("up to 8 hexadecimal digits");
    return Number.parseInt(value, 16);
  }

  #fields(): Readonly<Record<string, unknown>> {
    const { value } = this;
    if (typeof value !== "object" || value === null || Array.isArray(value)) return this.refuse("an object");
    return value as Readonly<Record<string, unknown>>;
  }
}
