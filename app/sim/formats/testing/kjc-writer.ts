// Writes KJC1 files, for tests: header, trace records and blobs as a recorder would.

import { hashWords, mix } from "../../core/hash.ts";
import { CAPTURE_REGISTERS, type PageId, type RegisterValues } from "../kjc-types.ts";

export interface BlobRange {
  readonly off: number;
  readonly len: number;
}

/** An id such as a recorder makes of a page's bytes; here of another hash. */
export function pageIdOf(bytes: Uint8Array): PageId {
  const hash = hashWords(bytes);
  return [hash, mix(hash, bytes.length)].map((word) => word.toString(16).padStart(8, "0")).join("");
}

export class KjcWriter {
  readonly pages: Record<PageId, BlobRange> = {};
  readonly #blobs: number[] = [];

  blob(bytes: Iterable<number>): BlobRange {
    const off = this.#blobs.length;
    for (const byte of bytes) this.#blobs.push(byte);
    return { off, len: this.#blobs.length - off };
  }

  words(words: Iterable<number>): BlobRange {
    return this.blob(
      [...words].flatMap((word) => [word & 0xff, (word >>> 8) & 0xff, (word >>> 16) & 0xff, word >>> 24]),
    );
  }

  /** Puts a page in the file, once. */
  page(bytes: Uint8Array): PageId {
    const id = pageIdOf(bytes);
    this.pages[id] ??= this.blob(bytes);
    return id;
  }

  ids(ids: readonly PageId[]): BlobRange {
    return this.blob(ids.flatMap((id) => (id.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16))));
  }

  trace(records: readonly (RegisterValues & { readonly marked: boolean })[]): BlobRange {
    const words: number[] = [];
    let last: Partial<RegisterValues> = {};
    for (const record of records) {
      const changed = CAPTURE_REGISTERS.filter((name) => (last[name] ?? 0) !== record[name]);
      const mask = changed.reduce((bits, name) => bits | (1 << CAPTURE_REGISTERS.indexOf(name)), 0);
      const whole = mask | (record.marked ? 0x8000 : 0);
      words.push(whole & 0xff, whole >>> 8);
      for (const name of changed) for (let i = 0; i < 4; i += 1) words.push((record[name] >>> (8 * i)) & 0xff);
      last = record;
    }
    return this.blob(words);
  }

  /** The whole file; `header` without the pages. */
  file(header: Readonly<Record<string, unknown>>): Uint8Array {
    const text = JSON.stringify({ format: "KJC1", ...header, pages: this.pages });
    return fileOf(text, Uint8Array.from(this.#blobs));
  }
}

/** The same file with another header; blobs stay where they are. */
export function withHeader(file: Uint8Array, edit: (header: string) => string): Uint8Array {
  const length = new DataView(file.buffer, file.byteOffset, file.byteLength).getUint32(4, true);
  let text = "";
  for (const byte of file.subarray(8, 8 + length)) text += String.fromCharCode(byte);
  return fileOf(edit(text), file.subarray(8 + length));
}

function fileOf(header: string, blobs: Uint8Array): Uint8Array {
  const out = new Uint8Array(8 + header.length + blobs.length);
  out.set([0x4b, 0x4a, 0x43, 0x31]);
  new DataView(out.buffer).setUint32(4, header.length, true);
  for (let i = 0; i < header.length; i += 1) out[8 + i] = header.charCodeAt(i);
  out.set(blobs, 8 + header.length);
  return out;
}
