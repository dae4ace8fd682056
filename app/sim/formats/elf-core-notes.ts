// Notes of a core: their packing, and what the three that the lab knows say. All readers are strict.

import type { Result } from "../core/errors.ts";
import { SimBug } from "../core/errors.ts";
import { type CoreNote, NOTE_ALIGN, NOTE_HEADER, NOTE_NAME_MAX, padded } from "./elf-core-shapes.ts";
import { Row, rowBytes, type Shape, stretch } from "./fields.ts";
import { hexOf, malformed, reading } from "./refused.ts";

// ---------------------------------------------------------------------------------------------- packing

const NAME = /^[\x20-\x7e]*$/;
const asciiOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
const bytesOf = (ascii: string): Uint8Array => Uint8Array.from(ascii, (letter) => letter.charCodeAt(0));

/** One behind the other, as a PT_NOTE holds them. */
export function notesBytes(notes: readonly CoreNote[]): Uint8Array {
  const parts = notes.flatMap(({ name, type, desc }) => {
    if (name.length >= NOTE_NAME_MAX || !NAME.test(name)) throw new SimBug(`a note of the name ${name}`);
    const sizes = { n_namesz: name.length + 1, n_descsz: desc.length, n_type: type };
    return [rowBytes(NOTE_HEADER, sizes), filled(bytesOf(`${name}\0`)), filled(desc)];
  });
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function filled(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(padded(bytes.length, NOTE_ALIGN));
  out.set(bytes);
  return out;
}

/** Notes as they lie in memory: those before the first one without a name. Contents share the bytes. */
export const readNotes = (bytes: Uint8Array): Result<readonly CoreNote[]> => reading(() => parseNotes(bytes, true));

/** Leaves the reader at the first malformation. */
export function parseNotes(bytes: Uint8Array, endsAtEmpty = false): readonly CoreNote[] {
  const notes: CoreNote[] = [];
  for (let at = 0; at < bytes.length;) {
    const what = `note ${notes.length}`;
    const row = new Row(stretch(bytes, at, NOTE_HEADER.bytes, what), NOTE_HEADER, what);
    const nameSize = row.get("n_namesz");
    if (nameSize === 0 && endsAtEmpty) break;
    if (nameSize === 0 || nameSize > NOTE_NAME_MAX) row.refuse("n_namesz", `1 to ${NOTE_NAME_MAX}`);
    const nameBytes = part(bytes, at + NOTE_HEADER.bytes, nameSize, row.path("n_namesz"));
    const descAt = at + NOTE_HEADER.bytes + padded(nameSize, NOTE_ALIGN);
    const descSize = row.get("n_descsz");
    const desc = part(bytes, descAt, descSize, row.path("n_descsz"));
    notes.push({ name: nameOf(nameBytes, what), type: row.get("n_type"), desc });
    at = descAt + padded(descSize, NOTE_ALIGN);
  }
  return notes;
}

/** A name or a content, with zeroes behind it. */
function part(bytes: Uint8Array, at: number, size: number, path: string): Uint8Array {
  const whole = stretch(bytes, at, padded(size, NOTE_ALIGN), path);
  if (whole.subarray(size).some((byte) => byte !== 0)) malformed(path, "zeroes as padding", "something else");
  return whole.subarray(0, size);
}

function nameOf(bytes: Uint8Array, what: string): string {
  const name = asciiOf(bytes.subarray(0, -1));
  if (bytes.at(-1) === 0 && NAME.test(name)) return name;
  return malformed(`${what}, name`, "printable ASCII up to one zero byte", JSON.stringify(asciiOf(bytes)));
}

export const findNote = (notes: readonly CoreNote[], name: string): CoreNote | undefined =>
  notes.find((note) => note.name === name);

/** A note whose content is one record. */
function recordOf<Name extends string>(note: CoreNote, type: number, shape: Shape<Name>): Row<Name> {
  const what = `note ${note.name}`;
  if (note.type !== type) malformed(`${what}, n_type`, hexOf(type), hexOf(note.type));
  if (note.desc.length !== shape.bytes) {
    malformed(`${what}, n_descsz`, `${shape.bytes} bytes`, `${note.desc.length} bytes`);
  }
  return new Row(note.desc, shape, what);
}

// ---------------------------------------------------------------------------------------------- NT_PRSTATUS

/** struct elf_prstatus of the i386; pr_reg in the order of struct user_regs_struct. */
const PRSTATUS_FIELDS = {
  pr_pid: [24, 4],
  ebx: [72, 4],
  ecx: [76, 4],
  edx: [80, 4],
  esi: [84, 4],
  edi: [88, 4],
  ebp: [92, 4],
  eax: [96, 4],
  ds: [100, 4],
  es: [104, 4],
  fs: [108, 4],
  gs: [112, 4],
  origEax: [116, 4],
  eip: [120, 4],
  cs: [124, 4],
  eflags: [128, 4],
  esp: [132, 4],
  ss: [136, 4],
} as const;
const PRSTATUS: Shape<keyof typeof PRSTATUS_FIELDS> = { bytes: 144, fields: PRSTATUS_FIELDS };
const PRSTATUS_NAME = "CORE";
const NT_PRSTATUS = 1;

export type PrStatusRegister = Exclude<keyof typeof PRSTATUS_FIELDS, "pr_pid">;
export interface PrStatus {
  readonly pid: number;
  readonly registers: Readonly<Record<PrStatusRegister, number>>;
}

/** Registers that are not known are 0. */
export const prstatusNote = (registers: Partial<PrStatus["registers"]>, pid: number): CoreNote => ({
  name: PRSTATUS_NAME,
  type: NT_PRSTATUS,
  desc: rowBytes(PRSTATUS, { ...registers, pr_pid: pid }),
});

export const readPrstatus = (note: CoreNote): Result<PrStatus> =>
  reading(() => {
    const { pr_pid: pid, ...registers } = recordOf(note, NT_PRSTATUS, PRSTATUS).all();
    return { pid, registers };
  });

// ---------------------------------------------------------------------------------------------- VMCOREINFO

const VMCOREINFO_NAME = "VMCOREINFO";
const VMCOREINFO_TYPE = 0;
const VMCOREINFO_KEY = /^[\x21-\x3c\x3e-\x7e]+$/;
const VMCOREINFO_VALUE = /^[\x20-\x7e]*$/;

/** What tools have to know of a kernel: ["PAGESIZE", "4096"], ["SYMBOL(mem_map)", "c0…"], ["OFFSET(page.flags)", "0"]. */
export type VmcoreInfo = ReadonlyMap<string, string>;

export function vmcoreinfoNote(info: VmcoreInfo): CoreNote {
  const lines = Array.from(info, ([key, value]) => {
    if (!VMCOREINFO_KEY.test(key) || !VMCOREINFO_VALUE.test(value)) throw new SimBug(`VMCOREINFO of ${key}=${value}`);
    return `${key}=${value}\n`;
  });
  return { name: VMCOREINFO_NAME, type: VMCOREINFO_TYPE, desc: bytesOf(lines.join("")) };
}

export const readVmcoreinfo = (note: CoreNote): Result<VmcoreInfo> =>
  reading(() => {
    const what = `note ${VMCOREINFO_NAME}`;
    if (note.type !== VMCOREINFO_TYPE) malformed(`${what}, n_type`, hexOf(VMCOREINFO_TYPE), hexOf(note.type));
    const text = asciiOf(note.desc);
    if (text !== "" && !text.endsWith("\n")) malformed(what, "a line feed at the end", "none");
    const info = new Map<string, string>();
    for (const [i, line] of text.split("\n").slice(0, -1).entries()) {
      const [key = "", ...rest] = line.split("=");
      const value = rest.join("=");
      const isLine = rest.length > 0 && VMCOREINFO_KEY.test(key) && VMCOREINFO_VALUE.test(value);
      if (!isLine)
        malformed(`${what}, line ${i + 1}`, "KEY=value in printable ASCII", JSON.stringify(line.slice(0, 60)));
      if (info.has(key)) malformed(`${what}, line ${i + 1}`, "every key once", `${key} again`);
      info.set(key, value);
    }
    return info;
  });

// ---------------------------------------------------------------------------------------------- KJUMP

/** Our own: what a tool has to know to jump back into the kernel whose memory this is. Words. */
const KJUMP_FIELDS = {
  /** Jump-back entry. */
  entry: [0, 4],
  /** Head word of the list that is the backup pages map. */
  map: [4, 4],
  /** Address of the ELF core header. */
  elfcorehdr: [8, 4],
  /** 4 or 5; 0 while it is not known. */
  sleepState: [12, 4],
} as const;
const KJUMP: Shape<keyof typeof KJUMP_FIELDS> = { bytes: 16, fields: KJUMP_FIELDS };
const KJUMP_NAME = "KJUMP";
/** Not 1: tools take that for NT_PRSTATUS, whatever the name. */
const NT_KJUMP = 0x4b4a_0000;

export type JumpFacts = Readonly<Record<keyof typeof KJUMP_FIELDS, number>>;

export const kjumpNote = (facts: JumpFacts): CoreNote => ({
  name: KJUMP_NAME,
  type: NT_KJUMP,
  desc: rowBytes(KJUMP, facts),
});

export const readKjump = (note: CoreNote): Result<JumpFacts> => reading(() => recordOf(note, NT_KJUMP, KJUMP).all());
