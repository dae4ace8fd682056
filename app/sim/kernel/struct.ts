// Structures in RAM described once: the same table serves the code that writes, the code that reads, and the views.

import { SimBug } from "../core/errors.ts";

export interface Field {
  readonly name: string;
  readonly offset: number;
  /** Bytes: 4 for a word; larger for text and arrays. */
  readonly size: number;
  readonly meaning: string;
}

export interface Layout<Name extends string = string> {
  readonly struct: string;
  readonly size: number;
  /** Where the layout is defined in the real thing. */
  readonly source: string;
  readonly fields: readonly (Field & { readonly name: Name })[];
}

/** Builds a layout from (name, offset, size, meaning) rows. */
export function layout<const Name extends string>(
  struct: string,
  size: number,
  source: string,
  rows: readonly (readonly [name: Name, offset: number, size: number, meaning: string])[],
): Layout<Name> {
  return {
    struct,
    size,
    source,
    fields: rows.map(([name, offset, fieldSize, meaning]) => ({ name, offset, size: fieldSize, meaning })),
  };
}

export function offsetOf<Name extends string>(table: Layout<Name>, name: Name): number {
  const field = table.fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new SimBug(`${table.struct} has no field ${name}`);
  return field.offset;
}

interface WordMemory {
  read8(address: number): number;
  read32(address: number): number;
  write8(address: number, value: number): void;
  write32(address: number, value: number): void;
}

/** A structure at a physical address. Reads and writes go to RAM and nowhere else. */
export class StructAt<Name extends string> {
  readonly address: number;
  private readonly memory: WordMemory;
  private readonly table: Layout<Name>;
  private readonly offsets: ReadonlyMap<string, number>;

  constructor(memory: WordMemory, table: Layout<Name>, address: number) {
    this.memory = memory;
    this.table = table;
    this.address = address;
    this.offsets = offsetsOf(table);
  }

  get(name: Name): number {
    return this.memory.read32(this.where(name));
  }

  set(name: Name, value: number): void {
    this.memory.write32(this.where(name), value);
  }

  where(name: Name): number {
    const offset = this.offsets.get(name);
    if (offset === undefined) throw new SimBug(`${this.table.struct} has no field ${name}`);
    return (this.address + offset) >>> 0;
  }

  text(name: Name): string {
    return readText(this.memory, this.where(name), this.sizeOf(name));
  }

  setText(name: Name, text: string): void {
    writeText(this.memory, this.where(name), text, this.sizeOf(name));
  }

  private sizeOf(name: Name): number {
    return this.table.fields.find((field) => field.name === name)?.size ?? 4;
  }
}

const offsetCache = new WeakMap<object, ReadonlyMap<string, number>>();

function offsetsOf(table: Layout): ReadonlyMap<string, number> {
  let offsets = offsetCache.get(table);
  if (offsets === undefined) {
    offsets = new Map(table.fields.map((field) => [field.name, field.offset]));
    offsetCache.set(table, offsets);
  }
  return offsets;
}

/** NUL-terminated ASCII, at most `size` bytes. */
export function readText(memory: Pick<WordMemory, "read8">, address: number, size: number): string {
  let text = "";
  for (let i = 0; i < size; i++) {
    const byte = memory.read8(address + i);
    if (byte === 0) break;
    text += isText(byte) ? String.fromCharCode(byte) : "\ufffd";
  }
  return text;
}

/** Memory that has been overwritten holds anything: only ASCII, tabs and line ends are taken for text. */
const isText = (byte: number): boolean => (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a;

export function writeText(memory: Pick<WordMemory, "write8">, address: number, text: string, size: number): void {
  for (let i = 0; i < Math.min(text.length + 1, size); i++) {
    memory.write8(address + i, i < text.length && i < size - 1 ? text.charCodeAt(i) & 0x7f : 0);
  }
}
