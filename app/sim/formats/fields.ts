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

  refuse(name: Name, expected: string): never {
    return malformed(this.path(name), expected, hexOf(this.get(name)));
  }
}

/** Text up to its zero byte. */
export function textAt(table: Uint8Array, offset: number, longest: number, path: string): string {
  const end = offset >= table.length ? -1 : table.indexOf(0, offset);
  if (end < 0) malformed(path, `an offset of text in the string table of ${table.length} bytes`, hexOf(offset));
  if (end - offset > longest) malformed(path, `text of at most ${longest} bytes`, `${end - offset}`);
  return String.fromCharCode(...table.subarray(offset, end));
}
