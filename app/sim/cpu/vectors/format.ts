// The file format of recorded processor cases: one snippet of code each, with registers, flags and memory before and
// after. Little-endian; after the header come class names, contexts and cases, back to back. Nothing here trusts the file.

import { type Problem, type Result, ok, refuse } from "../../core/errors.ts";
import { hex32 } from "../../core/hex.ts";

/** Bytes of each of the two windows of memory. */
export const WINDOW = 256;
const REGISTERS = 8;
const VERSION = 1;
const LONGEST_SNIPPET = 64;
const MOST_INSTRUCTIONS = 16;
/** A case without code, overrides or changes. */
const SHORTEST_CASE = 14;

/** Where the recorder kept things; the files say so, and nothing else is understood. */
export const PLACES = {
  /** The snippet, in a page that may be executed and written. */
  code: 0x30000100,
  /** Window A, in the middle of a page whose neighbours are not mapped. */
  windowA: 0x20000800,
  /** Window B, within reach of 16-bit addresses. */
  windowB: 0x00008800,
  /** Where taken branches lead: near, and further away. */
  taken: 0x30000180,
  takenFar: 0x30000600,
} as const;

/** Registers in the order of their numbers, and what lies in the windows, before the snippet runs. */
export interface Context {
  readonly registers: readonly number[];
  /** Window A, then window B. */
  readonly memory: Uint8Array;
}

export type Ending =
  /** The instruction reached: the one behind the snippet, or one of the two targets of branches. */
  | { readonly kind: "reached"; readonly place: "behind" | "taken" | "takenFar" }
  /** `offset`: EIP, from the start of the snippet. */
  | { readonly kind: "fault"; readonly vector: number; readonly offset: number; readonly page?: PageFault };

export interface PageFault {
  readonly address: number;
  readonly errorCode: number;
}

interface Patch {
  /** Into the two windows, one after the other. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

export interface VectorCase {
  readonly className: string;
  readonly context: Context;
  readonly instructions: number;
  readonly code: Uint8Array;
  readonly before: readonly number[];
  readonly flagsBefore: number;
  readonly after: readonly number[];
  readonly flagsAfter: number;
  readonly undefinedFlags: number;
  /** The manual does not say what the destination holds. */
  readonly undefinedResult: boolean;
  readonly ending: Ending;
  /** Memory that is other than in the context. */
  readonly patches: readonly Patch[];
}

export interface VectorFile {
  readonly total: number;
  /** Reads the cases in order. */
  cases(): Iterable<VectorCase>;
}

/** Thrown inside this file only. */
class Malformed {
  readonly problem: Problem;
  constructor(path: string, expected: string, got: string) {
    this.problem = { path, expected, got };
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  at = 0;
  /** What is being read, for messages. */
  path = "header";

  constructor(bytes: Uint8Array) {
    // a plain array whatever came: the slice of Node's Buffer would be no copy
    this.#bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.length - this.at;
  }

  #take(count: number): number {
    const { at } = this;
    if (count > this.left) {
      throw new Malformed(this.path, `${count} more bytes at offset ${at}`, `a file of ${this.#bytes.length} bytes`);
    }
    this.at = at + count;
    return at;
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }
  u16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }
  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }
  bytes(count: number): Uint8Array {
    const at = this.#take(count);
    return this.#bytes.subarray(at, at + count);
  }
  text(count: number): string {
    return String.fromCharCode(...this.bytes(count));
  }

  check(isGood: boolean, expected: string, got: string | number): void {
    if (!isGood) throw new Malformed(this.path, expected, String(got));
  }
}

interface Header {
  readonly total: number;
  readonly classes: readonly string[];
  readonly contexts: readonly Context[];
}

function readHeader(reader: Reader): Header {
  reader.path = "magic";
  const magic = reader.left < 4 ? "" : reader.text(4);
  reader.check(magic === "V386", '"V386"', JSON.stringify(magic));
  const field = (path: string): number => {
    reader.path = path;
    return reader.u32();
  };
  const version = field("version");
  reader.check(version === VERSION, String(VERSION), version);
  const contextCount = field("contexts");
  reader.check(contextCount >= 1 && contextCount <= 256, "1 to 256", contextCount);
  const classCount = field("classes");
  reader.check(classCount >= 1 && classCount <= 256, "1 to 256", classCount);
  const total = field("cases");
  const most = Math.floor(reader.left / SHORTEST_CASE);
  reader.check(total >= 1 && total <= most, `1 to ${most}, which is what the file has room for`, total);
  for (const [name, expected] of Object.entries(PLACES)) {
    const got = field(`place of ${name}`);
    reader.check(got === expected, hex32(expected), hex32(got));
  }
  const classes = Array.from({ length: classCount }, (_, i) => {
    reader.path = `classes[${i}]`;
    return reader.text(reader.u8());
  });
  const contexts = Array.from({ length: contextCount }, (_, i) => {
    reader.path = `contexts[${i}]`;
    const registers = Array.from({ length: REGISTERS }, () => reader.u32());
    return { registers, memory: reader.bytes(2 * WINDOW) };
  });
  return { total, classes, contexts };
}

