// Records of ELF files of both classes (System V ABI, chapter 4; AMD64 supplement): only the fields that are read.

import type { Shape } from "./fields.ts";

export type Class = 32 | 64;
type Both<Name extends string> = Readonly<Record<Class, Shape<Name>>>;

/** The first bytes, the same in both classes. */
export type IdentField =
  | "e_ident[EI_MAG]"
  | "e_ident[EI_CLASS]"
  | "e_ident[EI_DATA]"
  | "e_ident[EI_VERSION]"
  | "e_ident[EI_OSABI]"
  | "e_ident[EI_ABIVERSION to the end]";

export const IDENT: Shape<IdentField> = {
  bytes: 16,
  fields: {
    "e_ident[EI_MAG]": [0, 4],
    "e_ident[EI_CLASS]": [4, 1],
    "e_ident[EI_DATA]": [5, 1],
    "e_ident[EI_VERSION]": [6, 1],
    "e_ident[EI_OSABI]": [7, 1],
    "e_ident[EI_ABIVERSION to the end]": [8, 8],
  },
};

export type HeaderField =
  | "e_type"
  | "e_machine"
  | "e_version"
  | "e_entry"
  | "e_phoff"
  | "e_shoff"
  | "e_flags"
  | "e_ehsize"
  | "e_phentsize"
  | "e_phnum"
  | "e_shentsize"
  | "e_shnum"
  | "e_shstrndx";

export const HEADER: Both<HeaderField> = {
  32: {
    bytes: 52,
    fields: {
      e_type: [16, 2],
      e_machine: [18, 2],
      e_version: [20, 4],
      e_entry: [24, 4],
      e_phoff: [28, 4],
      e_shoff: [32, 4],
      e_flags: [36, 4],
      e_ehsize: [40, 2],
      e_phentsize: [42, 2],
      e_phnum: [44, 2],
      e_shentsize: [46, 2],
      e_shnum: [48, 2],
      e_shstrndx: [50, 2],
    },
  },
  64: {
    bytes: 64,
    fields: {
      e_type: [16, 2],
      e_machine: [18, 2],
      e_version: [20, 4],
      e_entry: [24, 8],
      e_phoff: [32, 8],
      e_shoff: [40, 8],
      e_flags: [48, 4],
      e_ehsize: [52, 2],
      e_phentsize: [54, 2],
      e_phnum: [56, 2],
      e_shentsize: [58, 2],
      e_shnum: [60, 2],
      e_shstrndx: [62, 2],
    },
  },
};

export type ProgramField =
  | "p_type"
  | "p_flags"
  | "p_offset"
  | "p_vaddr"
  | "p_paddr"
  | "p_filesz"
  | "p_memsz"
  | "p_align";

export const PROGRAM_HEADER: Both<ProgramField> = {
  32: {
    bytes: 32,
    fields: {
      p_type: [0, 4],
      p_offset: [4, 4],
      p_vaddr: [8, 4],
      p_paddr: [12, 4],
      p_filesz: [16, 4],
      p_memsz: [20, 4],
      p_flags: [24, 4],
      p_align: [28, 4],
    },
  },
  64: {
    bytes: 56,
    fields: {
      p_type: [0, 4],
      p_flags: [4, 4],
      p_offset: [8, 8],
      p_vaddr: [16, 8],
      p_paddr: [24, 8],
      p_filesz: [32, 8],
      p_memsz: [40, 8],
      p_align: [48, 8],
    },
  },
};

export type SectionField =
  | "sh_name"
  | "sh_type"
  | "sh_flags"
  | "sh_offset"
  | "sh_size"
  | "sh_link"
  | "sh_info"
  | "sh_addralign"
  | "sh_entsize";

export const SECTION_HEADER: Both<SectionField> = {
  32: {
    bytes: 40,
    fields: {
      sh_name: [0, 4],
      sh_type: [4, 4],
      sh_flags: [8, 4],
      sh_offset: [16, 4],
      sh_size: [20, 4],
      sh_link: [24, 4],
      sh_info: [28, 4],
      sh_addralign: [32, 4],
      sh_entsize: [36, 4],
    },
  },
  64: {
    bytes: 64,
    fields: {
      sh_name: [0, 4],
      sh_type: [4, 4],
      sh_flags: [8, 8],
      sh_offset: [24, 8],
      sh_size: [32, 8],
      sh_link: [40, 4],
      sh_info: [44, 4],
      sh_addralign: [48, 8],
      sh_entsize: [56, 8],
    },
  },
};

export type SymbolField = "st_name" | "st_value" | "st_size" | "st_info" | "st_shndx";

export const SYMBOL: Both<SymbolField> = {
  32: {
    bytes: 16,
    fields: { st_name: [0, 4], st_value: [4, 4], st_size: [8, 4], st_info: [12, 1], st_shndx: [14, 2] },
  },
  64: {
    bytes: 24,
    fields: { st_name: [0, 4], st_info: [4, 1], st_shndx: [6, 2], st_value: [8, 8], st_size: [16, 8] },
  },
};

export const RELOCATION: Shape<"r_offset" | "r_info"> = {
  bytes: 8,
  fields: { r_offset: [0, 4], r_info: [4, 4] },
};

export const ET_REL = 1;
export const ET_EXEC = 2;
export const ET_CORE = 4;
export const EM_386 = 3;
export const EM_X86_64 = 62;
export const PT_LOAD = 1;
export const PT_NOTE = 4;
export const SHT_PROGBITS = 1;
export const SHT_SYMTAB = 2;
export const SHT_RELA = 4;
export const SHT_NOBITS = 8;
export const SHT_REL = 9;
export const SHF_ALLOC = 2;
export const SHF_EXECINSTR = 4;
export const SHN_UNDEF = 0;
export const SHN_ABS = 0xfff1;
export const STT_OBJECT = 1;
export const STT_FUNC = 2;
export const STT_SECTION = 3;
export const STT_FILE = 4;
export const R_386_NONE = 0;
export const R_386_32 = 1;
export const R_386_PC32 = 2;
export const R_386_PLT32 = 4;
