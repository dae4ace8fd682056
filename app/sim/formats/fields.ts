// Little-endian records of a file by the names of their fields. Every read is inside the file, or the file is refused.

import { hexOf, malformed } from "./refused.ts";

export interface Shape<Name extends string> {
  readonly bytes: number;
  /** Offset from the start of the record, and size. */
  readonly fields: Readonly<Record<Name, readonly [offset: number, bytes: 1 | 2 | 4 | 8]>>;
}

/** A stretch of the file; `path` says whose offset or size was wrong. The result shares the file's bytes. */
export function stretch(file: Uint8Array, offset: number, size: number, path: string): Uint8Array {
  if (offset + size > file.length) {
    malformed(path, `an end inside the file of ${file.length} bytes`, `${hexOf(offset)} + ${hexOf(size)}`);
  }
  return file.subarray(offset, offset + size);
}

/** One record. Fields are checked when asked for, so that what nobody needs may hold anything. */
export class Row<Name extends string> {
  readonly what: string;
  readonly #view: DataView;
  readonly #shape: Shape<Name>;

  /** `what` names the record: "program header 2". */
  constructor(bytes: Uint8Array, shape: Shape<Name>, what: string) {
    if (bytes.length < shape.bytes) malformed(what, `${shape.bytes} bytes`, `${bytes.length}: the file is truncated`);
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, shape.bytes);
    this.#shape = shape;
    this.what = what;
  }

  path(name: Name): string {
    return `${this.what}, ${name}`;
  }

  /** Of 8 bytes, undefined when they do not fit 32 bits. */
  find(name: Name): number | undefined {
    const [at, bytes] = this.#shape.fields[name];
    if (bytes === 1) return this.#view.getUint8(at);
    if (bytes === 2) return this.#view.getUint16(at, true);
    if (bytes === 8 && this.#view.getUint32(at + 4, true) !== 0) return undefined;
    return this.#view.getUint32(at, true);
  }

  get(name: Name): number {
    const value = this.find(name);
    if (value !== undefined) return value;
    const [at] = this.#shape.fields[name];
    return malformed(this.path(name), "a value of 32 bits", `0x${this.#view.getBigUint64(at, true).toString(16)}`);
  }

  /** The field whole, also beyond 32 bits. */
  big(name: Name): bigint {
    const [at, bytes] = this.#shape.fields[name];
    return bytes === 8 ? this.#view.getBigUint64(at, true) : BigInt(this.find(name) ?? 0);
  }

  all(): Readonly<Record<Name, number>> {
    const entries = namesOf(this.#shape).map((name) => [name, this.get(name)] as const);
    return Object.fromEntries(entries) as Record<Name, number>;
  }

  /** As a number of at most `most`, which is a safe integer. */
  upTo(name: Name, most: number): number {
    const value = this.big(name);
    return value <= most ? Number(value) : this.refuse(name, `at most ${hexOf(most)}`);
  }

  expect(name: Name, value: number | bigint): void {
    if (this.big(name) !== BigInt(value)) this.refuse(name, `0x${value.toString(16)}`);
  }

  /** In the order of the table; fields without a value may hold anything. */
  expectAll(values: Values<Name>): void {
    for (const name of namesOf(this.#shape)) {
      const value = values[name];
      if (value !== undefined) this.expect(name, value);
    }
  }

  refuse(name: Name, expected: string): never {
    return malformed(this.path(name), expected, `0x${this.big(name).toString(16)}`);
  }
}

export type Values<Name extends string> = Readonly<Partial<Record<Name, number | bigint>>>;

/** The record with these values in it; everything else is zero. */
export function rowBytes<Name extends string>(shape: Shape<Name>, values: Values<Name>): Uint8Array {
  const bytes = new Uint8Array(shape.bytes);
  for (const name of namesOf(shape)) {
    const [at, size] = shape.fields[name];
    let rest = BigInt(values[name] ?? 0);
    for (let i = 0; i < size; i += 1, rest >>= 8n) bytes[at + i] = Number(rest & 0xffn);
  }
  return bytes;
}

const namesOf = <Name extends string>({ fields }: Shape<Name>): readonly Name[] =>
  Object.keys(fields).filter((name): name is Name => Object.hasOwn(fields, name));

/** Text up to its zero byte. */
export function textAt(table: Uint8Array, offset: number, longest: number, path: string): string {
  const end = offset >= table.length ? -1 : table.indexOf(0, offset);
  if (end < 0) malformed(path, `an offset of text in the string table of ${table.length} bytes`, hexOf(offset));
  if (end - offset > longest) malformed(path, `text of at most ${longest} bytes`, `${end - offset}`);
  return String.fromCharCode(...table.subarray(offset, end));
}