/** Registers that are overridden: a byte of bits, then one word for each. */
function readRegisters(reader: Reader, otherwise: readonly number[]): readonly number[] {
  const overridden = reader.u8();
  return overridden === 0 ? otherwise : otherwise.map((value, i) => ((overridden >>> i) & 1 ? reader.u32() : value));
}

const ENDINGS = ["behind", "taken", "takenFar"] as const;
const FAULTED = 0x80;
const VECTOR_MASK = 0x1f;
const PAGE_FAULT = 14;

function readEnding(reader: Reader): Ending {
  const slot = reader.u8();
  if ((slot & FAULTED) === 0) {
    const place = ENDINGS[slot];
    if (place === undefined) throw new Malformed(`${reader.path}.ending`, "0, 1, 2 or a fault", String(slot));
    return { kind: "reached", place };
  }
  const vector = slot & VECTOR_MASK;
  const offset = (reader.u16() << 16) >> 16;
  if (vector !== PAGE_FAULT) return { kind: "fault", vector, offset };
  const address = reader.u32();
  return { kind: "fault", vector, offset, page: { address, errorCode: reader.u8() } };
}

function readPatch(reader: Reader): Patch {
  const offset = reader.u16();
  const bytes = reader.bytes(reader.u8());
  reader.check(offset + bytes.length <= 2 * WINDOW, "changed memory inside the windows", offset);
  return { offset, bytes };
}

const UNDEFINED_RESULT = 0x8000;
const FLAG_BITS = 0xfff;

function readCase(reader: Reader, { classes, contexts }: Header): VectorCase {
  const contextIndex = reader.u8();
  const context = contexts[contextIndex];
  if (context === undefined) throw new Malformed(reader.path, `a context below ${contexts.length}`, `${contextIndex}`);
  const classIndex = reader.u8();
  const className = classes[classIndex];
  if (className === undefined) throw new Malformed(reader.path, `a class below ${classes.length}`, `${classIndex}`);
  const instructions = reader.u8();
  reader.check(instructions >= 1 && instructions <= MOST_INSTRUCTIONS, "1 to 16 instructions", instructions);
  const length = reader.u8();
  reader.check(length >= 1 && length <= LONGEST_SNIPPET, "1 to 64 bytes of code", length);
  const code = reader.bytes(length);
  const before = readRegisters(reader, context.registers);
  const flagsBefore = reader.u16();
  const mask = reader.u16();
  const ending = readEnding(reader);
  const after = readRegisters(reader, before);
  const flagsAfter = reader.u16();
  const patches: Patch[] = [];
  for (let left = reader.u8(); left > 0; left -= 1) patches.push(readPatch(reader));
  return {
    className,
    context,
    instructions,
    code,
    before,
    flagsBefore,
    after,
    flagsAfter,
    undefinedFlags: mask & FLAG_BITS,
    undefinedResult: (mask & UNDEFINED_RESULT) !== 0,
    ending,
    patches,
  };
}

function* casesFrom(bytes: Uint8Array, header: Header, start: number): Generator<VectorCase> {
  const reader = new Reader(bytes);
  reader.at = start;
  for (let i = 0; i < header.total; i += 1) {
    reader.path = `cases[${i}]`;
    yield readCase(reader, header);
  }
  reader.path = "end";
  reader.check(reader.left === 0, "the end of the file", `${reader.left} more bytes`);
}

/** Looks at the whole file before anything is run: a file is good or bad as a whole. */
export function readVectors(bytes: Uint8Array): Result<VectorFile> {
  try {
    const reader = new Reader(bytes);
    const header = readHeader(reader);
    const cases = (): Generator<VectorCase> => casesFrom(bytes, header, reader.at);
    for (const _case of cases());
    return ok({ total: header.total, cases });
  } catch (thrown) {
    if (thrown instanceof Malformed) return refuse(thrown.problem);
    throw thrown;
  }
}
