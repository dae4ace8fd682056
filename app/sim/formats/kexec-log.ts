// What `kexec -d -l` of kexec-tools 2.0 prints of an image it loads: memory ranges, entry, flags, segments. Everything else
// that it says is passed over.

import type { Result } from "../core/errors.ts";
import type { AddressRange } from "./elf-load.ts";
import { hexNumber, type Line, linesOf, shown } from "./pasted-text.ts";
import { malformed, reading } from "./refused.ts";

export interface LoggedSegment {
  readonly mem: number;
  readonly memsz: number;
  readonly bufsz: number;
}

export interface KexecLog {
  readonly entry: number;
  /** Of the system call; the architecture is in the upper half. */
  readonly flags: number;
  readonly segments: readonly LoggedSegment[];
  /** In the order of the log; none if it does not say. */
  readonly ram: readonly AddressRange[];
}

const FIELDS = ["buf", "bufsz", "mem", "memsz"] as const;
type Field = (typeof FIELDS)[number];
type Partly = Partial<Record<Field, number>>;

/** One system call takes 16; whoever makes several of it may log more. */
const SEGMENTS_MAX = 1024;

const COUNT = /^nr_segments\s*=\s*(\S.*)$/;
const SEGMENT = /^segment\[(\d{1,6})\]\.(\w+)\s*=\s*(\S.*)$/;
const ENTRY = /^(?:kexec_load:\s*)?entry\s*=\s*(\S+)\s+flags\s*=\s*(\S+)$/;
const RANGES = /^MEMORY RANGES$/;
const RANGE = /^([0-9a-f]+)-([0-9a-f]+) \(([0-9a-f]+)\)$/;
const RANGE_RAM = 0;
const OWN_LINE =
  /^[ \t]*(?:nr_segments\s*=|segment\[|(?:kexec_load:\s*)?entry\s*=\s*\S+\s+flags|MEMORY RANGES$|kernel: 0x\S+ kernel_size:)/m;

/** Told from any part that has one of the lines that are read, or the first. */
export const looksLikeKexecLog = (text: string): boolean => OWN_LINE.test(text);

/** Of several images in one log, the last. */
export const readKexecLog = (text: string): Result<KexecLog> =>
  reading(() => {
    const log = new Reader();
    for (const line of linesOf(text, "kexec log")) log.read({ ...line, text: line.text.trimStart() });
    return log.whole();
  });

class Reader {
  #inRanges = false;
  #count: number | undefined;
  #segments: Partly[] = [];
  #call: Pick<KexecLog, "entry" | "flags"> | undefined;
  readonly #ram: AddressRange[] = [];

  read(line: Line): void {
    this.#inRanges = RANGES.test(line.text) || (this.#inRanges && this.#range(line));
    if (this.#inRanges) return;
    const { text, path } = line;
    const [, count] = COUNT.exec(text) ?? [];
    if (count !== undefined) this.#begin(count, path);
    else if (text.startsWith("segment[")) this.#field(line);
    else this.#entry(line);
  }

  whole(): KexecLog {
    const count = this.#count ?? this.#segments.length;
    if (count === 0) malformed("kexec log", "segments, as in segment[0].mem = 0x1000000", "none");
    const segments = Array.from({ length: count }, (_, i) => {
      const fields = this.#segments[i] ?? {};
      const { mem, memsz, bufsz } = fields;
      if (mem !== undefined && memsz !== undefined && bufsz !== undefined) return { mem, memsz, bufsz };
      const missing = (["bufsz", "mem", "memsz"] as const).find((name) => fields[name] === undefined);
      return malformed("kexec log", `a line segment[${i}].${missing} of ${count} segments`, "none");
    });
    const { entry, flags } = this.#call ?? malformed("kexec log", "a line entry = 0x2ff48c6 flags = 0x30002", "none");
    return { entry, flags, segments, ram: this.#ram };
  }

  /** False where the list has ended. */
  #range({ text, path }: Line): boolean {
    const [, start, last, type] = RANGE.exec(text) ?? [];
    if (start === undefined || last === undefined || type === undefined) return false;
    const range = { start: hexNumber(start, path), end: hexNumber(last, path) + 1 };
    if (range.end <= range.start) malformed(path, `an end at or above ${start}`, last);
    if (hexNumber(type, path) === RANGE_RAM) this.#ram.push(range);
    return true;
  }

  #begin(count: string, path: string): void {
    const value = /^\d{1,6}$/.test(count) ? Number(count) : NaN;
    if (!(value >= 1 && value <= SEGMENTS_MAX)) {
      malformed(`${path}, nr_segments`, `a number from 1 to ${SEGMENTS_MAX}`, shown(count));
    }
    this.#count = value;
    this.#segments = [];
  }

  #field({ text, path }: Line): void {
    const [, digits, word, value] = SEGMENT.exec(text) ?? [];
    const name = FIELDS.find((each) => each === word);
    if (digits === undefined || name === undefined || value === undefined) {
      return malformed(path, "segment[N].buf, bufsz, mem or memsz, and a number", shown(text));
    }
    const index = Number(digits);
    const place = `${path}, segment[${digits}].${name}`;
    const most = this.#count ?? this.#segments.length + 1;
    if (index >= most || index >= SEGMENTS_MAX) malformed(place, `a segment below ${most}`, digits);
    const fields = (this.#segments[index] ??= {});
    if (fields[name] !== undefined) malformed(place, "every field once", "it again");
    fields[name] = value === "(nil)" ? 0 : hexNumber(value, place);
  }

  #entry({ text, path }: Line): void {
    const [, entry, flags] = ENTRY.exec(text) ?? [];
    if (entry === undefined || flags === undefined) return;
    this.#call = { entry: hexNumber(entry, `${path}, entry`), flags: hexNumber(flags, `${path}, flags`) };
  }
}
