// ELF64 cores of an i386, as `kexec --elf64-core-headers` has them: one table of what every header must hold, for writer and
// readers.

import { PAGE_SIZE } from "../core/units.ts";
import {
  EM_386,
  ET_CORE,
  HEADER,
  type HeaderField,
  type IdentField,
  PROGRAM_HEADER,
  type ProgramField,
  PT_LOAD,
  PT_NOTE,
} from "./elf-shapes.ts";
import type { Shape, Values } from "./fields.ts";

export interface CoreNote {
  readonly name: string;
  /** Its meaning depends on the name. */
  readonly type: number;
  readonly desc: Uint8Array;
}

/** A stretch of physical memory, page-aligned, all of it in the file. */
export interface CoreLoad {
  readonly paddr: number;
  readonly bytes: number;
}

/** Pages of a load once more, at another address: a header that shares bytes of the file with it. */
export interface CoreRepeat extends CoreLoad {
  readonly offset: number;
}

/** A note that lies in old memory. */
export interface NotePlace {
  readonly paddr: number;
  readonly bytes: number;
}

export const SHAPE = { header: HEADER[64], program: PROGRAM_HEADER[64] };

export const NOTE_HEADER: Shape<"n_namesz" | "n_descsz" | "n_type"> = {
  bytes: 12,
  fields: { n_namesz: [0, 4], n_descsz: [4, 4], n_type: [8, 4] },
};
/** Name and content of a note are padded to this, with zeroes. */
export const NOTE_ALIGN = 4;

export const FOUR_GIB = 0x1_0000_0000;
export const PROGRAM_HEADERS_MAX = 4096;
/** Beside one for the notes. */
export const LOADS_MAX = PROGRAM_HEADERS_MAX - 1;
export const NOTES_MAX = 64 * 1024;
/** Bytes before the first load of the largest core that is read. */
export const HEAD_MAX = 512 * 1024;
export const NOTE_NAME_MAX = 32;

export const FIXED_IDENT: Values<IdentField> = {
  "e_ident[EI_MAG]": 0x464c457f,
  "e_ident[EI_CLASS]": 2,
  "e_ident[EI_DATA]": 1,
  "e_ident[EI_VERSION]": 1,
  "e_ident[EI_OSABI]": 0,
  "e_ident[EI_ABIVERSION to the end]": 0,
};

/** All but e_phnum. */
export const FIXED_HEADER: Values<HeaderField> = {
  e_type: ET_CORE,
  e_machine: EM_386,
  e_version: 1,
  e_entry: 0,
  e_phoff: HEADER[64].bytes,
  e_shoff: 0,
  e_flags: 0,
  e_ehsize: HEADER[64].bytes,
  e_phentsize: PROGRAM_HEADER[64].bytes,
  e_shentsize: 0,
  e_shnum: 0,
  e_shstrndx: 0,
};

const LOWMEM_END = 0x3800_0000;
const PAGE_OFFSET = 0xc000_0000;
/** The virtual address of what the kernel maps only now and then. */
const UNMAPPED = 0xffff_ffff_ffff_ffffn;
const READ_WRITE_EXECUTE = 7;

type ProgramHeader = Readonly<Record<ProgramField, number | bigint>>;

export const loadHeader = ({ paddr, bytes }: CoreLoad, offset: number): ProgramHeader => ({
  p_type: PT_LOAD,
  p_flags: READ_WRITE_EXECUTE,
  p_offset: offset,
  p_vaddr: paddr < LOWMEM_END ? PAGE_OFFSET + paddr : UNMAPPED,
  p_paddr: paddr,
  p_filesz: bytes,
  p_memsz: bytes,
  p_align: 0,
});

/** In a file the notes have no address. */
export const noteHeader = (offset: number, bytes: number, paddr = 0): ProgramHeader => ({
  p_type: PT_NOTE,
  p_flags: 0,
  p_offset: offset,
  p_vaddr: 0,
  p_paddr: paddr,
  p_filesz: bytes,
  p_memsz: bytes,
  p_align: 0,
});

export const padded = (bytes: number, to: number): number => Math.ceil(bytes / to) * to;

/** Bytes of the ELF header and so many program headers. */
export const headersSize = (count: number): number => SHAPE.header.bytes + count * SHAPE.program.bytes;

/** Where the first load begins in a core file. */
export const headSize = (headers: number, noteBytes: number): number =>
  padded(headersSize(headers) + noteBytes, PAGE_SIZE);
